package initscope.evidence.join;

import initscope.formats.inittrace.InitTraceDecoder;
import initscope.model.Bytes;
import initscope.model.EvidenceRef;
import initscope.model.go.InitTask;
import initscope.model.go.InitTrace;
import initscope.model.host.JournalEntry;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Lines of {@code GODEBUG=inittrace=1}, from a loose text or from the unit's journal, with the places they stand at.
final class TraceLines {
  private static final Bytes MESSAGE = Bytes.of("MESSAGE=");

  private TraceLines() {}

  /// The finished inits of the newest process, in the order they finished; empty where nothing printed any.
  static List<InitTask> inits(Pieces pieces, List<JournalEntry> journal) {
    Optional<Piece> loose = pieces.get(InitRuns.key(0));
    if (loose.isPresent()) {
      List<InitTrace> traces = pieces.decode(loose.get(), new InitTraceDecoder());
      return traces.isEmpty() ? List.of() : named(traces.getLast().inits(), loose.get().name());
    }
    return pieces
        .get("unit/journal")
        .map(piece -> fromJournal(piece, journal, pieces))
        .orElse(List.of());
  }

  /// The same with their places in an entry.
  static List<InitTask> named(List<InitTask> inits, String entry) {
    return inits.stream()
        .map(i -> moved(i, i.evidence().stream().map(e -> DumpJoin.named(e, entry)).toList()))
        .toList();
  }

  /// Reads the messages of the target's process as one text, and points at them in the journal.
  private static List<InitTask> fromJournal(
      Piece piece, List<JournalEntry> journal, Pieces pieces) {
    String pid = pieces.text("proc/stat").map(s -> s.split(" ", 2)[0]).orElse("");
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    TreeMap<Long, Long> places = new TreeMap<>();
    for (JournalEntry entry : journal) {
      boolean other = !pid.isEmpty() && !entry.field("_PID").orElse(pid).equals(pid);
      if (!other && entry.message().contains("init ")) {
        places.put((long) text.size(), entry.offset());
        text.writeBytes(entry.message().replace('\n', ' ').getBytes(StandardCharsets.UTF_8));
        text.write('\n');
      }
    }
    List<InitTrace> traces = new InitTraceDecoder().decode(Bytes.of(text.toByteArray())).value();
    List<InitTask> inits = new ArrayList<>();
    for (InitTask init : traces.isEmpty() ? List.<InitTask>of() : traces.getLast().inits()) {
      inits.add(
          moved(init, init.evidence().stream().map(e -> inJournal(e, piece, places)).toList()));
    }
    return inits;
  }

  private static EvidenceRef inJournal(
      EvidenceRef ref, Piece piece, NavigableMap<Long, Long> places) {
    Map.Entry<Long, Long> entry = places.floorEntry(ref.offset().orElse(0));
    long at = entry == null ? 0 : entry.getValue();
    long message = piece.bytes().indexOf(MESSAGE, at);
    return new EvidenceRef(
        piece.name(),
        OptionalLong.of(message < 0 ? at : message),
        OptionalInt.empty(),
        ref.quote());
  }

  private static InitTask moved(InitTask i, List<EvidenceRef> evidence) {
    return new InitTask(
        i.order(),
        i.packagePath(),
        i.state(),
        i.functions(),
        i.startNanos(),
        i.wallNanos(),
        i.bytes(),
        i.allocations(),
        evidence);
  }
}
