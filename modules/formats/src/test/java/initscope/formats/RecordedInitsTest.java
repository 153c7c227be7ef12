package initscope.formats;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.godump.GoroutineDumpDecoder;
import initscope.formats.inittrace.InitTraceDecoder;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A program of ours that hangs in an init two packages deep, as each Go version showed it.
class RecordedInitsTest {
  private static final Path FOLDER = Path.of("src/test/resources/initscope/formats");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "go1.19-deadlock-in-init", "go1.21-deadlock-in-init", "go1.22-deadlock-in-init",
        "go1.24-deadlock-in-init", "go1.26-deadlock-in-init", "go1.19-sigquit-init",
        "go1.26-sigquit-init", "go1.26-system-level", "go1.26-crash-level",
      })
  void namesThePackageThatHangs(String file) {
    var seen =
        new GoroutineDumpDecoder()
            .decode(Fixtures.bytes(FOLDER.resolve("godump/" + file + ".txt")));
    assertThat(seen.problems()).isEmpty();
    List<Goroutine> goroutines = seen.value().getFirst().goroutines();
    Goroutine main = goroutines.stream().filter(g -> g.id() == 1).findFirst().orElseThrow();
    var init = InitFrames.innermost(main.frames()).orElseThrow();
    assertThat(init.packagePath()).isEqualTo("example.com/shop/ledger");
    assertThat(init.initFunction()).isEqualTo("example.com/shop/ledger.init.0");
    assertThat(init.place().file()).contains("example.com/shop/ledger/ledger.go");
    assertThat(main.waitReason()).isPresent();
    assertThat(main.lockedToThread()).isTrue();
  }

  /// The package that hangs is the one that is missing.
  @ParameterizedTest
  @ValueSource(strings = {"go1.19", "go1.21", "go1.22", "go1.24", "go1.26"})
  void aHungInitIsMissingFromItsTrace(String version) {
    var hung =
        new InitTraceDecoder()
            .decode(Fixtures.bytes(FOLDER.resolve("inittrace/" + version + "-hung.txt")));
    var done =
        new InitTraceDecoder()
            .decode(Fixtures.bytes(FOLDER.resolve("inittrace/" + version + "-done.txt")));
    assertThat(hung.value()).hasSize(1);
    assertThat(done.value()).hasSize(1);
    var missing = done.value().getFirst().inits().stream().map(i -> i.packagePath()).toList();
    var finished = hung.value().getFirst().inits().stream().map(i -> i.packagePath()).toList();
    assertThat(missing).startsWith(finished.toArray(new String[0]));
    assertThat(missing.get(finished.size())).isEqualTo("example.com/shop/ledger");
    assertThat(hung.value().getFirst().fromStart()).isTrue();
  }
}
