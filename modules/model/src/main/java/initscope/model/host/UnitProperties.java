package initscope.model.host;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What {@code systemctl show UNIT} printed: properties in systemd's own words and order.
///
/// @param properties a name that is printed several times keeps its values joined by line feeds
public record UnitProperties(Map<String, String> properties) {
  /// One property; an empty value counts as absent.
  public Optional<String> get(String name) {
    return Optional.ofNullable(properties.get(name)).filter(v -> !v.isEmpty());
  }

  /// A {@code ...TimestampMonotonic} property in nanoseconds (systemd prints microseconds); 0 means never and is absent.
  public OptionalLong monotonicNanos(String name) {
    OptionalLong micros = number(name);
    return micros.isPresent()
            && micros.getAsLong() > 0
            && micros.getAsLong() < Long.MAX_VALUE / 1000
        ? OptionalLong.of(micros.getAsLong() * 1000)
        : OptionalLong.empty();
  }

  /// A property that is a whole number.
  public OptionalLong number(String name) {
    String text = properties.getOrDefault(name, "");
    if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(text));
  }
}
