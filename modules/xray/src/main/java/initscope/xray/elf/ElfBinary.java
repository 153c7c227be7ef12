package initscope.xray.elf;

import initscope.model.go.GoBinary;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An executable read from its file: the skeleton, and what its build info says.
///
/// @param elf the skeleton
/// @param go what it says of itself; empty where it is no Go program, as it has neither build info nor a pclntab
/// @param gnuBuildId in hex, where it has one
/// @param info its build info; empty where it has none
public record ElfBinary(
    Elf elf, Optional<GoBinary> go, Optional<String> gnuBuildId, Optional<BuildInfo> info) {
  /// Reads in three round trips; empty where the file is no 64 bit little-endian ELF.
  public static Optional<ElfBinary> read(Reader file) throws MemoryLostException {
    Optional<Elf> elf =
        Elf.read(
            file,
            segments -> {
              BuildInfo.wish(file, segments);
              Notes.wish(file, segments);
            });
    if (elf.isEmpty()) {
      return Optional.empty();
    }
    Optional<BuildInfo> info = BuildInfo.read(file, elf.get());
    Optional<BuildInfo> told =
        info.isPresent() ? info : Pclntab.read(file, elf.get()).map(ElfBinary::unnamed);
    return Optional.of(
        new ElfBinary(
            elf.get(),
            told.map(i -> binary(file, elf.get(), i)),
            Notes.gnu(file, elf.get().segments()),
            info));
  }

  /// Of a program whose build info was removed.
  private static BuildInfo unnamed(Pclntab table) {
    return new BuildInfo(
        GoBinary.UNKNOWN_RELEASE + ", " + table.releases(),
        Optional.empty(),
        Map.of(),
        Optional.empty(),
        List.of());
  }

  private static GoBinary binary(Reader file, Elf elf, BuildInfo info) {
    return new GoBinary(
        info.goVersion(),
        info.path(),
        info.settings(),
        elf.positionIndependent(),
        elf.section(".symtab").isEmpty(),
        elf.section(".debug_info").isPresent() || elf.section(".zdebug_info").isPresent(),
        elf.segments().stream().anyMatch(segment -> segment.type() == 3),
        Notes.buildId(file, elf.segments()),
        machine(elf.machine()));
  }

  private static String machine(int number) {
    return switch (number) {
      case 62 -> "amd64";
      case 183 -> "arm64";
      default -> Integer.toString(number);
    };
  }
}
