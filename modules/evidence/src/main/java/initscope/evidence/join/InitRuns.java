package initscope.evidence.join;

import initscope.formats.inittrace.InitTraceDecoder;
import initscope.formats.systemd.JournalExportDecoder;
import initscope.model.Decoded;
import initscope.model.go.InitRun;
import initscope.model.go.InitRun.Extent;
import initscope.model.go.InitTask;
import initscope.model.go.InitTrace;
import initscope.model.go.TimeLapse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Starts to be compared: texts of inittrace where there are several, else captures that tell times of inits. A text beside a capture is of
/// the same start, and belongs to it.
public final class InitRuns {
  private static final String KEY = "inittrace";

  private InitRuns() {}

  /// The key of an inittrace text.
  ///
  /// @param number how many there are before it
  public static String key(int number) {
    return number == 0 ? KEY : KEY + "." + number;
  }

  /// The starts; empty where there are not two.
  ///
  /// @param pieces all loose inputs are among them
  /// @param captures each by itself
  static List<InitRun> of(Pieces pieces, List<CapturePieces> captures) {
    List<InitRun> runs = new ArrayList<>();
    for (int i = 0; pieces.get(key(i)).isPresent(); i++) {
      runs.add(trace(pieces, pieces.get(key(i)).get(), i > 0));
    }
    if (runs.size() < 2) {
      runs.clear();
      if (captures.size() > 1) {
        captures.stream().map(InitRuns::capture).filter(InitRuns::isTimed).forEach(runs::add);
        if (runs.size() < captures.size()) {
          runs.clear(); // which of them is before and which after goes by their order
        }
      }
    }
    return runs.size() < 2 ? List.of() : List.copyOf(runs);
  }

  /// @param warn whether nobody else reads this piece
  private static InitRun trace(Pieces pieces, Piece piece, boolean warn) {
    InitTraceDecoder decoder = new InitTraceDecoder();
    Decoded<List<InitTrace>> decoded = decoder.decode(piece.bytes());
    if (warn) {
      pieces.warn(piece, decoded.problems());
    }
    boolean cut = decoded.problems().stream().anyMatch(p -> p.id().equals(InitTraceDecoder.CUT));
    Optional<InitTrace> last = decoded.value().reversed().stream().findFirst();
    List<InitTask> inits =
        last.map(t -> TraceLines.named(t.inits(), piece.name())).orElse(List.of());
    boolean whole = isNumbered(inits) && last.filter(InitTrace::gaps).isEmpty();
    Extent extent = cut ? Extent.CUT : whole ? Extent.WHOLE : Extent.GAPS;
    return new InitRun(piece.name(), inits, Optional.empty(), extent);
  }

  /// Inits have numbers only where all before them are known.
  private static boolean isNumbered(List<InitTask> inits) {
    return !inits.isEmpty() && inits.stream().allMatch(i -> i.order().isPresent());
  }

  private static InitRun capture(CapturePieces capture) {
    Pieces pieces = capture.pieces();
    List<InitTask> trace =
        TraceLines.inits(pieces, pieces.list("unit/journal", new JournalExportDecoder()));
    Optional<TimeLapse> lapse = LapseJoin.lapse(pieces);
    List<InitTask> inits = InitJoin.inits(Optional.empty(), trace, lapse, List.of(), List.of());
    return new InitRun(
        capture.name(), inits, lapse, isNumbered(inits) ? Extent.WHOLE : Extent.GAPS);
  }

  private static boolean isTimed(InitRun run) {
    return run.timeLapse().isPresent()
        || run.inits().stream().anyMatch(i -> i.wallNanos().isPresent());
  }
}
