package initscope.verbs.traces;

import initscope.evidence.OpenTrace;
import initscope.formats.firefox.FirefoxProfileWriter;
import initscope.formats.folded.FoldedWriter;
import initscope.formats.pprof.PprofWriter;
import initscope.formats.speedscope.SpeedscopeWriter;
import initscope.gotrace.profile.TraceProfile;
import initscope.gotrace.profile.TraceProfileKind;
import initscope.gotrace.profile.TraceProfiles;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// A Go execution trace for other tools.
public final class TraceExport {
  /// Formats that only a trace has.
  public static final List<String> FORMATS = List.of("perfetto", "goroutines-csv");

  /// Formats for which a {@link TraceProfileKind} is chosen.
  public static final List<String> PROFILE_FORMATS =
      List.of("folded", "speedscope", "pprof", "firefox");

  private TraceExport() {}

  /// Writes all of a trace.
  ///
  /// @param to one of {@link #FORMATS}
  /// @param sink takes small pieces; neither flushed nor closed here
  /// @throws IOException what the sink throws
  /// @throws CancelledException when the user cancelled
  public static void write(OpenTrace trace, String to, OutputStream sink, Progress progress)
      throws IOException, CancelledException {
    if (to.equals("perfetto")) {
      PerfettoTrace.write(trace.trace(), sink, progress);
    } else {
      GoroutinesCsv.write(trace.trace(), sink, progress);
    }
  }

  /// Writes a profile of a trace.
  ///
  /// @param to one of {@link #PROFILE_FORMATS}
  /// @param exporter program and version that writes it
  /// @throws IOException what the sink throws
  /// @throws CancelledException when the user cancelled
  public static void profile(
      OpenTrace trace,
      TraceProfileKind kind,
      String to,
      String exporter,
      OutputStream sink,
      Progress progress)
      throws IOException, CancelledException {
    TraceProfile profile = TraceProfiles.of(trace.trace(), kind, progress);
    sink.write(
        switch (to) {
          case "pprof" -> PprofWriter.write(profile.all());
          case "speedscope" -> utf8(SpeedscopeWriter.write(profile.all(), trace.name(), exporter));
          case "firefox" -> utf8(FirefoxProfileWriter.write(profile.all(), trace.name(), exporter));
          default -> utf8(FoldedWriter.write(profile.weights()));
        });
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
