package initscope.formats.folded;

import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.profile.Profile;
import java.util.List;
import java.util.StringJoiner;

/// Writes stacks as flamegraph.pl and speedscope read them: {@code main;net.Dial;[IO wait] 3}, root first.
public final class FoldedWriter {
  private FoldedWriter() {}

  /// One line a sample, in the profile's order. A semicolon in a name becomes a colon, for it would cut the name in two, and a
  /// character that ends a line or that a terminal acts upon its picture. A sample without frames is the root, named {@code ?}.
  public static String write(Profile profile) {
    StringBuilder out = new StringBuilder();
    for (Profile.Sample sample : profile.samples()) {
      out.append(stack(sample.stack())).append(' ').append(sample.weight()).append('\n');
    }
    return out.toString();
  }

  /// A stack as it stands in a line.
  static String stack(List<Frame> frames) {
    StringJoiner line = new StringJoiner(";").setEmptyValue("?");
    for (Frame frame : frames) {
      line.add(name(frame));
    }
    return line.toString();
  }

  private static String name(Frame frame) {
    String safe = Display.safe(frame.function()).replace(';', ':');
    return safe.isBlank() ? "?" : safe;
  }
}
