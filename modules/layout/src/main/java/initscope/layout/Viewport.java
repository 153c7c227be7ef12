package initscope.layout;

/// The part of an axis that is seen. The axis counts nanoseconds in a timeline and weight in a flame view.
///
/// @param from first position seen
/// @param to first position not seen any more; more than {@code from}
public record Viewport(long from, long to) {
  /// Narrowest width of a long axis; closer in there is nothing more to see. A short axis, such as a few stacks, goes down to a tenth.
  public static final long MIN_SPAN = 10;

  /// Checks the order.
  public Viewport {
    if (to <= from) {
      throw new IllegalArgumentException("empty viewport " + from + ".." + to);
    }
  }

  /// Width.
  public long span() {
    return to - from;
  }

  /// Position on the screen of a place on the axis.
  public double x(long place, double width) {
    return (double) (place - from) / span() * width;
  }

  /// Place on the axis of a position on the screen.
  public long place(double x, double width) {
    return from + Math.round(x / width * span());
  }

  /// Zoomed so that the place under {@code share} (0 left, 1 right) stays there. A factor below 1 zooms in. The result lies
  /// within {@code whole}.
  public Viewport zoom(double factor, double share, Viewport whole) {
    double wanted = Math.max((double) least(whole), span() * factor);
    if (factor > 1) {
      wanted =
          Math.max(
              (double) (span() + 1), wanted); // rounding must not keep a short axis where it is
    }
    if (wanted >= whole.span()) {
      return whole;
    }
    long width = Math.round(wanted);
    double anchor = from + share * span();
    return at(Math.round(anchor - share * width), width, whole);
  }

  private static long least(Viewport whole) {
    return Math.clamp(whole.span() / 10, 1, MIN_SPAN);
  }

  /// Moved by a share of its width, not beyond {@code whole}.
  public Viewport pan(double share, Viewport whole) {
    long step = Math.round(share * span());
    return at(from + (step == 0 ? Math.round(Math.signum(share)) : step), span(), whole);
  }

  /// Moved, with the same width, so that the range is in the middle; widened where the range does not fit.
  public Viewport around(long start, long end, Viewport whole) {
    long length = Math.max(1, end - start);
    double margin = length * 0.2 + 1;
    double width = Math.max((double) least(whole), length + 2 * margin);
    if (width >= whole.span()) {
      return whole;
    }
    return at(Math.round(start - margin), Math.round(width), whole);
  }

  private static Viewport at(long start, long width, Viewport whole) {
    if (width >= whole.span()) {
      return whole;
    }
    long first = Math.max(whole.from, Math.min(start, whole.to - width));
    return new Viewport(first, first + width);
  }
}
