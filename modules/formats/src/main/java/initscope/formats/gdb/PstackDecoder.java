package initscope.formats.gdb;

import initscope.formats.text.Cursor;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.host.ThreadStack;
import java.util.List;

/// pstack, gstack, gdb `bt` and `thread apply all bt`, eu-stack.
public final class PstackDecoder implements Decoder<List<ThreadStack>> {
  private static final Format FORMAT =
      new Format("pstack", "pstack, gstack, gdb backtrace, eu-stack");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    boolean thread = false;
    for (String line : Heads.lines(head, 60)) {
      thread |= ThreadTitle.read(line).isPresent();
      if (isInnermost(line)) {
        return thread || line.indexOf('(') > 0;
      }
    }
    return false;
  }

  private static boolean isInnermost(String line) {
    Cursor c = new Cursor(line);
    boolean zero = c.expect("#").number() == 0;
    c.gap();
    return zero && !c.failed() && GdbFrame.read(line).isPresent();
  }

  @Override
  public Decoded<List<ThreadStack>> decode(Bytes in) {
    StackReader reader = new StackReader();
    for (Line line : in.lines()) {
      reader.line(line);
    }
    return reader.finish();
  }
}
