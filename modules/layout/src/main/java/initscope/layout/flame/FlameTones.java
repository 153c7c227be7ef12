package initscope.layout.flame;

import initscope.layout.Rgb;
import initscope.layout.Theme;
import initscope.layout.Tone;
import java.util.Collection;
import java.util.List;

/// The colours of frames and what they mean.
public final class FlameTones {
  /// All of them, in the order of a legend.
  public static final List<Tone> ALL =
      List.of(
          Tone.WHOLE,
          Tone.INIT,
          Tone.CODE,
          Tone.LIBRARY,
          Tone.RUNTIME,
          Tone.NATIVE,
          Tone.JIT,
          Tone.INLINED,
          Tone.KERNEL,
          Tone.WAIT,
          Tone.UNKNOWN);

  private FlameTones() {}

  /// Those of them that are drawn, in the order of a legend; what stands for everything needs none.
  public static List<Tone> of(Collection<Tone> drawn) {
    return ALL.stream().filter(t -> t != Tone.WHOLE && drawn.contains(t)).toList();
  }

  /// A bar at an edge of a frame, beside its colour, for those who do not see all colours.
  public enum Bar {
    /// No bar.
    NONE,
    /// At the top.
    TOP,
    /// At the bottom.
    BOTTOM,
    /// At the left.
    LEFT
  }

  /// Thickness of a bar.
  public static final double BAR = 3;

  /// The bar of frames of one colour.
  public static Bar bar(Tone tone) {
    return switch (tone) {
      case KERNEL -> Bar.BOTTOM;
      case JIT -> Bar.TOP;
      case UNKNOWN -> Bar.LEFT;
      default -> Bar.NONE;
    };
  }

  /// Inside of a frame. What stands for a group or for everything has no colour of its own.
  public static Rgb fill(Theme theme, Tone tone) {
    return tone == Tone.WHOLE ? theme.stripe() : theme.fill(tone);
  }

  /// Outline of a frame.
  public static Rgb stroke(Theme theme, Tone tone) {
    return tone == Tone.WHOLE ? theme.faint() : theme.stroke(tone);
  }

  /// Text on a frame.
  public static Rgb text(Theme theme, Tone tone) {
    return tone == Tone.WHOLE ? theme.text() : theme.on(tone);
  }

  /// Key of what one means among frames.
  public static String key(Tone tone) {
    return switch (tone) {
      case INIT -> "flame.tone.init";
      case WAIT -> "flame.tone.wait";
      case UNKNOWN -> "flame.tone.unknown";
      default -> tone.key();
    };
  }
}
