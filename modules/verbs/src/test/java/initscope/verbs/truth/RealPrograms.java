package initscope.verbs.truth;

import initscope.model.Coverage;
import initscope.model.finding.Finding;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.testing.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Captures a program that others built, some milliseconds after its start, and holds the X-ray against its own dump.
///
/// Arguments: {@code MILLIS[,MILLIS...] COMMAND [WORD...]}. Prints one row of a table for each. {@code stopMILLIS} stops the program
/// there until it has been captured: the capture itself stops nothing.
@SuppressWarnings("try") // nothing interrupts a test
final class RealPrograms {
  private static final String STOP = "stop";

  private RealPrograms() {}

  public static void main(String[] args) throws Exception {
    List<String> command = List.of(args).subList(1, args.length);
    Path folder = Files.createTempDirectory("real");
    try (Captures captures = new Captures(folder)) {
      int i = 0;
      for (String millis : args[0].split(",")) {
        System.out.println(row(captures, folder, i++, millis, command));
      }
    }
  }

  private static String row(
      Captures captures, Path folder, int number, String when, List<String> command)
      throws Exception {
    Path output = folder.resolve("output" + number);
    Path home = Files.createDirectories(folder.resolve("home" + number));
    Process process = SelfDump.start(output, home, command);
    try {
      boolean stop = when.startsWith(STOP);
      Thread.sleep(Long.parseLong(stop ? when.substring(STOP.length()) : when));
      if (stop) {
        Sshd.run("kill", "-STOP", Long.toString(process.pid()));
      }
      String name = Path.of(command.getFirst()).getFileName() + " | " + when + " ms | ";
      Captures.Taken taken = captures.take(process.pid());
      boolean alive = process.isAlive();
      Finding verdict = taken.analysis().diagnosis().verdict();
      String said =
          String.join(
              " ",
              verdict.rule(),
              verdict.confidence().toString(),
              verdict.subject().initFunction().orElse(""),
              verdict.subject().file().orElse(""),
              Integer.toString(verdict.subject().line().orElse(0)),
              verdict.subject().waitReason().orElse(""));
      GoRuntime go = taken.analysis().incident().go().orElse(null);
      String xray =
          taken.collected().facts().coverage().stream()
              .filter(c -> c.step().equals("xray"))
              .map(c -> c.state() == Coverage.State.DONE ? "read" : c.state() + " " + c.why())
              .findFirst()
              .orElse("none");
      if (go == null) {
        return name + xray + " | " + said;
      }
      List<Goroutine> dump = alive ? SelfDump.of(process, output) : List.of();
      Comparison compared = Comparison.of(go.goroutines(), dump);
      compared.wrong().forEach(w -> System.out.println("  wrong " + w));
      return name
          + go.binary().goVersion()
          + (go.binary().stripped() ? " stripped " : " ")
          + (go.binary().pie() ? "PIE" : "exe")
          + " | "
          + xray
          + " | inits "
          + count(go, InitTask.State.DONE)
          + " done, "
          + count(go, InitTask.State.RUNNING)
          + " running of "
          + go.inits().size()
          + " | goroutines "
          + go.goroutines().size()
          + ", torn "
          + go.tornCount()
          + ", partial "
          + go.goroutines().stream().filter(Goroutine::partial).count()
          + " | dump "
          + dump.size()
          + ": same "
          + compared.same()
          + ", moved "
          + compared.moved()
          + ", missing "
          + compared.onlyInDump()
          + ", wrong "
          + compared.wrong().size()
          + " | "
          + said
          + (alive ? "" : " | it ended");
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static long count(GoRuntime go, InitTask.State state) {
    return go.inits().stream().filter(task -> task.state() == state).count();
  }
}
