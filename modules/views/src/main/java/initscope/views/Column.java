package initscope.views;

import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// One column of a table.
///
/// @param key text of its title
/// @param text what a cell says; host text, made safe by the table
/// @param order how cells are sorted
/// @param width wanted, in pixels
/// @param mono whether it holds host text that should line up
/// @param <T> a row
record Column<T>(
    String key, Function<T, String> text, Comparator<T> order, double width, boolean mono) {
  /// Words.
  static <T> Column<T> of(String key, double width, Function<T, String> text) {
    return new Column<>(key, text, Comparator.comparing(text), width, false);
  }

  /// Host text.
  static <T> Column<T> host(String key, double width, Function<T, String> text) {
    return new Column<>(key, text, Comparator.comparing(text), width, true);
  }

  /// Text that stands for a number.
  static <T> Column<T> number(
      String key, double width, Function<T, String> text, ToLongFunction<T> value) {
    return new Column<>(key, text, Comparator.comparingLong(value), width, true);
  }
}
