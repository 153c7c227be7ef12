package initscope.evidence.join;

import initscope.formats.godump.GoroutineDumpDecoder;
import initscope.model.EvidenceRef;
import initscope.model.go.Goroutine;
import initscope.model.go.GoroutineDump;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Goroutines of a dump that someone took, with the places they stand at.
final class DumpJoin {
  private DumpJoin() {}

  /// The goroutines of the last dump of the input: the newest. Stacks that a profile counted get negative ids.
  static List<Goroutine> goroutines(Pieces pieces) {
    Optional<Piece> piece = pieces.get("goroutines");
    if (piece.isEmpty()) {
      return List.of();
    }
    List<GoroutineDump> dumps = pieces.decode(piece.get(), new GoroutineDumpDecoder());
    if (dumps.isEmpty()) {
      return List.of();
    }
    GoroutineDump dump = dumps.getLast();
    List<Goroutine> all = new ArrayList<>();
    for (Goroutine goroutine : dump.goroutines()) {
      all.add(named(goroutine, piece.get().name()));
    }
    long id = 0;
    for (GoroutineDump.Group group : dump.groups()) {
      all.add(counted(--id, group, piece.get().name()));
    }
    return all;
  }

  private static Goroutine named(Goroutine g, String entry) {
    List<EvidenceRef> evidence = g.evidence().stream().map(ref -> named(ref, entry)).toList();
    return new Goroutine(
        g.id(),
        g.status(),
        g.waitReason(),
        g.waitNanos(),
        g.lockedToThread(),
        g.tid(),
        g.frames(),
        g.createdBy(),
        g.creatorId(),
        g.torn(),
        g.partial(),
        evidence);
  }

  static EvidenceRef named(EvidenceRef ref, String entry) {
    return ref.entry().isEmpty()
        ? new EvidenceRef(entry, ref.offset(), ref.line(), ref.quote())
        : ref;
  }

  private static Goroutine counted(long id, GoroutineDump.Group group, String entry) {
    return new Goroutine(
        id,
        "unknown",
        Optional.empty(),
        OptionalLong.empty(),
        false,
        OptionalLong.empty(),
        group.frames(),
        Optional.empty(),
        OptionalLong.empty(),
        false,
        false,
        List.of(
            new EvidenceRef(
                entry,
                OptionalLong.of(group.offset()),
                OptionalInt.of(group.line()),
                group.count() + " goroutines")));
  }
}
