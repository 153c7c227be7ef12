package initscope.layout;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.List;

/// Raw bytes as rows of text or hex, from any place in an entry of any size: what is read follows what is seen, not the entry.
public final class RawRows {
  /// Bytes in a row of hex.
  public static final int HEX_BYTES = 16;

  /// Longest row of text; what goes on is another row.
  public static final int TEXT_BYTES = 512;

  /// Line numbers are counted up to here; beyond, rows are named by their offset.
  public static final long COUNTED_BYTES = 4L << 20;

  private final Bytes bytes;
  private final boolean hex;

  /// Rows over an entry.
  public RawRows(Bytes bytes, boolean hex) {
    this.bytes = bytes;
    this.hex = hex;
  }

  /// One row.
  ///
  /// @param offset of its first byte
  /// @param end offset of the first byte of the next row
  /// @param line number from 1 where it begins a line and lines are counted, else 0
  /// @param text safe to show
  public record Row(long offset, long end, int line, String text) {}

  /// Whether bytes look like something other than text: a NUL, or many control characters, near the beginning.
  public static boolean isBinary(Bytes bytes) {
    long looked = Math.min(bytes.size(), 4096);
    int odd = 0;
    for (long i = 0; i < looked; i++) {
      int b = bytes.at(i);
      if (b == 0) {
        return true;
      }
      if (b < 0x20 && b != '\n' && b != '\t' && b != '\r') {
        odd++;
      }
    }
    return odd * 20L > looked;
  }

  /// Start of the row that holds a byte.
  public long startOf(long offset) {
    long at = Math.max(0, Math.min(offset, bytes.size() - 1));
    if (bytes.isEmpty()) {
      return 0;
    }
    if (hex) {
      return at - at % HEX_BYTES;
    }
    long lineStart = lineStart(at);
    return lineStart + (at - lineStart) / TEXT_BYTES * TEXT_BYTES;
  }

  /// Start of the row a number of rows before a row's start.
  public long back(long start, int rows) {
    long at = start;
    for (int i = 0; i < rows && at > 0; i++) {
      at = startOf(at - 1);
    }
    return at;
  }

  /// Start of the row a number of rows after a row's start; the last row's start where there are fewer.
  public long forward(long start, int rows) {
    long at = start;
    for (int i = 0; i < rows; i++) {
      long next = end(at);
      if (next >= bytes.size()) {
        return at;
      }
      at = next;
    }
    return at;
  }

  /// Rows from a row's start on.
  public List<Row> from(long start, int count) {
    List<Row> rows = new ArrayList<>();
    long at = start;
    int line = hex || bytes.size() > COUNTED_BYTES ? 0 : lineNumber(start);
    while (at < bytes.size() && rows.size() < count) {
      long end = end(at);
      boolean begins = at == 0 || bytes.at(at - 1) == '\n';
      if (begins && line > 0 && at != start) {
        line++;
      }
      rows.add(new Row(at, end, begins ? line : 0, hex ? hex(at, end) : text(at, end)));
      at = end;
    }
    return rows;
  }

  private int lineNumber(long start) {
    int line = 1;
    for (long i = bytes.indexOf('\n', 0); i >= 0 && i < start; i = bytes.indexOf('\n', i + 1)) {
      line++;
    }
    return line;
  }

  /// Long lines are cut at multiples of the row's length, counted from at most 1 MiB before, so that no search runs away.
  private long lineStart(long offset) {
    long floor = Math.max(0, offset - (1 << 20));
    for (long i = offset - 1; i >= floor; i--) {
      if (bytes.at(i) == '\n') {
        return i + 1;
      }
    }
    return floor == 0 ? 0 : floor - floor % TEXT_BYTES;
  }

  private long end(long start) {
    if (hex) {
      return Math.min(bytes.size(), start + HEX_BYTES);
    }
    long limit = Math.min(bytes.size(), start + TEXT_BYTES);
    for (long i = start; i < limit; i++) {
      if (bytes.at(i) == '\n') {
        return i + 1;
      }
    }
    return limit;
  }

  private String text(long start, long end) {
    long stop = end > start && bytes.at(end - 1) == '\n' ? end - 1 : end;
    String raw = bytes.utf8(start, stop - start).replace("\t", "    ");
    return initscope.model.Display.safe(raw);
  }

  private String hex(long start, long end) {
    StringBuilder out = new StringBuilder(70);
    for (long i = start; i < start + HEX_BYTES; i++) {
      if (i < end) {
        int b = bytes.at(i);
        out.append(Character.forDigit(b >> 4, 16)).append(Character.forDigit(b & 15, 16));
      } else {
        out.append("  ");
      }
      out.append(i - start == 7 ? "  " : " ");
    }
    out.append(' ');
    for (long i = start; i < end; i++) {
      int b = bytes.at(i);
      out.append(b >= 0x20 && b < 0x7f ? (char) b : '.');
    }
    return out.toString();
  }
}
