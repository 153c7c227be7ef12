package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.testing.GoToolchains;
import initscope.xray.elf.ElfBinary;
import initscope.xray.memory.Reader;
import initscope.xray.testing.LocalMemory;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the X-ray reads from DWARF itself, against what gdb read of the same program for the table.
class DwarfLayoutTest {
  private static final Path PROGRAM = Path.of("layouts/everything.go").toAbsolutePath();

  @Test
  void readsWhatTheTableSays(@TempDir Path folder) throws Exception {
    for (Path go : GoToolchains.any()) {
      for (String flags : List.of("", "-compressdwarf=false")) {
        Path program = folder.resolve("program");
        GoToolchains.run(
            go, folder, "build", "-ldflags=" + flags, "-o", program.toString(), PROGRAM.toString());
        agrees(program);
      }
    }
  }

  private static void agrees(Path program) throws Exception {
    try (LocalMemory file = new LocalMemory(program)) {
      Reader reader = new Reader(file, 64 << 20);
      ElfBinary elf = ElfBinary.read(reader).orElseThrow();
      String release = elf.go().orElseThrow().goVersion();
      Layout table = Layouts.load().candidates(release, "amd64").getFirst();
      assumeTrue(table.exact(), release + " is not in the table");
      Layout own =
          DwarfLayout.read(reader, elf.elf()).orElseThrow().layout(release, "amd64", List.of());
      assertThat(own.fields()).as(release).containsExactlyInAnyOrderEntriesOf(table.fields());
    }
  }
}
