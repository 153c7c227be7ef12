package initscope.collect.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.CollectOptions;
import initscope.collect.LocalShell;
import initscope.collect.Plan;
import initscope.collect.Target;
import initscope.collect.spool.SpoolFolder;
import initscope.evidence.Capture;
import initscope.evidence.SpoolReader;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.RawEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AttachProgramTest {
  @TempDir Path temp = Path.of("");
  private Process target = ProcessHolder.NONE;

  private static final class ProcessHolder {
    static final Process NONE =
        new Process() {
          @Override
          public java.io.OutputStream getOutputStream() {
            return java.io.OutputStream.nullOutputStream();
          }

          @Override
          public java.io.InputStream getInputStream() {
            return java.io.InputStream.nullInputStream();
          }

          @Override
          public java.io.InputStream getErrorStream() {
            return java.io.InputStream.nullInputStream();
          }

          @Override
          public int waitFor() {
            return 0;
          }

          @Override
          public int exitValue() {
            return 0;
          }

          @Override
          public void destroy() {}
        };
  }

  /// A process with a child, whose command line holds what a program's answer looks like.
  @BeforeEach
  void start() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "no /proc");
    target =
        new ProcessBuilder(
                "/bin/sh", "-c", "sleep 1000; :", "nonce0123456789 e 0 1.00\nstatus:fake\n")
            .start();
    Thread.sleep(100);
  }

  @AfterEach
  void stop() {
    target.descendants().forEach(ProcessHandle::destroyForcibly);
    target.destroyForcibly();
  }

  private Capture collect(Plan plan, String... shell) throws Exception {
    Path folder = temp.resolve("spool");
    LocalShell.collect(plan, folder, List.of(shell));
    return SpoolReader.open(new SpoolFolder(folder)).value();
  }

  private static String text(Capture capture, String name) {
    return capture.entry(name).map(RawEntry::bytes).orElseThrow().utf8();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/dash -s", "/bin/bash -s", "/bin/busybox sh -s"})
  void readsAProcessInEveryShell(String shell) throws Exception {
    long pid = target.pid();
    Plan plan = Plan.of(new Target.Pid(pid), CollectOptions.ATTACH);
    Capture capture = collect(plan, shell.split(" "));
    assertThat(text(capture, "proc/status")).startsWith("Name:\tsh\n").endsWith("\n");
    assertThat(text(capture, "proc/stat")).startsWith(pid + " (sh) ").endsWith("\n");
    assertThat(text(capture, "proc/stat.2")).startsWith(pid + " (sh) ");
    assertThat(text(capture, "proc/task/" + pid + "/stat")).startsWith(pid + " (sh) ");
    assertThat(text(capture, "proc/task/" + pid + "/stat.2")).startsWith(pid + " (sh) ");
    assertThat(text(capture, "proc/maps"))
        .isEqualTo(Files.readString(Path.of("/proc/" + pid + "/maps")));
    assertThat(capture.entry("proc/cmdline").orElseThrow().bytes().toArray())
        .isEqualTo(Files.readAllBytes(Path.of("/proc/" + pid + "/cmdline")));
    assertThat(text(capture, "proc/exe"))
        .isEqualTo(Path.of("/proc/" + pid + "/exe").toRealPath().toString());
    assertThat(text(capture, "proc/fd")).contains("0 pipe:[").endsWith("\n");
    assertThat(text(capture, "proc/fdinfo")).startsWith("== ").contains("\npos:\t0\n");
    assertThat(text(capture, "proc/children")).contains(" S sleep\n");
    assertThat(text(capture, "host/boot-id")).hasSize(37);
    assertThat(text(capture, "host/uname").lines()).hasSize(3);
    assertThat(text(capture, "proc/net/tcp")).startsWith("  sl  local_address");
    assertThat(capture.facts().coverage())
        .filteredOn(c -> c.step().startsWith("proc.") && c.state() != State.DONE)
        .extracting(Coverage::step)
        .isSubsetOf("proc.task.stack", "proc.task.wchan", "proc.task.syscall");
  }

  @Test
  void aProcessThatIsGoneIsNoError() throws Exception {
    Plan plan = Plan.of(new Target.Pid(4_000_001), CollectOptions.ATTACH);
    Capture capture = collect(plan, "/bin/sh", "-s");
    assertThat(capture.facts().coverage())
        .contains(new Coverage("proc.maps", State.SKIPPED, "no process runs"));
    assertThat(capture.entry("host/boot-id")).isPresent();
  }

  @Test
  void leavesOutWhatIsLeftOut() throws Exception {
    Plan plan =
        Plan.of(new Target.Pid(target.pid()), CollectOptions.ATTACH.without("proc.task", "host"));
    Capture capture = collect(plan, "/bin/sh", "-s");
    assertThat(capture.index())
        .noneMatch(e -> e.name().startsWith("proc/task") || e.name().startsWith("host/"));
    assertThat(capture.facts().coverage())
        .contains(new Coverage("proc.task.stat", State.SKIPPED, "left out by --without"));
  }
}
