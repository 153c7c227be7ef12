package initscope.formats.csv;

import initscope.model.Display;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Writes a table as RFC 4180 has it, in UTF-8, row by row as it is told.
public final class CsvWriter {
  private static final String FORMULA = "=+-@";

  private final OutputStream sink;
  private final StringBuilder line = new StringBuilder();

  /// A table.
  ///
  /// @param sink takes a row at a time; neither flushed nor closed here
  public CsvWriter(OutputStream sink) {
    this.sink = sink;
  }

  /// Writes a row. A cell that a spreadsheet would take for a formula gets an apostrophe; numbers stay as they are.
  public void row(List<String> cells) throws IOException {
    line.setLength(0);
    boolean first = true;
    for (String cell : cells) {
      line.append(first ? "" : ",").append(quoted(guarded(Display.safe(cell))));
      first = false;
    }
    if (cells.size() == 1 && line.isEmpty()) {
      line.append("\"\""); // else it would be an empty line
    }
    sink.write(line.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String guarded(String cell) {
    boolean formula = !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0;
    boolean number = cell.length() > 1 && cell.startsWith("-") && digits(cell.substring(1));
    return formula && !number ? "'" + cell : cell;
  }

  private static boolean digits(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
