package initscope.collect.program;

import initscope.collect.program.AnswerSorter.Block;
import initscope.collect.program.AnswerSorter.Writer;
import initscope.collect.spool.SpoolEntry;
import initscope.collect.steps.Step;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Line;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.OptionalInt;

/// Stat lines of child processes into lines {@code PID STATE COMM}.
final class Children implements Block {
  private static final int MAX_BYTES = 1 << 20;

  private final Writer writer;
  private final Step step;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream();

  Children(Writer writer, Step step) {
    this.writer = writer;
    this.step = step;
  }

  @Override
  public void content(byte[] bytes, int from, int length) {
    lines.write(bytes, from, Math.min(length, MAX_BYTES - lines.size()));
  }

  @Override
  public void end(OptionalInt status, long nanos, boolean cut) throws Failure {
    StringBuilder out = new StringBuilder();
    for (Line line : Bytes.of(lines.toByteArray()).lines()) {
      String text = line.text();
      int open = text.indexOf(" (");
      int close = text.lastIndexOf(") ");
      if (open > 0 && close > open && close + 2 < text.length()) {
        out.append(text, 0, open).append(' ').append(text.charAt(close + 2)).append(' ');
        out.append(text, open + 2, close).append('\n');
      }
    }
    if (!out.isEmpty()) {
      SpoolEntry entry = writer.open(step, "proc/children", List.of());
      byte[] bytes = AnswerSorter.bytes(out.toString());
      entry.write(bytes, 0, bytes.length);
      entry.commit(OptionalInt.empty(), nanos, cut);
    }
  }
}
