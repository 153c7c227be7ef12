package initscope.xray.testing;

import initscope.model.Frame;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.xray.InitInProgress;
import initscope.xray.XRay;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The experiment: every program of a folder (built by {@code src/test/go/hang/build}) in every way to hang, X-rayed on
/// this machine, and each answer compared with what the program does. Prints a table.
public final class Matrix {
  private static final List<String> WAYS =
      List.of(
          "dial",
          "read",
          "sysread",
          "mutex",
          "chan",
          "nilchan",
          "send",
          "select",
          "noselect",
          "cond",
          "waitgroup",
          "flock",
          "child",
          "sleep",
          "spin",
          "var");

  private Matrix() {}

  /// What goroutine 1 must be seen doing.
  static String expectedWait(String way, int minor) {
    return switch (way) {
      case "dial", "read" -> "IO wait";
      case "sysread", "flock", "child" -> "in syscall";
      case "mutex" -> minor < 20 ? "semacquire" : "sync.Mutex.Lock";
      case "chan", "var" -> "chan receive";
      case "nilchan" -> "chan receive (nil chan)";
      case "send" -> "chan send";
      case "select" -> "select";
      case "noselect" -> "select (no cases)";
      case "cond" -> "sync.Cond.Wait";
      case "waitgroup" -> minor < 24 ? "semacquire" : "sync.WaitGroup.Wait";
      case "sleep" -> "sleep";
      default -> "running";
    };
  }

  private static int expectedLine(String way) {
    return switch (way) {
      case "dial" -> 48;
      case "read" -> 56;
      case "sysread" -> 62;
      case "mutex" -> 68;
      case "chan" -> 71;
      case "nilchan" -> 75;
      case "send" -> 78;
      case "select" -> 82;
      case "noselect" -> 88;
      case "cond" -> 93;
      case "waitgroup" -> 99;
      case "flock" -> 108;
      case "child" -> 111;
      case "sleep" -> 113;
      case "var" -> 35;
      default -> 119;
    };
  }

  /// What is wrong with an answer; empty where nothing is.
  public static String wrong(GoRuntime runtime, String way) {
    return wrong(runtime, way, minor(runtime.binary().goVersion()));
  }

  /// The same of a program that need not say its release, which is then only told to wait.
  ///
  /// @param minor of its release
  public static String wrong(GoRuntime runtime, String way, int minor) {
    if (runtime.refusal().isPresent()) {
      return "refused " + runtime.refusal().get();
    }
    List<InitInProgress> chain = InitInProgress.of(runtime);
    if (chain.isEmpty()) {
      return "no init in progress";
    }
    InitInProgress init = chain.getFirst();
    String path = "example.com/hang/internal/hang";
    String wait = wait(runtime);
    String place = init.at().map(f -> file(f) + ":" + f.line().orElse(0)).orElse("");
    String function = init.function().orElse("");
    StringBuilder wrong = new StringBuilder();
    differs(wrong, "package", path, init.task().packagePath());
    // A spinning goroutine may be caught in the moment it is preempted.
    boolean preempted = way.equals("spin") && wait.equals("runnable");
    boolean unnamed = !runtime.binary().isReleaseKnown() && wait.equals("waiting");
    differs(wrong, "wait", preempted || unnamed ? wait : expectedWait(way, minor), wait);
    if (!way.equals("spin") || !function.isEmpty()) {
      differs(wrong, "function", path + (way.equals("var") ? ".init" : ".init.1"), function);
      // either line of the loop, wherever it was interrupted
      String seen = way.equals("spin") && place.equals("waits.go:118") ? "waits.go:119" : place;
      differs(wrong, "place", "waits.go:" + expectedLine(way), seen);
    }
    return wrong.toString();
  }

  private static int minor(String version) {
    String[] parts = version.split("[.-]", -1);
    return parts.length < 2 ? -1 : Integer.parseInt(parts[1]);
  }

  private static void differs(StringBuilder wrong, String what, String expected, String seen) {
    if (!expected.equals(seen)) {
      wrong.append(what + " is '" + seen + "', not '" + expected + "'; ");
    }
  }

  private static String file(Frame frame) {
    String file = frame.file().orElse("");
    return file.substring(file.lastIndexOf('/') + 1);
  }

  private static String wait(GoRuntime runtime) {
    Optional<Goroutine> first = runtime.goroutines().stream().filter(g -> g.id() == 1).findFirst();
    return first
        .map(g -> g.waitReason().orElse(g.status().equals("syscall") ? "in syscall" : g.status()))
        .orElse("no goroutine 1");
  }

  /// Starts a program so that it hangs, and gives it time to.
  public static Process start(Path program, String way) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.environment().clear();
    builder.environment().put("PATH", "/usr/bin:/bin");
    builder.environment().put("HANG", way);
    builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD);
    Process process = builder.start();
    Thread.sleep(way.equals("child") ? 700 : 400);
    return process;
  }

  /// Ends a program and what it started.
  public static void stop(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// Runs it.
  ///
  /// @param args folder of programs, then the ways to hang (all by default)
  public static void main(String[] args) throws Exception {
    List<String> ways = args.length > 1 ? List.of(args).subList(1, args.length) : WAYS;
    Map<String, Integer> right = new TreeMap<>();
    int runs = 0;
    int good = 0;
    try (Stream<Path> files = Files.list(Path.of(args[0]))) {
      for (Path program : files.filter(p -> p.toString().endsWith("-small")).sorted().toList()) {
        StringBuilder row = new StringBuilder();
        for (String way : ways) {
          String said = once(program, way);
          runs++;
          good += said.isEmpty() ? 1 : 0;
          right.merge(way, said.isEmpty() ? 1 : 0, Integer::sum);
          row.append(said.isEmpty() ? " ok" : " " + way + "[" + said + "]");
        }
        System.out.println(program.getFileName() + row.toString());
      }
    }
    System.out.println(good + " of " + runs + " right; " + right);
  }

  private static String once(Path program, String way) throws Exception {
    Process started = start(program, way);
    try (LocalProcess process = new LocalProcess(started.pid())) {
      XRay.Reading reading =
          XRay.measure(
              process.executable(), process.memory(), process.maps(), XRay.Options.DEFAULT);
      int minor = minor(String.valueOf(program.getFileName()));
      GoRuntime runtime = reading.runtime();
      if (!runtime.binary().isReleaseKnown()) {
        String fits = String.join(", ", runtime.problems().stream().map(p -> p.quote()).toList());
        System.err.println(program.getFileName() + " " + way + ": " + fits + " " + wait(runtime));
        return wrong(runtime, way, minor);
      }
      String wrong = wrong(runtime, way, minor);
      int batches = reading.executable().batches() + reading.process().batches();
      boolean own =
          reading.runtime().problems().stream().anyMatch(p -> p.id().equals("xray.layout.dwarf"));
      return batches > (own ? 25 : 23) ? wrong + batches + " batches" : wrong;
    } finally {
      stop(started);
    }
  }
}
