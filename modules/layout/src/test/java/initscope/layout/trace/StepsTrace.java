package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.layout.Viewport;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The traces of {@code steps.go} and {@code notes.go}.
final class StepsTrace {
  private StepsTrace() {}

  static GoTrace trace() {
    return trace("/trace/steps.trace");
  }

  private static GoTrace trace(String name) {
    try (InputStream in = StepsTrace.class.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return new GoTraceDecoder().decode(Bytes.of(bytes)).value();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static TraceBook book() {
    return book(trace());
  }

  /// Regions, logs, mark assists and CPU samples.
  static TraceBook notes() {
    return book(trace("/trace/notes.trace"));
  }

  private static TraceBook book(GoTrace trace) {
    try {
      return TraceBook.of(trace, Progress.NONE);
    } catch (CancelledException e) {
      throw new IllegalStateException(e);
    }
  }

  static TraceRows rows(TraceBook book) {
    return TraceRows.of(book, book.group(TraceGroups.By.FUNCTION, Optional.empty()));
  }

  static TraceAxis axis(TraceBook book) {
    return new TraceAxis(book.trace().startNanos(), book.trace().endNanos());
  }

  static TraceLayout.View view(TraceBook book, Viewport seen, double width) {
    return new TraceLayout.View(book, rows(book), List.of(), axis(book), seen, width, 4000, 0);
  }
}
