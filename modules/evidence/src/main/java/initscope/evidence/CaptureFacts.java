package initscope.evidence;

import initscope.model.ClockFit;
import initscope.model.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What {@code capture.json} says about a capture as a whole.
///
/// @param formatVersion version of the .isz layout; a reader refuses a newer one than {@link #FORMAT_VERSION}
/// @param tool who wrote it, such as {@code InitScope 0.1.0}
/// @param host label of the host as the user named it
/// @param bootId of the host's present boot
/// @param mode {@code attach}, {@code cold-start}, {@code boot} or {@code snapshot}
/// @param target what was asked for: {@code pid 4711}, {@code unit shop.service}, {@code exe /opt/shop/shop}
/// @param pid the process looked at, host pid namespace
/// @param unit the unit it belongs to, or that was asked for
/// @param uid who read: 0 for root
/// @param startedEpochMillis wall clock of the laptop when the capture began
/// @param sealed whether the capture ended in good order; false for a spool or a rescued file
/// @param clocks how each source's clock maps to the host's
/// @param coverage what each step gave
public record CaptureFacts(
    int formatVersion,
    String tool,
    String host,
    Optional<String> bootId,
    String mode,
    String target,
    OptionalLong pid,
    Optional<String> unit,
    OptionalLong uid,
    long startedEpochMillis,
    boolean sealed,
    List<ClockFit> clocks,
    List<Coverage> coverage) {
  /// The layout this code writes.
  public static final int FORMAT_VERSION = 1;

  /// Facts of something that tells none.
  public static final CaptureFacts UNKNOWN = begin("", "", "", "", 0);

  /// Keeps immutable copies.
  public CaptureFacts {
    clocks = List.copyOf(clocks);
    coverage = List.copyOf(coverage);
  }

  /// What is known before the first answer.
  public static CaptureFacts begin(
      String tool, String host, String mode, String target, long startedEpochMillis) {
    return new CaptureFacts(
        FORMAT_VERSION,
        tool,
        host,
        Optional.empty(),
        mode,
        target,
        OptionalLong.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        startedEpochMillis,
        false,
        List.of(),
        List.of());
  }

  /// The same with who and what was found on the host.
  public CaptureFacts withFound(
      Optional<String> boot, OptionalLong process, Optional<String> unitName, OptionalLong user) {
    return new CaptureFacts(
        formatVersion,
        tool,
        host,
        boot,
        mode,
        target,
        process,
        unitName,
        user,
        startedEpochMillis,
        sealed,
        clocks,
        coverage);
  }

  /// The same with more coverage and clock fits.
  public CaptureFacts withMore(List<Coverage> moreCoverage, List<ClockFit> moreClocks) {
    List<Coverage> allCoverage = new ArrayList<>(coverage);
    allCoverage.addAll(moreCoverage);
    List<ClockFit> allClocks = new ArrayList<>(clocks);
    allClocks.addAll(moreClocks);
    return new CaptureFacts(
        formatVersion,
        tool,
        host,
        bootId,
        mode,
        target,
        pid,
        unit,
        uid,
        startedEpochMillis,
        sealed,
        allClocks,
        allCoverage);
  }

  /// The same, ended in good order or not.
  public CaptureFacts withSealed(boolean ended) {
    return new CaptureFacts(
        formatVersion,
        tool,
        host,
        bootId,
        mode,
        target,
        pid,
        unit,
        uid,
        startedEpochMillis,
        ended,
        clocks,
        coverage);
  }
}
