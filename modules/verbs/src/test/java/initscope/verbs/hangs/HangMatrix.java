package initscope.verbs.hangs;

import initscope.collect.CollectOptions;
import initscope.collect.Target;
import initscope.model.Progress;
import initscope.model.testing.GoToolchains;
import initscope.remote.Session;
import initscope.verbs.Analysis;
import initscope.verbs.Analyze;
import initscope.verbs.Collect;
import initscope.verbs.testing.OwnHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;

/// Every way to hang, built with one toolchain, captured over SSH with and without the X-ray, and judged.
///
/// As a program: {@code HangMatrix [exe|pie]... [WAY]...} prints a table, one row for each toolchain of {@code INITSCOPE_TEST_GO} and
/// mode of build.
@SuppressWarnings("try") // nothing interrupts a test
final class HangMatrix implements AutoCloseable {
  private static final Path SOURCES = Path.of("src/test/go/hangs");

  private static final int AT_ONCE = 3;

  private final Path folder;
  private final OwnHost host;
  private final BlockingQueue<Session> sessions = new LinkedBlockingQueue<>();
  private final Surroundings surroundings;

  HangMatrix(Path folder) throws Exception {
    this.folder = folder;
    this.host = OwnHost.start(folder);
    for (int i = 0; i < AT_ONCE; i++) {
      sessions.add(host.connect());
    }
    this.surroundings = new Surroundings(folder);
  }

  /// What is wrong with each verdict, by the way it hangs; empty where nothing is.
  ///
  /// @param mode {@code exe} or {@code pie}
  /// @param only names of ways; where empty, all but those that take long to build
  Map<String, String> wrong(Path go, String mode, List<String> only) throws Exception {
    List<Hang> hangs =
        Hang.all(SOURCES).stream()
            .filter(h -> only.isEmpty() ? !h.large() : only.contains(h.name()))
            .toList();
    Path work = Files.createTempDirectory(folder, mode);
    Map<String, Path> programs = HangPrograms.build(go, mode, hangs, work);
    Map<String, String> wrong = new TreeMap<>();
    Map<String, Future<String>> waiting = new TreeMap<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
      for (Hang hang : hangs) {
        if (!hang.spins()) {
          waiting.put(hang.name(), pool.submit(() -> one(hang, programs.get(hang.name()), work)));
        }
      }
    }
    for (Map.Entry<String, Future<String>> one : waiting.entrySet()) {
      wrong.put(one.getKey(), one.getValue().get());
    }
    for (Hang hang : hangs) {
      if (hang.spins()) { // one after another, or they would take the CPU from each other
        wrong.put(hang.name(), one(hang, programs.get(hang.name()), work));
      }
    }
    return wrong;
  }

  private String one(Hang hang, Path program, Path work) throws Exception {
    Process process = surroundings.start(program);
    Session session = sessions.take();
    try {
      Surroundings.awaitHang(process, hang.spins());
      String name = hang.name();
      Analysis with = capture(session, process, CollectOptions.ATTACH, work.resolve(name + ".isz"));
      if (Judge.metAwake(hang, with)) {
        Path again = work.resolve(name + "-again.isz");
        with = capture(session, process, CollectOptions.ATTACH, again);
      }
      CollectOptions blind = CollectOptions.ATTACH.without("xray");
      Path without = work.resolve(name + "-blind.isz");
      String blindly = Judge.wrongWithoutXRay(hang, capture(session, process, blind, without));
      String seen = Judge.wrong(hang, with);
      return seen + (blindly.isEmpty() ? "" : " without xray: " + blindly);
    } finally {
      sessions.add(session);
      Surroundings.stop(process);
    }
  }

  private Analysis capture(Session session, Process process, CollectOptions how, Path file)
      throws Exception {
    Target target = new Target.Pid(process.pid());
    Collect.run(
        session,
        new Collect.Request(host.spec(), host.options(), target, how, file),
        Progress.NONE);
    return Analyze.run(List.of(file), Progress.NONE);
  }

  @Override
  public void close() throws Exception {
    surroundings.close();
    for (Session session : sessions) {
      session.close();
    }
    host.close();
  }

  /// See the class.
  public static void main(String[] args) throws Exception {
    List<String> words = List.of(args);
    List<String> modes =
        new ArrayList<>(words.stream().filter(List.of("exe", "pie")::contains).toList());
    List<String> ways = words.stream().filter(w -> !modes.contains(w)).toList();
    if (modes.isEmpty()) {
      modes.add("exe");
    }
    Path folder = Files.createTempDirectory("hangs");
    int right = 0;
    int all = 0;
    try (HangMatrix matrix = new HangMatrix(folder)) {
      for (Path go : GoToolchains.found()) {
        for (String mode : modes) {
          Map<String, String> wrong = matrix.wrong(go, mode, ways);
          long good = wrong.values().stream().filter(String::isEmpty).count();
          right += (int) good;
          all += wrong.size();
          System.out.println(go + " " + mode + ": " + good + " of " + wrong.size() + " right");
          wrong.forEach(
              (way, what) ->
                  System.out.print(what.isEmpty() ? "" : "  " + way + ": " + what + "\n"));
        }
      }
    }
    System.out.println(right + " of " + all + " right; captures are in " + folder);
  }
}
