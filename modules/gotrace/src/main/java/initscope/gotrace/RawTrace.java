package initscope.gotrace;

import initscope.gotrace.text.TextTrace;
import initscope.gotrace.v1.V1Events;
import initscope.gotrace.v2.WireEvents;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.Map;
import java.util.function.Consumer;

/// A trace as its file has it, event by event.
///
/// @param bytes the binary form
public record RawTrace(Bytes bytes) {
  /// The trace in a file of either form.
  public static RawTrace of(Bytes file) {
    boolean text = TraceFormat.version(file).isEmpty() && TextTrace.recognises(file);
    return new RawTrace(text ? TextTrace.read(file).bytes() : file);
  }

  /// Gives all events that could be read, as names and values.
  ///
  /// @throws CancelledException when the user cancelled
  public void walk(Consumer<Map<String, Object>> out, Progress progress) throws CancelledException {
    int version = TraceFormat.version(bytes).orElse(0);
    if (version >= TraceFormat.FIRST_V2) {
      WireEvents.walk(bytes, version, out, progress);
    } else if (version > 0) {
      V1Events.walk(bytes, out, progress);
    }
  }
}
