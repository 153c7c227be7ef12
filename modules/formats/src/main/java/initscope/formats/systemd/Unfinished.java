package initscope.formats.systemd;

import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;

/// What every verb of {@code systemd-analyze} that needs the end of the boot says before it.
final class Unfinished {
  /// The problem's id.
  static final String ID = "boot.unfinished";

  private static final String WORDS = "Bootup is not yet finished";

  private Unfinished() {}

  static boolean is(String text) {
    return text.startsWith(WORDS);
  }

  static void tell(Problems problems, Line line) {
    problems.add(
        ID,
        Problem.Effect.LOST_FROM_HERE,
        line.offset(),
        line.bytes().first(Problem.MAX_QUOTE).utf8());
  }
}
