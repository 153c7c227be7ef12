package initscope.layout;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

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
      ticks.add(new Tick(place, seen.x(place, width), label(place - origin, step)));
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

  /// A moment as it is read on the axis.
  ///
  /// @param nanos since the origin
  /// @param step distance of the marks: the label has the digits that tell it from its neighbours
  public static String label(long nanos, long step) {
    return nanos == 0 ? "0" : (nanos < 0 ? "" : "+") + digits(nanos, step);
  }

  /// Three digits where they tell the neighbours apart, else as many decimals as the step has.
  private static String digits(long nanos, long step) {
    long unit = 1;
    String name = " ns";
    long size = Math.abs(nanos);
    if (size >= 1_000_000_000L) {
      unit = 1_000_000_000L;
      name = " s";
    } else if (size >= 1_000_000) {
      unit = 1_000_000;
      name = " ms";
    } else if (size >= 1_000) {
      unit = 1_000;
      name = " µs";
    }
    boolean coarse = size / Math.max(1, step) < 100 || (step >= unit && size < 60 * 1_000_000_000L);
    if (coarse || size >= 3600 * 1_000_000_000L) {
      return Durations.of(nanos);
    }
    int decimals = 0;
    for (long power = unit; power > 1 && step % power != 0; power /= 10) {
      decimals++;
    }
    return String.format(Locale.ROOT, "%." + decimals + "f", (double) nanos / unit) + name;
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
