package initscope.tuning;

import initscope.model.Failure;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs scripts, timers and boots on hosts that are values. What a script does depends only on the host, its words and the faults, so
/// each such triple is run once by a real shell and remembered: thousands of schedules share their beginnings.
final class HostRuns implements AutoCloseable {
  /// What goes wrong within one run.
  ///
  /// @param mark of the guard at which it happens, 0 for none
  /// @param what {@code kill}, or {@code nest}: another verb runs right there
  /// @param failAt call that fails, 0 for none
  /// @param failOn names of calls that count: {@code sync}, {@code write}, {@code rename}, {@code remove}
  /// @param sticky whether all later calls fail too
  record Faults(int mark, String what, int failAt, String failOn, boolean sticky) {
    static final Faults NONE = new Faults(0, "none", 0, "none", false);

    static Faults kill(int mark) {
      return new Faults(mark, "kill", 0, "none", false);
    }
  }

  /// How a run ended.
  ///
  /// @param log what it did to the disk, see {@link Disk#follow}
  /// @param fired whether its fault happened
  record Outcome(Tree after, List<String> log, boolean fired, Reply reply) {}

  private record Key(Tree before, String what, Faults faults) {}

  private interface Work {
    Reply on(FakeHost host) throws IOException, Failure;
  }

  private static final class Worker {
    final FakeHost host;
    Tree there;

    Worker(FakeHost host, Tree there) {
      this.host = host;
      this.there = there;
    }
  }

  private final String guard;
  private final Map<Key, Outcome> known = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, String> pool = new ConcurrentHashMap<>();
  private final BlockingQueue<Worker> workers;
  private final AtomicInteger runs = new AtomicInteger();

  HostRuns(String guard, String shell, int threads) throws IOException {
    this.guard = guard;
    this.workers = new ArrayBlockingQueue<>(threads);
    for (int i = 0; i < threads; i++) {
      FakeHost host = new FakeHost(FakeHost.shell(shell));
      quick(host.root.resolve("bin"));
      Files.createDirectories(host.root.resolve("test"));
      workers.add(new Worker(host, Tree.read(host.root, pool)));
    }
  }

  /// A static program starts faster than one that is linked at run time.
  private static void quick(Path bin) throws IOException {
    Path busybox = Path.of("/bin/busybox");
    if (Files.isExecutable(busybox)) {
      for (String name : List.of("mv", "rm", "mkdir", "ln", "dd", "sha256sum", "cat")) {
        if (!Files.exists(bin.resolve(name))) {
          Files.createSymbolicLink(bin.resolve(name), busybox);
        }
      }
    }
  }

  String guard() {
    return guard;
  }

  /// Real runs so far.
  int runs() {
    return runs.get();
  }

  /// A host as {@link FakeHost} makes it, and then {@code setup}.
  Tree fresh(Setup setup) throws IOException, Failure {
    try (FakeHost host = new FakeHost(FakeHost.shell("/bin/sh"))) {
      setup.on(host);
      return Tree.read(host.root, pool);
    }
  }

  /// Looks at or changes a host by hand.
  interface Setup {
    void on(FakeHost host) throws IOException, Failure;
  }

  Outcome script(Tree before, HostScript script, Faults faults) throws Failure {
    List<String> words = new ArrayList<>(List.of(script.step()));
    words.addAll(script.arguments());
    words.remove(guard);
    return run(before, String.join("\0", words), faults, host -> host.login().run(script));
  }

  Outcome timers(Tree before, Faults faults) throws Failure {
    return run(
        before,
        "TIMERS",
        faults,
        host -> {
          host.fireTimers();
          return new Reply(0, "", "");
        });
  }

  Outcome reboot(Tree before, Faults faults) throws Failure {
    return run(
        before,
        "REBOOT",
        faults,
        host -> {
          host.reboot();
          return new Reply(0, "", "");
        });
  }

  private Outcome run(Tree before, String what, Faults faults, Work work) throws Failure {
    Key key = new Key(before, what, faults);
    Outcome seen = known.get(key);
    if (seen != null) {
      return seen;
    }
    try {
      Worker worker = workers.take();
      try {
        Outcome outcome = real(worker, before, faults, work);
        known.put(key, outcome);
        return outcome;
      } finally {
        workers.add(worker);
      }
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private Outcome real(Worker worker, Tree before, Faults faults, Work work)
      throws IOException, Failure {
    runs.incrementAndGet();
    Path root = worker.host.root;
    before.lay(root, worker.there);
    Path test = root.resolve("test");
    Files.deleteIfExists(test.resolve("log"));
    Files.deleteIfExists(test.resolve("fired"));
    Files.writeString(
        test.resolve("faults"),
        "MARK=%d; WHAT=%s; FAIL_AT=%d; FAIL_ON='%s'; FAIL_STICKY=%s\n"
            .formatted(
                faults.mark(),
                faults.what(),
                faults.failAt(),
                faults.failOn(),
                faults.sticky() ? "1" : ""));
    Files.deleteIfExists(root.resolve("run/initscope.holder"));
    Reply reply = work.on(worker.host);
    worker.there = Tree.read(root, pool);
    Path log = test.resolve("log");
    List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
    return new Outcome(
        worker.there,
        lines.stream().map(l -> l.replace(root + "/", "")).toList(),
        Files.exists(test.resolve("fired")),
        new Reply(reply.exit(), reply.out().replace(root.toString(), ""), reply.err()));
  }

  @Override
  public void close() throws IOException {
    for (Worker worker : workers) {
      worker.host.close();
    }
  }
}
