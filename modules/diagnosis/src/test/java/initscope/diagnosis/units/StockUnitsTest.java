package initscope.diagnosis.units;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.formats.systemd.UnitFileDecoder;
import initscope.model.Bytes;
import initscope.model.start.UnitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Units that work say nothing that systemd does not take.
class StockUnitsTest {
  private static final Set<Kind> NEVER =
      EnumSet.of(
          Kind.BAD_VALUE,
          Kind.BAD_NAME,
          Kind.BACKSLASH,
          Kind.SHELL_WORDS,
          Kind.EXEC_PATH,
          Kind.REFUSED,
          Kind.UNKNOWN_SETTING);

  @Test
  void ofThisMachineAreClean() throws IOException {
    Path folder = Path.of("/usr/lib/systemd/system");
    assumeTrue(Files.isDirectory(folder), "no units of systemd on this machine");
    assertThat(found(folder)).isEmpty();
  }

  @Test
  void ofTheCorpusAreClean() throws IOException {
    Path folder = Path.of(System.getProperty("initscope.corpus", "none"), "systemd", "units");
    assumeTrue(Files.isDirectory(folder), "no corpus on this machine");
    // one is filled in when it is installed
    assertThat(found(folder)).allMatch(f -> f.contains("PREFIX/"));
  }

  private static List<String> found(Path folder) throws IOException {
    List<UnitFile> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.filter(Files::isRegularFile).sorted().toList()) {
        Bytes bytes = Bytes.of(Files.readAllBytes(path));
        UnitFileDecoder.ofOneFile().decode(bytes).value().stream()
            .limit(1)
            .forEach(f -> files.add(f.from(path.toString())));
      }
    }
    assertThat(files).isNotEmpty();
    return FileMistakes.of(files, List.of(), Optional.empty()).found().stream()
        .filter(f -> NEVER.contains(f.mistake().kind()))
        .map(f -> f.unit() + " " + f.mistake().text())
        .toList();
  }
}
