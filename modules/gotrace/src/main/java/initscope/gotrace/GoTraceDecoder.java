package initscope.gotrace;

import initscope.gotrace.text.TextTrace;
import initscope.gotrace.v1.V1Model;
import initscope.gotrace.v2.V2Decoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Reads a trace of any version, in its binary or its text form. What precedes damage is kept, and generations after it are read.
public final class GoTraceDecoder implements Decoder<GoTrace> {
  /// Name of the format.
  public static final String NAME = "go-trace";

  private static final Format FORMAT = new Format(NAME, "Go execution trace");

  /// A decoder.
  public GoTraceDecoder() {}

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    return TraceFormat.version(head).isPresent() || TextTrace.recognises(head);
  }

  @Override
  public Decoded<GoTrace> decode(Bytes in) {
    try {
      return decode(in, Progress.NONE, Parallel.NONE);
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }

  /// Reads all that can be read.
  ///
  /// @param progress told by batches, from any thread of {@code parallel}
  /// @param parallel who reads generations side by side
  /// @throws CancelledException when the user cancelled
  public Decoded<GoTrace> decode(Bytes in, Progress progress, Parallel parallel)
      throws CancelledException {
    if (TraceFormat.version(in).isEmpty() && TextTrace.recognises(in)) {
      return text(TextTrace.read(in), progress, parallel);
    }
    OptionalInt version = TraceFormat.version(in);
    if (version.isEmpty()) {
      Problem none = new Problem("gotrace.header", Effect.LOST_FROM_HERE, 0, in.first(16).utf8());
      return new Decoded<>(new GoTrace(0, List.of(), Map.of(), List.of()), List.of(none));
    }
    return binary(in, version.getAsInt(), progress, parallel);
  }

  private static Decoded<GoTrace> binary(
      Bytes in, int version, Progress progress, Parallel parallel) throws CancelledException {
    if (version < TraceFormat.FIRST_V2) {
      V1Model.Result result = V1Model.read(in, progress);
      return new Decoded<>(
          new GoTrace(version, List.of(result.generation()), result.counts(), List.of()),
          result.problems());
    }
    V2Decoder.Result result = new V2Decoder(in, version, progress).decode(parallel);
    List<Problem> problems = new ArrayList<>();
    if (version > TraceFormat.NEWEST) {
      problems.add(new Problem("gotrace.version.newer", Effect.NOTE, 0, "go 1." + version));
    }
    problems.addAll(result.problems());
    return new Decoded<>(
        new GoTrace(version, result.generations(), result.counts(), result.clocks()), problems);
  }

  private static Decoded<GoTrace> text(
      TextTrace.Binary binary, Progress progress, Parallel parallel) throws CancelledException {
    OptionalInt version = TraceFormat.version(binary.bytes());
    List<Problem> problems = new ArrayList<>(binary.problems());
    if (version.isEmpty()) {
      return new Decoded<>(new GoTrace(0, List.of(), Map.of(), List.of()), problems);
    }
    Decoded<GoTrace> decoded = binary(binary.bytes(), version.getAsInt(), progress, parallel);
    for (Problem problem : decoded.problems()) {
      long offset = binary.positions().textOffset(problem.offset());
      problems.add(new Problem(problem.id(), problem.effect(), offset, problem.quote()));
    }
    return new Decoded<>(decoded.value(), problems);
  }
}
