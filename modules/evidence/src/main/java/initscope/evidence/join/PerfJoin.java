package initscope.evidence.join;

import initscope.formats.perf.PerfScriptDecoder;
import initscope.formats.perfdata.PerfDataDecoder;
import initscope.model.Decoded;
import initscope.model.EvidenceRef;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.host.Mapping;
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
  /// What the key of every piece with text of perf begins with.
  static final String KEY = "perf/script";

  /// The same of what perf itself wrote.
  static final String DATA_KEY = "perf/data";

  /// Keeps immutable copies.
  PerfJoin {
    recordings = List.copyOf(recordings);
    places = Map.copyOf(places);
  }

  /// Whether a piece holds stacks of perf.
  static boolean isRecording(Piece piece) {
    return piece.key().startsWith(KEY) || piece.key().startsWith(DATA_KEY);
  }

  /// Reads them, and names what perf could not.
  ///
  /// @param maps of the process the capture looked at
  /// @throws CancelledException when the user cancelled
  static PerfJoin of(Pieces pieces, List<Mapping> maps, Progress progress)
      throws CancelledException {
    GoPrograms programs = GoPrograms.of(pieces, maps);
    List<PerfData> recordings = new ArrayList<>();
    Map<String, EvidenceRef> places = new LinkedHashMap<>();
    for (Piece piece : pieces.all()) {
      boolean binary = piece.key().startsWith(DATA_KEY);
      if (isRecording(piece)) {
        Decoded<PerfData> decoded =
            binary
                ? new PerfDataDecoder().decode(piece.bytes(), progress)
                : new PerfScriptDecoder().decode(piece.bytes(), programs::has, progress);
        pieces.warn(piece, decoded.problems());
        places.put("perf." + recordings.size(), EvidenceRef.whole(piece.name(), piece.name()));
        recordings.add(PerfNames.named(decoded.value(), piece, programs, pieces));
      }
    }
    if (!recordings.isEmpty()) {
      programs.warnOfUnused();
    }
    return new PerfJoin(recordings, places);
  }
}
