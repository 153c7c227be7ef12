package initscope.layout;

import java.util.ArrayList;
import java.util.List;

/// Marks of a time axis: round distances, told from the origin.
public final class Ticks {
  private static final long[] STEPS = steps();

  private Ticks() {}

  /// One mark.
  ///
  /// @param place on the axis
  /// @param x on the screen
  /// @param label such as {@code +1.5 s}
  public record Tick(long place, double x, String label) {}

  /// Marks at least {@code apart} pixels from each other.
  public static List<Tick> of(Viewport seen, double width, long origin, double apart) {
    if (width <= 0) {
      return List.of();
    }
    long step = step(seen, width, apart);
    List<Tick> ticks = new ArrayList<>();
    long first = origin + Math.floorDiv(seen.from() - origin + step - 1, step) * step;
    for (long place = first; place <= seen.to() && ticks.size() < 1000; place += step) {
      ticks.add(new Tick(place, seen.x(place, width), label(place - origin)));
    }
    return ticks;
  }

  /// The round distance that keeps the marks apart.
  static long step(Viewport seen, double width, double apart) {
    double wanted = seen.span() * apart / width;
    for (long step : STEPS) {
      if (step >= wanted) {
        return step;
      }
    }
    return STEPS[STEPS.length - 1];
  }

  private static String label(long nanos) {
    return nanos == 0 ? "0" : (nanos < 0 ? "" : "+") + Durations.of(nanos);
  }

  private static long[] steps() {
    List<Long> steps = new ArrayList<>();
    for (long unit = 1; unit <= 1_000_000_000L; unit *= 10) {
      steps.add(unit);
      steps.add(2 * unit);
      steps.add(5 * unit);
    }
    long second = 1_000_000_000L;
    for (long seconds :
        new long[] {10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200}) {
      steps.add(seconds * second);
    }
    for (long days = 1; days <= 65_536; days *= 2) {
      steps.add(days * 86_400 * second);
    }
    return steps.stream().mapToLong(Long::longValue).toArray();
  }
}
