package initscope.tuning.units;

import java.util.List;
import java.util.stream.Stream;

/// A setting as a unit file has it; lines that go on after a backslash are joined.
///
/// @param place where it begins
/// @param section such as {@code Service}
/// @param name of the setting
/// @param value without blanks around it; specifiers such as {@code %i} stay
record UnitLine(Place place, String section, String name, String value) {
  /// Words of a list.
  List<String> words() {
    return Stream.of(value.split("[ \t]", -1)).filter(w -> !w.isEmpty()).toList();
  }
}
