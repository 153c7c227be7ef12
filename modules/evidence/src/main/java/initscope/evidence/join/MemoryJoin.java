package initscope.evidence.join;

import initscope.model.Decoded;
import initscope.model.go.GoRuntime;
import initscope.model.host.Mapping;
import initscope.xray.Clock;
import initscope.xray.XRay;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import java.util.List;
import java.util.Optional;

/// The Go runtime, read again from the memory that the capture kept, by the same code that read it live.
final class MemoryJoin {
  private static final String EXECUTABLE = "xray/exe.sparse";
  private static final String MEMORY = "xray/memory.sparse";

  private MemoryJoin() {}

  static Optional<GoRuntime> runtime(Pieces pieces, List<Mapping> maps) {
    Optional<Piece> executable = pieces.get(EXECUTABLE);
    Optional<Piece> memory = pieces.get(MEMORY);
    if (executable.isEmpty()) {
      return Optional.empty();
    }
    if (memory.isEmpty()) {
      return noProgram(decode(pieces, executable.get()), maps);
    }
    XRay.Options named = XRay.Options.DEFAULT.in(memory.get().name());
    Optional<Clock> clock = HostJoin.clock(pieces);
    if (clock.isPresent()) {
      named = named.at(clock.get());
    }
    return Optional.of(
        XRay.read(decode(pieces, executable.get()), decode(pieces, memory.get()), maps, named));
  }

  /// What is no Go program has memory that was never asked for. Of one that is, nothing is known of its runtime.
  private static Optional<GoRuntime> noProgram(SparseMemory executable, List<Mapping> maps) {
    SparseMemory nothing = SparseMemory.of(List.of());
    return Optional.of(XRay.read(executable, nothing, maps, XRay.Options.DEFAULT))
        .filter(GoRuntime::isNotGo);
  }

  /// What the capture kept of the executable; that for the addresses of a recording rather than that for the X-ray.
  static Optional<SparseMemory> executable(Pieces pieces) {
    return kept(pieces, "perf/exe.sparse", EXECUTABLE);
  }

  /// What the capture kept of the process's memory, likewise.
  static Optional<SparseMemory> memory(Pieces pieces) {
    return kept(pieces, "perf/memory.sparse", MEMORY);
  }

  private static Optional<SparseMemory> kept(Pieces pieces, String first, String second) {
    return pieces
        .get(first)
        .or(() -> pieces.get(second))
        .map(piece -> SparseFormat.decode(piece.bytes()).value());
  }

  private static SparseMemory decode(Pieces pieces, Piece piece) {
    Decoded<SparseMemory> decoded = SparseFormat.decode(piece.bytes());
    pieces.warn(piece, decoded.problems());
    return decoded.value();
  }
}
