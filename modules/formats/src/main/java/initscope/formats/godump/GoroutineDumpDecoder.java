package initscope.formats.godump;

import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.go.GoroutineDump;
import java.util.List;

/// Goroutine dumps of every Go version, and the `debug=1` profile text; other output may stand around them.
public final class GoroutineDumpDecoder implements Decoder<List<GoroutineDump>> {
  private static final Format FORMAT =
      new Format("goroutine-dump", "Go goroutine dump (crash, SIGQUIT, debug=2, debug=1)");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    for (String line : Heads.lines(head, 4000)) {
      if (GoroutineHeader.find(line) >= 0 || CountedStacks.total(line).isPresent()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Decoded<List<GoroutineDump>> decode(Bytes in) {
    DumpReader reader = new DumpReader();
    for (Line line : in.lines()) {
      reader.line(line);
    }
    return reader.finish();
  }
}
