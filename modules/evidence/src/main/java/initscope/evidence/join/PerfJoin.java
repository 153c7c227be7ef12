package initscope.evidence.join;

import initscope.formats.perf.PerfScriptDecoder;
import initscope.model.Decoded;
import initscope.model.EvidenceRef;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.perf.PerfData;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Recordings of perf among the pieces, read in one pass each.
///
/// @param recordings in the order of the pieces
/// @param places {@code perf.0} and so on: which piece each was read from
record PerfJoin(List<PerfData> recordings, Map<String, EvidenceRef> places) {
  /// What the key of every piece with stacks of perf begins with.
  static final String KEY = "perf/script";

  /// Keeps immutable copies.
  PerfJoin {
    recordings = List.copyOf(recordings);
    places = Map.copyOf(places);
  }

  /// Reads them.
  ///
  /// @throws CancelledException when the user cancelled
  static PerfJoin of(Pieces pieces, Progress progress) throws CancelledException {
    List<PerfData> recordings = new ArrayList<>();
    Map<String, EvidenceRef> places = new LinkedHashMap<>();
    for (Piece piece : pieces.all()) {
      if (piece.key().startsWith(KEY)) {
        Decoded<PerfData> decoded = new PerfScriptDecoder().decode(piece.bytes(), progress);
        pieces.warn(piece, decoded.problems());
        places.put("perf." + recordings.size(), EvidenceRef.whole(piece.name(), piece.name()));
        recordings.add(decoded.value());
      }
    }
    return new PerfJoin(recordings, places);
  }
}
