package initscope.model.start;

import java.util.List;
import java.util.stream.Stream;

/// A setting as a unit file has it; lines that go on after a backslash are joined by a blank.
///
/// @param place where it begins in its file
/// @param at line of the input it was read from, from 1; another than the place's where several files were printed one after the other
/// @param offset byte offset of that line in the input
/// @param section such as {@code Service}
/// @param name of the setting
/// @param value without blanks around it; quotes and specifiers such as {@code %i} stay
public record UnitLine(
    Place place, int at, long offset, String section, String name, String value) {
  /// Words of a list.
  public List<String> words() {
    return Stream.of(value.split("[ \t]", -1)).filter(w -> !w.isEmpty()).toList();
  }

  /// As it stands in a file, on one line.
  public String text() {
    return name + "=" + value;
  }
}
