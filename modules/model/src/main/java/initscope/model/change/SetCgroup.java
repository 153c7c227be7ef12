package initscope.model.change;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Sets resource limits of a running unit through systemd.
///
/// @param unit full name
/// @param properties in order, at least one
public record SetCgroup(String unit, List<Property> properties) implements Change {
  /// One property.
  ///
  /// @param name as systemd.resource-control(5) has it, such as {@code CPUQuota}
  /// @param value such as {@code 50%}
  public record Property(String name, String value) {
    /// Checks.
    public Property {
      Changes.check(Changes.isWord(name, 40, ""), "a property's name is letters");
      Changes.check(Changes.isWord(value, 40, "%."), "a property's value is a number");
    }

    /// {@code CPUQuota=50%}.
    public String text() {
      return name + "=" + value;
    }
  }

  /// Checks and copies.
  public SetCgroup {
    properties = List.copyOf(properties);
    Changes.check(SetUnit.isUnit(unit), "a unit is named in full, such as orders.service");
    Changes.check(!properties.isEmpty(), "no property is named");
  }

  static SetCgroup of(String target, String wanted) {
    List<Property> properties = new ArrayList<>();
    for (String line : wanted.lines().map(String::strip).toList()) {
      int equals = line.indexOf('=');
      Changes.check(equals > 0, "write PROPERTY=VALUE, not " + line);
      properties.add(new Property(line.substring(0, equals), line.substring(equals + 1)));
    }
    return new SetCgroup(target, properties);
  }

  @Override
  public String kind() {
    return "cgroup";
  }

  @Override
  public String target() {
    return unit;
  }

  @Override
  public String wanted() {
    return properties.stream().map(Property::text).collect(Collectors.joining("\n"));
  }
}
