package initscope.formats.systemd;

import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import java.util.Optional;

/// What every verb of {@code systemd-analyze} that needs the end of the boot says before it.
public final class Unfinished {
  /// The problem's id.
  static final String ID = "boot.unfinished";

  private static final long HEAD = 64 << 10;
  private static final String WORDS = "Bootup is not yet finished";

  private Unfinished() {}

  static boolean is(String text) {
    return text.startsWith(WORDS);
  }

  /// The line of an output that says so; empty where none of its first lines does.
  public static Optional<Line> in(Bytes output) {
    for (Line line : output.first(HEAD).lines()) {
      if (is(Terminal.plain(line.bytes().first(Problem.MAX_QUOTE).utf8()).strip())) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }

  static void tell(Problems problems, Line line) {
    problems.add(
        ID,
        Problem.Effect.LOST_FROM_HERE,
        line.offset(),
        line.bytes().first(Problem.MAX_QUOTE).utf8());
  }
}
