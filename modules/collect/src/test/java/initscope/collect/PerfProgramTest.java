package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.collect.program.Script;
import initscope.model.Progress;
import initscope.remote.OutputLimits;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The program that runs perf, told to end at chosen moments: tools that stand in for the real ones send it the signal.
class PerfProgramTest {
  private static final String PERF =
      """
      #!/bin/sh
      case "$*" in
        record*)
          while [ "$1" != -o ]; do shift; done
          exec perl -e '$SIG{INT} = sub { exit 0 }; open F, ">$ARGV[0]"; print F "data"; close F;
            open F, ">$ENV{FAKES}/recorded"; close F; sleep $ENV{RECORDS}' "$2" ;;
        *"--fields time"*) echo 5.0: ;;
        *header-only*) echo '# a header' ;;
        buildid-list*) echo 'abc /srv/api' ;;
        script*) [ -z "$SIGNALLED" ] || kill -USR1 "$PROGRAM"; echo 'a text' ;;
      esac
      """;

  @TempDir Path fakes = Path.of("");

  @BeforeEach
  void fakePerf() throws Exception {
    fake("perf", PERF);
  }

  private void fake(String name, String text) throws Exception {
    Path file = Files.writeString(fakes.resolve(name), text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /// What the program says, to its end.
  private String run(String shell, String variables) throws Exception {
    PerfOptions minute = new PerfOptions(Duration.ofSeconds(60), 99, PerfOptions.CallGraph.FP);
    Script script =
        new PerfRecipe("cpu-clock", "comm,time", List.of(), "mono", List.of("header-only"))
            .script("nonce", ProcessHandle.current().pid(), minute);
    String ours =
        "PROGRAM=$$ FAKES="
            + fakes
            + " SIGNALLED= RECORDS=0\n"
            + variables
            + "\nexport PROGRAM FAKES SIGNALLED RECORDS\n";
    String text = ours + script.text().replace("PATH=/usr/sbin:", "PATH=" + fakes + ":/usr/sbin:");
    assertThat(text).contains("PATH=" + fakes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new LocalHost(shell, "-s")
        .run(
            new Script(text, script.arguments()),
            OutputLimits.DEFAULT,
            out,
            OutputStream.nullOutputStream(),
            Progress.NONE);
    String said = out.toString(StandardCharsets.ISO_8859_1);
    assertThat(said).contains("nonce k begin 1").endsWith("nonce k end 1\n");
    return said;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void tellsAllWhereNothingEndsIt(String shell) throws Exception {
    assertThat(run(shell, ""))
        .contains("b perf/script", "# a header\n", "abc /srv/api\n", "early=\n", "untold=\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void toldToEndWhileItTellsSaysWhatIsLeftOut(String shell) throws Exception {
    String said = run(shell, "SIGNALLED=1");
    assertThat(said)
        .contains("b perf/script", "early=\n", "untold=header buildids\n")
        .doesNotContain("b perf/header", "b perf/buildids");
    String words = new PerfFacts(said.substring(said.indexOf("b perf/facts"))).untold();
    assertThat(words).isEqualTo("perf's header, build ids");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void toldToEndBeforeItRecordsDoesNotBegin(String shell) throws Exception {
    fake("mktemp", "#!/bin/sh\nkill -USR1 \"$PROGRAM\"\nexec /usr/bin/mktemp \"$@\"\n");
    assertThat(run(shell, "")).contains("early=1\n").doesNotContain("b perf/script", "args.cpu");
    assertThat(fakes.resolve("recorded")).doesNotExist();
  }

  /// It naps while perf records; a nap that it was woken from lasts an hour here.
  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void aNapThatWasCutShortIsNotWaitedFor(String shell) throws Exception {
    fake(
        "sleep",
        """
        #!/bin/sh
        [ "$*" = 1 ] && [ $PPID = "$PROGRAM" ] || exec /bin/sleep "$@"
        while [ ! -e "$FAKES/recorded" ]; do /bin/sleep 0.1; done
        kill -USR1 "$PROGRAM"
        exec /bin/sleep 3600
        """);
    assertThat(run(shell, "RECORDS=3600"))
        .contains("early=1\n", "rc.cpu=0\n", "b perf/script", "untold=header buildids\n");
  }
}
