package initscope.collect.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.CollectOptions;
import initscope.collect.Collector;
import initscope.collect.LocalHost;
import initscope.collect.Target;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolFolder;
import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.SpoolReader;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.RawEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachProgramTest {
  @TempDir Path temp = Path.of("");
  private Optional<Process> started = Optional.empty();

  /// A process with a child, whose command line holds what a program's answer looks like.
  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "no /proc");
    started =
        Optional.of(
            new ProcessBuilder(
                    "/bin/sh", "-c", "sleep 1000; :", "nonce0123456789 e 0 1.00\nstatus:fake\n")
                .start());
    Thread.sleep(100);
  }

  @AfterEach
  void stop() {
    started.ifPresent(
        process -> {
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.destroyForcibly();
        });
  }

  private long pid() {
    return started.orElseThrow().pid();
  }

  private Capture collect(Target target, CollectOptions options, String... shell) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(shell[0])), "no " + shell[0]);
    Path folder = temp.resolve("spool");
    CaptureFacts facts = CaptureFacts.begin("test", "here", "attach", target.words(), 0);
    try (Spool spool = Spool.create(folder, facts)) {
      Collector.collect(new LocalHost(shell), target, options, spool, Progress.NONE);
    }
    return SpoolReader.open(new SpoolFolder(folder)).value();
  }

  private static String text(Capture capture, String name) {
    return capture.entry(name).map(RawEntry::bytes).orElseThrow().utf8();
  }

  @Test
  void aPidNamespacesOwnNumbersAreKept() throws Exception {
    Process inside =
        new ProcessBuilder("unshare", "-Upf", "--map-root-user", "--kill-child", "sleep", "1000")
            .redirectErrorStream(true)
            .start();
    try {
      Thread.sleep(300);
      Optional<ProcessHandle> sleep = inside.children().findFirst();
      assumeTrue(inside.isAlive() && sleep.isPresent(), "no pid namespace here");
      long pid = sleep.get().pid();
      Capture capture = collect(new Target.Pid(pid), CollectOptions.ATTACH, "/bin/sh", "-s");
      assertThat(text(capture, "proc/task/" + pid + "/status"))
          .isEqualTo("NSpid:\t" + pid + "\t1\n");
    } finally {
      inside.descendants().forEach(ProcessHandle::destroyForcibly);
      inside.destroyForcibly();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash -s", "/bin/bash -s", "/bin/busybox sh -s"})
  void readsAProcessInEveryShell(String shell) throws Exception {
    long pid = pid();
    Capture capture = collect(new Target.Pid(pid), CollectOptions.ATTACH, shell.split(" "));
    assertThat(text(capture, "proc/status")).startsWith("Name:\tsh\n").endsWith("\n");
    assertThat(text(capture, "proc/stat")).startsWith(pid + " (sh) ").endsWith("\n");
    assertThat(text(capture, "proc/stat.2")).startsWith(pid + " (sh) ");
    assertThat(text(capture, "proc/task/" + pid + "/stat")).startsWith(pid + " (sh) ");
    assertThat(text(capture, "proc/task/" + pid + "/stat.2")).startsWith(pid + " (sh) ");
    assertThat(capture.entry("proc/task/" + pid + "/status")).isEmpty();
    assertThat(text(capture, "proc/maps"))
        .isEqualTo(Files.readString(Path.of("/proc/" + pid + "/maps")));
    assertThat(capture.entry("proc/cmdline").orElseThrow().bytes().toArray())
        .isEqualTo(Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline")));
    assertThat(text(capture, "proc/exe"))
        .isEqualTo(Path.of("/proc/" + pid + "/exe").toRealPath().toString());
    assertThat(text(capture, "proc/fd")).contains("0 pipe:[").endsWith("\n");
    assertThat(text(capture, "proc/fdinfo")).startsWith("== ").contains("\npos:\t0\n");
    assertThat(text(capture, "proc/children")).contains(" S sleep\n");
    if (Files.exists(Path.of("/proc/self/sched"))) {
      assertThat(text(capture, "proc/task-sched"))
          .containsPattern("(?m)^task/" + pid + "/sched:se\\.exec_start +: +[0-9]+\\.[0-9]{6}$")
          .doesNotContain("vruntime");
      assertThat(text(capture, "proc/task-sched.2")).startsWith("task/" + pid + "/sched:");
    }
    assertThat(text(capture, "host/boot-id")).hasSize(37);
    assertThat(text(capture, "host/uname").lines()).hasSize(3);
    assertThat(text(capture, "proc/net/tcp")).startsWith("  sl  local_address");
    assertThat(capture.facts().coverage())
        .filteredOn(c -> c.step().startsWith("proc.") && c.state() != State.DONE)
        .extracting(Coverage::step)
        .isSubsetOf("proc.task.stack", "proc.task.wchan", "proc.task.syscall", "proc.task.sched");
  }

  @Test
  void aProcessThatIsGoneIsRefusedAndTheHostIsKept() {
    assertThatThrownBy(
            () -> collect(new Target.Pid(4_000_001), CollectOptions.ATTACH, "/bin/sh", "-s"))
        .isInstanceOf(Failure.HostRefused.class);
    Capture capture = SpoolReader.open(new SpoolFolder(temp.resolve("spool"))).value();
    assertThat(capture.facts().coverage())
        .contains(new Coverage("proc.maps", State.SKIPPED, "no process runs"));
    assertThat(capture.entry("host/boot-id")).isPresent();
  }

  @Test
  void leavesOutWhatIsLeftOut() throws Exception {
    CollectOptions options = CollectOptions.ATTACH.without("proc.task", "host");
    Capture capture = collect(new Target.Pid(pid()), options, "/bin/sh", "-s");
    assertThat(capture.index())
        .noneMatch(e -> e.name().startsWith("proc/task") || e.name().startsWith("host/"));
    assertThat(capture.facts().coverage())
        .contains(new Coverage("proc.task.stat", State.SKIPPED, "left out by --without"));
  }

  @Test
  void findsTheProcessByItsExecutable() throws Exception {
    Path program = Files.copy(Path.of("/bin/sleep").toRealPath(), temp.resolve("my prog"));
    Process one = new ProcessBuilder(program.toString(), "1000").start();
    try {
      Target target = new Target.Exe(program.toString());
      Capture capture = collect(target, CollectOptions.ATTACH, "/bin/sh", "-s");
      assertThat(capture.facts().pid()).hasValue(one.pid());
      Process two = new ProcessBuilder(program.toString(), "1000").start();
      try {
        Files.move(temp.resolve("spool"), temp.resolve("first"));
        assertThatThrownBy(() -> collect(target, CollectOptions.ATTACH, "/bin/sh", "-s"))
            .isInstanceOf(Failure.Usage.class)
            .hasMessageContaining("--pid " + one.pid())
            .hasMessageContaining("--pid " + two.pid());
      } finally {
        two.destroyForcibly();
      }
    } finally {
      one.destroyForcibly();
    }
  }
}
