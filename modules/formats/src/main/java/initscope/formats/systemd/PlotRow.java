package initscope.formats.systemd;

import initscope.model.boot.PlotPhase;
import initscope.model.start.Timespan;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongUnaryOperator;

/// The bars of one row of a plot, before its label is read. Lengths are thousandths of a pixel.
final class PlotRow {
  private static final int MOST_BARS = 16;
  private final List<Bar> bars = new ArrayList<>();

  private record Bar(String name, long y, long start, long end, long offset) {}

  boolean isEmpty() {
    return bars.isEmpty();
  }

  /// Whether a bar can be of this row. One of another height, or a second of its kind, is of the next: this row's label is missing.
  boolean takes(String name, long y) {
    return bars.isEmpty()
        || (bars.size() < MOST_BARS
            && bars.getFirst().y == y
            && bars.stream().noneMatch(b -> b.name.equals(name)));
  }

  void add(String name, long y, long start, long end, long offset) {
    bars.add(new Bar(name, y, start, end, offset));
  }

  /// Where the row stands in the input.
  long offset() {
    return bars.getFirst().offset;
  }

  boolean startsAtZero() {
    return bars.getFirst().start == 0 && bars.size() == 1;
  }

  /// Whether it has all three bars of a unit.
  boolean isUnit() {
    return has("activating") && has("active") && has("deactivating");
  }

  private boolean has(String name) {
    return bars.stream().anyMatch(b -> b.name.equals(name));
  }

  long start(String name) {
    return bars.stream().filter(b -> b.name.equals(name)).findFirst().orElseThrow().start;
  }

  long end(String name) {
    return bars.stream().filter(b -> b.name.equals(name)).findFirst().orElseThrow().end;
  }

  /// The bars as phases: the manager's own row bears a bar of class active under what it did meanwhile.
  void phases(String label, LongUnaryOperator nanos, List<PlotPhase> into) {
    for (Bar bar : bars) {
      boolean itself =
          bar.name.equals(label)
              || (label.equals("systemd")
                  && (bar.name.equals("active") || bar.name.equals("userspace")));
      into.add(
          new PlotPhase(
              itself ? label : bar.name,
              label,
              nanos.applyAsLong(bar.start),
              nanos.applyAsLong(bar.end)));
    }
  }

  /// The name in a label such as {@code a.service (1min 2.345s)}.
  static String name(String label) {
    int open = label.lastIndexOf(" (");
    return open < 0 ? label : label.substring(0, open);
  }

  /// The time in a label.
  static OptionalLong told(String label) {
    int open = label.lastIndexOf(" (");
    return open < 0 || !label.endsWith(")")
        ? OptionalLong.empty()
        : Timespan.printed(label.substring(open + 2, label.length() - 1));
  }
}
