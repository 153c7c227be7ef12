package initscope.xray;

import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.go.GoBinary;
import initscope.xray.elf.ElfBinary;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.Optional;

/// Says of an executable what Go put into it: release, main package, build settings, build id, and how it was linked.
public final class BinaryReader {
  private static final long MAX_BYTES = 16 << 20;

  private BinaryReader() {}

  /// Reads a file addressed by offset, in about three batches. The value is empty where it is no Go program; a problem
  /// then says whether it is no ELF ({@code elf.unreadable}, {@code elf.unknown}) or has neither build info nor a pclntab
  /// ({@code elf.not.go}).
  public static Decoded<Optional<GoBinary>> read(Memory executable) {
    Problems problems = new Problems();
    Reader file = new Reader(executable, MAX_BYTES);
    Optional<GoBinary> binary = Optional.empty();
    try {
      Optional<ElfBinary> elf = ElfBinary.read(file);
      binary = elf.flatMap(ElfBinary::go);
      if (elf.isEmpty()) {
        Optional<String> why = file.why(0);
        problems.add(
            why.isPresent() ? "elf.unreadable" : "elf.unknown",
            Problem.Effect.LOST_FROM_HERE,
            0,
            why.orElse("not a 64 bit little-endian ELF file"));
      } else if (binary.isEmpty()) {
        problems.add("elf.not.go", Problem.Effect.LOST_FROM_HERE, 0, NoGo.WHY);
      }
    } catch (MemoryLostException e) {
      problems.add("memory.lost", Problem.Effect.LOST_FROM_HERE, 0, String.valueOf(e.getMessage()));
    }
    return new Decoded<>(binary, problems.toList());
  }
}
