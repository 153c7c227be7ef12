package initscope.evidence.join;

import initscope.model.Decoded;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.host.Mapping;
import initscope.xray.BinaryReader;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The Go runtime, read again from the memory that the capture kept.
final class MemoryJoin {
  private MemoryJoin() {}

  static Optional<GoRuntime> runtime(Pieces pieces, List<Mapping> maps, OptionalLong pid) {
    Optional<Piece> exe = pieces.get("xray/exe.sparse");
    if (exe.isEmpty()) {
      return Optional.empty();
    }
    SparseMemory executable = memory(pieces, exe.get());
    Decoded<Optional<GoBinary>> binary = BinaryReader.read(executable);
    pieces.warn(exe.get(), binary.problems());
    return binary
        .value()
        .map(b -> new GoRuntime(b, List.of(), List.of(), -1, 0, Optional.empty(), List.of()));
  }

  private static SparseMemory memory(Pieces pieces, Piece piece) {
    Decoded<SparseMemory> decoded = SparseFormat.decode(piece.bytes());
    pieces.warn(piece, decoded.problems());
    return decoded.value();
  }
}
