package initscope.model.boot;

import initscope.model.EvidenceRef;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A unit's row of a plot. Times later than the end of the boot were drawn as that end.
///
/// @param name full name
/// @param activatingNanos it left inactive
/// @param activatedNanos it became active
/// @param deactivatingNanos it left active
/// @param deactivatedNanos it became inactive or failed
/// @param toldNanos the time in the label: how long it was activating, whole milliseconds rounded down; absent where there is none. Not
///     bounded by the end of the boot, unlike the bars
/// @param links the units it names, where the plot tells them (systemd 256 and later)
/// @param place where this was read
public record PlotBar(
    String name,
    long activatingNanos,
    long activatedNanos,
    long deactivatingNanos,
    long deactivatedNanos,
    OptionalLong toldNanos,
    Map<LinkKind, List<String>> links,
    EvidenceRef place) {
  /// Keeps an immutable copy.
  public PlotBar {
    // in the order of the kinds: what is printed must not differ from run to run
    Map<LinkKind, List<String>> copy = new EnumMap<>(LinkKind.class);
    copy.putAll(links);
    links = Collections.unmodifiableMap(copy);
  }

  /// As a unit; what was drawn as the boot's end did not happen before it.
  ///
  /// @param finishNanos the end of the boot
  public BootUnit unit(OptionalLong finishNanos) {
    return new BootUnit(
        name,
        "",
        "",
        "",
        "",
        OptionalLong.of(activatingNanos),
        before(activatedNanos, finishNanos),
        before(deactivatingNanos, finishNanos),
        before(deactivatedNanos, finishNanos),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        links,
        Optional.of(place));
  }

  private static OptionalLong before(long nanos, OptionalLong finishNanos) {
    return finishNanos.isPresent() && nanos >= finishNanos.getAsLong()
        ? OptionalLong.empty()
        : OptionalLong.of(nanos);
  }
}
