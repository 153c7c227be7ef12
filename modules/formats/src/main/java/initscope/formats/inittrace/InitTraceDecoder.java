package initscope.formats.inittrace;

import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.go.InitTrace;
import java.util.List;

/// `GODEBUG=inittrace=1`, in any mixture with other output. Lines that are not the runtime's are passed over without a word.
public final class InitTraceDecoder implements Decoder<List<InitTrace>> {
  /// Name of the format.
  public static final String NAME = "inittrace";

  /// Id of the problem that a text breaks off within a line: what follows was not measured.
  public static final String CUT = "inittrace.cut";

  private static final Format FORMAT = new Format(NAME, "GODEBUG=inittrace=1");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    int found = 0;
    for (String line : Heads.lines(head, 2000)) {
      found += InitLine.find(line).isPresent() ? 1 : 0;
      if (found == 1) {
        return true;
      }
    }
    return false;
  }

  @Override
  public Decoded<List<InitTrace>> decode(Bytes in) {
    TraceReader reader = new TraceReader();
    for (Line line : in.lines()) {
      reader.line(line);
    }
    return reader.finish();
  }
}
