package initscope.formats.bootchart;

import initscope.formats.text.Binary;
import initscope.formats.text.Cursor;
import initscope.model.Bytes;
import initscope.model.Line;

/// A log of bootchart: blocks that begin with a line that is a time in hundredths of a second since the kernel's start, a blank line between
/// them.
final class TimedBlocks {
  /// Hundredths of a second to nanoseconds.
  static final long TICK_NANOS = 10_000_000;

  private static final int LONGEST_LINE = 64 << 10;
  private static final int LONGEST_TIME = 12;

  /// Takes what a log holds.
  interface Reader {
    /// A block begins.
    void block(long ticks);

    /// A line of it; false where it cannot be read.
    boolean line(String text);
  }

  private TimedBlocks() {}

  /// Reads a log.
  ///
  /// @param damage takes lines that cannot be read
  static void read(Bytes in, Reader reader, Damage damage) {
    boolean between = true;
    boolean inside = false;
    for (Line line : in.lines()) {
      boolean bad = Binary.is(line) || line.bytes().size() > LONGEST_LINE;
      String text = bad ? "\0" : line.text();
      if (text.isBlank()) {
        between = true;
      } else if (between && isTime(text.strip())) {
        between = false;
        inside = true;
        reader.block(Long.parseLong(text.strip()));
      } else if (!inside || bad || !line.ended() || !reader.line(text)) {
        // a line that was cut would tell numbers that were cut too
        damage.skipped(line);
      }
    }
  }

  /// Takes lines that cannot be read.
  interface Damage {
    void skipped(Line line);
  }

  /// Whether a text is a time.
  static boolean isTime(String text) {
    return text.length() <= LONGEST_TIME && Cursor.isDigits(text);
  }
}
