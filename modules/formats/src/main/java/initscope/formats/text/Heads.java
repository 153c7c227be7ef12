package initscope.formats.text;

import initscope.model.Bytes;
import initscope.model.Line;
import java.util.ArrayList;
import java.util.List;

/// The beginning of an input, for guesses.
public final class Heads {
  private static final int HEAD_BYTES = 64 << 10;

  private Heads() {}

  /// The first lines as text, at most {@code most}; a last line that lacks its end counts only when it is the only one, since
  /// the head may have been cut there. Lines of more than 4 KiB come as their first 4 KiB.
  public static List<String> lines(Bytes head, int most) {
    List<String> lines = new ArrayList<>();
    for (Line line : head.first(HEAD_BYTES).lines()) {
      if (lines.size() == most || (!line.ended() && !lines.isEmpty())) {
        break;
      }
      lines.add(line.bytes().first(4096).utf8());
    }
    return lines;
  }

  /// The whole head as text, at most {@code mostBytes}.
  public static String text(Bytes head, int mostBytes) {
    return head.first(mostBytes).utf8();
  }
}
