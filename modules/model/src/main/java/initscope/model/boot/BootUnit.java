package initscope.model.boot;

import initscope.model.EvidenceRef;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// A unit and the times of its last changes of state. A unit that was started again has the times of its last start only.
///
/// @param name full name
/// @param type {@code Type=} of a service as systemd spells it; empty for other units and where it is not told
/// @param activeState {@code active}, {@code failed} ...; empty where it is not told
/// @param subState {@code running}, {@code exited}, {@code dead} ...
/// @param result {@code success}, {@code exit-code}, {@code timeout} ...; empty where it is not told
/// @param inactiveExitNanos it left {@code inactive}: its start began. Absent where it never did
/// @param activeEnterNanos it became {@code active}
/// @param activeExitNanos it left {@code active}
/// @param inactiveEnterNanos it became {@code inactive} or {@code failed}
/// @param mainStartNanos the main process was forked
/// @param mainExitNanos the main process ended
/// @param restarts how often systemd started it again by itself
/// @param links the units it names, by how
/// @param place where this was read
public record BootUnit(
    String name,
    String type,
    String activeState,
    String subState,
    String result,
    OptionalLong inactiveExitNanos,
    OptionalLong activeEnterNanos,
    OptionalLong activeExitNanos,
    OptionalLong inactiveEnterNanos,
    OptionalLong mainStartNanos,
    OptionalLong mainExitNanos,
    OptionalLong restarts,
    Map<LinkKind, List<String>> links,
    Optional<EvidenceRef> place) {
  /// Keeps an immutable copy.
  public BootUnit {
    // in the order of the kinds: what is printed must not differ from run to run
    Map<LinkKind, List<String>> copy = new EnumMap<>(LinkKind.class);
    copy.putAll(links);
    links = Collections.unmodifiableMap(copy);
  }

  /// The units named that way, none where nothing is told.
  public List<String> links(LinkKind kind) {
    return links.getOrDefault(kind, List.of());
  }

  /// How long it was activating, as {@code systemd-analyze blame} counts it: from leaving inactive to active; of a unit that never became
  /// active after that, to its end. Absent where neither is known, or where it is still activating.
  public OptionalLong activatingNanos() {
    if (inactiveExitNanos.isEmpty()) {
      return OptionalLong.empty();
    }
    long begin = inactiveExitNanos.getAsLong();
    if (activeEnterNanos.isPresent() && activeEnterNanos.getAsLong() >= begin) {
      return OptionalLong.of(activeEnterNanos.getAsLong() - begin);
    }
    if (inactiveEnterNanos.isPresent() && inactiveEnterNanos.getAsLong() >= begin) {
      return OptionalLong.of(inactiveEnterNanos.getAsLong() - begin);
    }
    return OptionalLong.empty();
  }
}
