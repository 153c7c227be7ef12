package initscope.model.boot;

import java.util.OptionalLong;

/// The phases of a boot as {@code systemd-analyze time} names them. A virtual machine without UEFI has no firmware and loader time, a
/// host without an initrd none of that.
///
/// @param firmwareNanos how long the firmware took
/// @param loaderNanos how long the boot loader took
/// @param initrdAtNanos the initrd's systemd began; absent where there was none
/// @param userspaceAtNanos the host's systemd began
/// @param finishAtNanos the queue of start jobs was empty; absent while the boot goes on
public record BootTimes(
    OptionalLong firmwareNanos,
    OptionalLong loaderNanos,
    OptionalLong initrdAtNanos,
    OptionalLong userspaceAtNanos,
    OptionalLong finishAtNanos) {
  /// Nothing is known.
  public static final BootTimes UNKNOWN =
      new BootTimes(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  /// From the kernel's start to the first systemd.
  public OptionalLong kernelNanos() {
    return initrdAtNanos.isPresent() ? initrdAtNanos : userspaceAtNanos;
  }

  /// How long the initrd's systemd ran.
  public OptionalLong initrdNanos() {
    return between(initrdAtNanos, userspaceAtNanos);
  }

  /// From the host's systemd to the end of the boot.
  public OptionalLong userspaceNanos() {
    return between(userspaceAtNanos, finishAtNanos);
  }

  /// From the firmware's start, as far as it is known, to the end of the boot: what {@code systemd-analyze time} adds up to.
  public OptionalLong totalNanos() {
    return finishAtNanos.isPresent()
        ? OptionalLong.of(
            firmwareNanos.orElse(0) + loaderNanos.orElse(0) + finishAtNanos.getAsLong())
        : finishAtNanos;
  }

  private static OptionalLong between(OptionalLong from, OptionalLong to) {
    return from.isPresent() && to.isPresent() && to.getAsLong() >= from.getAsLong()
        ? OptionalLong.of(to.getAsLong() - from.getAsLong())
        : OptionalLong.empty();
  }
}
