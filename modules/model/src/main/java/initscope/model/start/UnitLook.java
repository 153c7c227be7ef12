package initscope.model.start;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What systemd said of a unit at one moment.
///
/// @param fromNanos clock before it was asked
/// @param toNanos clock after its answer
/// @param properties as it prints them
public record UnitLook(long fromNanos, long toNanos, Map<String, String> properties) {
  /// Keeps an immutable copy.
  public UnitLook {
    properties = Collections.unmodifiableMap(new LinkedHashMap<>(properties));
  }
}
