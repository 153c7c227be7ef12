package initscope.formats.systemd;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.boot.TimeReport;
import java.util.Optional;

/// {@code systemd-analyze time}. Of several reports in one input the last counts. A boot that goes on gives nothing and the problem
/// {@code boot.unfinished}.
public final class TimeDecoder implements Decoder<Optional<TimeReport>> {
  private static final Format FORMAT = new Format("systemd-time", "systemd-analyze time");
  private static final int GUESS_LINES = 20;
  private static final int LONGEST_LINE = 4 << 10;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    for (String line : Heads.lines(head, GUESS_LINES)) {
      String text = Terminal.plain(line).stripLeading();
      if (Unfinished.is(text) || (TimeWords.isStart(text) && new TimeWords().take(text))) {
        return true;
      }
      if (!Terminal.isNoise(text)) {
        return false;
      }
    }
    return false;
  }

  @Override
  public Decoded<Optional<TimeReport>> decode(Bytes in) {
    Problems problems = new Problems();
    TimeWords words = new TimeWords();
    for (Line line : in.lines()) {
      if (line.bytes().size() > LONGEST_LINE || Binary.is(line)) {
        problems.skipped("systemd-time.line.unreadable", line);
        continue;
      }
      String text = Terminal.plain(line.text()).stripLeading();
      if (TimeWords.isStart(text)) {
        words = new TimeWords();
      }
      if (Unfinished.is(text)) {
        Unfinished.tell(problems, line);
      } else if (!words.take(text)
          && !Terminal.isNoise(text)
          && !text.startsWith("Hint:")
          && !text.startsWith("Please try again later")) {
        problems.skipped("systemd-time.line.unreadable", line);
      } else if (!line.ended() && TimeWords.isStart(text)) {
        problems.add("systemd-time.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
      }
    }
    return new Decoded<>(words.report(), problems.toList());
  }
}
