package initscope.verbs.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.testing.GoToolchains;
import initscope.model.testing.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The host's side of a capture, watched by strace: nothing traces the process, nothing sends it a signal, nothing reads it by another
/// way than its files. Skipped where strace is not installed, or may not attach.
@SuppressWarnings("try") // nothing interrupts a test
class UntouchedTest {
  private static final String CALLS =
      "ptrace,kill,tgkill,tkill,rt_sigqueueinfo,rt_tgsigqueueinfo,process_vm_readv,process_vm_writev,"
          + "pidfd_open,pidfd_send_signal,pidfd_getfd,openat";
  private static final List<String> NOT_TO_IT =
      List.of(
          "ptrace(",
          "kill(", // tgkill and tkill too
          "rt_sigqueueinfo(",
          "rt_tgsigqueueinfo(",
          "process_vm_readv(",
          "process_vm_writev(",
          "pidfd_open(",
          "pidfd_send_signal(",
          "pidfd_getfd(");

  @Test
  void nothingTracesOrSignalsTheProcess(@TempDir Path folder) throws Exception {
    Optional<Path> strace = Sshd.program("strace");
    assumeTrue(strace.isPresent(), "strace is not installed");
    Sshd.assumeMemoryIsReadable();
    Process target =
        ChurnTest.start(ChurnTest.build(GoToolchains.any().getFirst(), folder), 200, 100_000);
    try (Captures captures = new Captures(folder)) {
      Path log = folder.resolve("strace.log");
      Path said = folder.resolve("strace.said");
      Process watcher = watch(strace.get(), captures, log, said);
      captures.take(target.pid());
      assertThat(target.isAlive()).isTrue();
      Sshd.run("kill", "-INT", Long.toString(watcher.pid())); // lets go of the server
      watcher.waitFor(20, TimeUnit.SECONDS);
      List<String> calls = calls(log);
      assertThat(calls)
          .as("strace saw how its memory was opened")
          .anyMatch(c -> c.contains("/proc/" + target.pid() + "/mem\", O_RDONLY"));
      List<String> ids = threads(target.pid());
      assertThat(calls).noneMatch(c -> names(c, ids));
      assertThat(calls)
          .noneMatch(
              c -> c.contains("/proc/" + target.pid() + "/mem\"") && !c.contains("O_RDONLY"));
    } finally {
      target.destroyForcibly();
    }
  }

  private static Process watch(Path strace, Captures captures, Path log, Path said)
      throws Exception {
    List<String> argv =
        new ArrayList<>(List.of(strace.toString(), "-f", "-e", "trace=" + CALLS, "-o", "" + log));
    for (long pid : captures.serverPids()) { // the session's processes are there already
      argv.addAll(List.of("-p", Long.toString(pid)));
    }
    Process watcher =
        new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    while (watcher.isAlive() && !Files.readString(said).contains("attached")) {
      Thread.sleep(20);
    }
    assumeTrue(watcher.isAlive(), () -> "strace may not attach here");
    return watcher;
  }

  private static List<String> calls(Path log) throws Exception {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.toList();
    }
  }

  private static List<String> threads(long pid) throws Exception {
    try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
      return threads.map(t -> t.getFileName().toString()).toList();
    }
  }

  /// Whether a call is one of those, and has the process or one of its threads as a number among its arguments.
  private static boolean names(String call, List<String> ids) {
    if (NOT_TO_IT.stream().noneMatch(call::contains)) {
      return false;
    }
    String arguments = call.substring(call.indexOf('('));
    return ids.stream().anyMatch(id -> arguments.matches(".*[(, -]" + id + "[,) ].*"));
  }
}
