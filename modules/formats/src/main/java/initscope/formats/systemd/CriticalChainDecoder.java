package initscope.formats.systemd;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.EvidenceRef;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.boot.ChainLine;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// {@code systemd-analyze critical-chain}: a tree of units, two columns a level, drawn with box characters or with {@code |} and
/// {@code `-}. A line of dots stands for a part that was drawn before, and is left out.
public final class CriticalChainDecoder implements Decoder<List<ChainLine>> {
  private static final Format FORMAT =
      new Format("systemd-critical-chain", "systemd-analyze critical-chain");
  private static final int GUESS_LINES = 40;
  private static final int LONGEST_LINE = 8 << 10;
  private static final String AGAIN = "...";

  @Override
  public Format format() {
    return FORMAT;
  }

  /// The two lines above a tree, in the words of any version.
  static boolean isTitle(String line) {
    return line.startsWith("The time ") && line.contains("printed after the \"");
  }

  @Override
  public boolean recognises(Bytes head) {
    int drawn = 0;
    for (String line : Heads.lines(head, GUESS_LINES)) {
      String text = Terminal.plain(line);
      if (isTitle(text)) {
        return true;
      }
      OptionalInt name = ChainText.nameStart(text);
      if (name.isPresent() && ChainText.isDrawn(text, name.getAsInt())) {
        // other trees of units tell no times
        drawn +=
            ChainText.timesOf(text, name.getAsInt()).filter(ChainText::isTimed).isPresent() ? 1 : 0;
      }
    }
    return drawn >= 2;
  }

  @Override
  public Decoded<List<ChainLine>> decode(Bytes in) {
    List<ChainLine> chain = new ArrayList<>();
    Problems problems = new Problems();
    int indent = -1;
    for (Line line : in.lines()) {
      if (line.bytes().size() > LONGEST_LINE || Binary.is(line)) {
        problems.skipped("systemd-critical-chain.line.unreadable", line);
        continue;
      }
      String text = Terminal.plain(line.text()).stripTrailing();
      OptionalInt name = ChainText.nameStart(text);
      if (isTitle(text)) {
        indent = -1;
      } else if (Unfinished.is(text)) {
        Unfinished.tell(problems, line);
      } else if (name.isPresent() && text.startsWith(AGAIN, name.getAsInt())) {
        continue;
      } else if (name.isEmpty() || ChainText.timesOf(text, name.getAsInt()).isEmpty()) {
        other(problems, line, text);
      } else {
        int columns = ChainText.columns(text, name.getAsInt());
        boolean drawn = ChainText.isDrawn(text, name.getAsInt());
        // a tree that was pasted with a margin, or whose root's line lacks, begins further right
        indent = indent < 0 || !drawn ? columns - (drawn ? 2 : 0) : indent;
        chain.add(
            ChainText.timesOf(text, name.getAsInt())
                .orElseThrow()
                .line(Math.max(0, columns - indent) / 2, EvidenceRef.at("", line)));
        if (!line.ended()) {
          problems.add(
              "systemd-critical-chain.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
        }
      }
    }
    return new Decoded<>(List.copyOf(chain), problems.toList());
  }

  private static void other(Problems problems, Line line, String text) {
    if (!Terminal.isNoise(text)
        && !text.startsWith("Please try again later")
        && !text.startsWith("Hint:")) {
      problems.skipped("systemd-critical-chain.line.unreadable", line);
    }
  }
}
