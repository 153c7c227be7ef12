package initscope.verbs;

import initscope.gotrace.cache.TraceKey;
import initscope.layout.trace.TraceKept;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.store.Store;
import initscope.store.TraceMarks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/// Marks and pins of execution traces, by content. One short visit to the store each; not for the FX thread.
public final class KeptMarks {
  private KeptMarks() {}

  /// The key of an analysis' first trace, by which its index is known too; empty where there is no trace. Reads all of it.
  public static Optional<String> key(Analysis analysis) {
    return analysis.traces().stream()
        .findFirst()
        .flatMap(t -> analysis.entries().open(t.name()))
        .map(KeptMarks::key);
  }

  private static String key(Bytes trace) {
    TraceKey key = TraceKey.of(trace, "");
    return key.size() + "-" + HexFormat.of().toHexDigits(key.hash());
  }

  /// What is marked on a trace; nothing where there is no store yet.
  public static TraceKept read(Path data, String trace) throws Failure {
    if (!Files.exists(data)) {
      return TraceKept.NONE;
    }
    try (Store store = Store.open(data, Clock.systemUTC())) {
      TraceMarks.Marked marked = store.traceMarks().of(trace);
      return new TraceKept(marked.nanos(), marked.pins());
    }
  }

  /// Keeps what is marked on a trace.
  public static void keep(Path data, String trace, TraceKept kept) throws Failure {
    try (Store store = Store.open(data, Clock.systemUTC())) {
      store.traceMarks().keep(trace, new TraceMarks.Marked(kept.marks(), kept.pins()));
    }
  }
}
