package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.ProcStat;
import java.util.Optional;
import java.util.OptionalInt;

/// /proc/PID/stat and /proc/PID/task/TID/stat. The command name may hold blanks, parentheses and line feeds, so it ends at the
/// last closing parenthesis that a name of at most 64 bytes can reach.
public final class ProcStatDecoder implements Decoder<Optional<ProcStat>> {
  private static final Format FORMAT = new Format("proc-stat", "/proc/PID/stat");
  private static final int MOST_BYTES = 4096;
  private static final int LONGEST_NAME = 66;
  private static final int STATE = 3;
  private static final int RESIDENT = 24;
  private static final int PROCESSOR = 39;
  private static final int BLOCK_IO_DELAY = 42;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    return head.size() < MOST_BYTES && scan(Heads.text(head, MOST_BYTES)).isPresent();
  }

  @Override
  public Decoded<Optional<ProcStat>> decode(Bytes in) {
    Problems problems = new Problems();
    String text = in.first(MOST_BYTES).utf8();
    Optional<Fields> fields = scan(text);
    if (fields.isEmpty()) {
      problems.add("stat.unreadable", Problem.Effect.LOST_FROM_HERE, 0, clip(text));
    } else if (fields.get().read() < BLOCK_IO_DELAY) {
      problems.add("stat.short", Problem.Effect.NOTE, 0, clip(text));
    }
    return new Decoded<>(fields.map(Fields::stat), problems.toList());
  }

  private record Fields(ProcStat stat, int read) {}

  private static Optional<Fields> scan(String text) {
    int open = text.indexOf(" (");
    int close =
        open < 0
            ? -1
            : text.substring(0, Math.min(text.length(), open + 2 + LONGEST_NAME)).lastIndexOf(')');
    if (open < 1 || close < open + 2 || !Cursor.isDigits(text.substring(0, open)) || open > 18) {
      return Optional.empty();
    }
    Cursor c = new Cursor(text);
    c.moveTo(close + 1);
    String state = c.expect(" ").word();
    long[] field = new long[BLOCK_IO_DELAY + 1];
    int read = STATE;
    while (read < BLOCK_IO_DELAY && !c.failed()) {
      long value = c.expect(" ").decimal();
      // a number that the input ends in may have lost digits
      if (c.failed() || c.atEnd()) {
        break;
      }
      field[++read] = value;
    }
    if (read < RESIDENT || state.length() != 1) {
      return Optional.empty();
    }
    ProcStat stat =
        new ProcStat(
            Long.parseLong(text.substring(0, open)),
            text.substring(open + 2, close),
            state.charAt(0),
            field[4],
            field[10],
            field[12],
            field[14],
            field[15],
            field[20],
            field[22],
            field[23],
            field[24],
            read >= PROCESSOR ? OptionalInt.of((int) field[PROCESSOR]) : OptionalInt.empty(),
            field[BLOCK_IO_DELAY]);
    return Optional.of(new Fields(stat, read));
  }

  private static String clip(String text) {
    return text.substring(0, Math.min(text.length(), Problem.MAX_QUOTE));
  }
}
