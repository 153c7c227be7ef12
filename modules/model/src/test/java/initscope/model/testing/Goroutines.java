package initscope.model.testing;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.PackageImport;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Relation;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.go.WaitObject;
import initscope.model.host.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Incidents like {@link OrdersdIncident} with other goroutines: a deadlock of package init, and a crowd with the repetition of a busy
/// server.
public final class Goroutines {
  private static final String APP = "shop.example/ordersd/internal/";
  private static final long MUTEX_A = 0xc00001a0c8L;
  private static final long MUTEX_B = 0xc00001a0d0L;
  private static final long JOBS = 0xc0000a4060L;
  private static final long SECOND = 1_000_000_000L;

  private Goroutines() {}

  /// Goroutine 1 and goroutine 18 each hold the mutex that the other waits for; 18 to 25 wait beside them.
  public static Incident deadlock() {
    List<Goroutine> all = new ArrayList<>();
    List<Wait> waits = new ArrayList<>();
    List<Link> links = new ArrayList<>();
    WaitObject a = new WaitObject.Mutex(MUTEX_A, true, true, 6);
    WaitObject b = new WaitObject.Mutex(MUTEX_B, true, false, 1);
    WaitObject jobs = new WaitObject.Channel(JOBS, 0, 0, false);
    all.add(one(1, "sync.Mutex.Lock", APP + "registry.init.0", APP + "registry.Load", 61));
    all.add(
        one(18, "sync.Mutex.Lock", APP + "registry.watch", APP + "registry.(*Store).Refresh", 60));
    lock(waits, links, 1, a, 18, APP + "registry.(*Store).Refresh");
    lock(waits, links, 18, b, 1, APP + "registry.Load");
    for (long id = 19; id <= 24; id++) {
      all.add(
          one(id, "sync.Mutex.Lock", APP + "registry.serve", APP + "registry.(*Store).Get", 59));
      lock(waits, links, id, a, 18, APP + "registry.(*Store).Refresh");
    }
    all.add(one(25, "chan receive", APP + "metrics.flushLoop", APP + "metrics.flushLoop", 12));
    waits.add(new Wait(25, jobs, "receive", List.of(at(25))));
    links.add(new Link(25, 19, jobs, Relation.REACHES, APP + "registry.serve", List.of(at(19))));
    return with(all, new WaitGraph(waits, links));
  }

  private static void lock(
      List<Wait> waits, List<Link> links, long waiter, WaitObject object, long holder, String why) {
    waits.add(new Wait(waiter, object, "lock", List.of(at(waiter))));
    links.add(new Link(waiter, holder, object, Relation.HOLDS, why, List.of(at(holder))));
  }

  /// So many goroutines: goroutine 1 waits for a WaitGroup, nine in ten stand in 40 pools of workers of one channel each, the rest in
  /// reads of connections of their own, with stacks of 6 to 20 frames.
  public static Incident crowd(int count) {
    List<Goroutine> all = new ArrayList<>(count);
    List<Wait> waits = new ArrayList<>(count);
    List<Link> links = new ArrayList<>();
    all.add(one(1, "sync.WaitGroup.Wait", APP + "warmup.init.0", APP + "warmup.fill", 61));
    WaitObject group = new WaitObject.WaitGroup(0xc000012080L, count - 1L, 1);
    waits.add(new Wait(1, group, "wait", List.of(at(1))));
    for (int i = 1; i < count; i++) {
      long id = 17L + i;
      boolean connection = i % 10 == 0;
      int pool = i % 40;
      all.add(connection ? reader(id, i) : worker(id, pool));
      if (i % 997 == 0) {
        links.add(
            new Link(1, id, group, Relation.REACHES, APP + "warmup.fill.func1", List.of(at(id))));
      }
      WaitObject object =
          connection
              ? new WaitObject.Descriptor(
                  0x7f0000000000L + i * 256L, OptionalInt.of(i), true, OptionalLong.empty())
              : new WaitObject.Channel(JOBS + pool * 4096L, 0, 16, false);
      waits.add(new Wait(id, object, connection ? "read" : "receive", List.of(at(id))));
    }
    return with(all, new WaitGraph(waits, links));
  }

  private static Goroutine worker(long id, int pool) {
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.of("runtime.gopark", "runtime/proc.go", 402));
    frames.add(Frame.of("runtime.chanrecv", "runtime/chan.go", 583));
    for (int depth = 0; depth < 4 + pool % 12; depth++) {
      frames.add(
          Frame.of(APP + "pool" + pool + ".(*Worker).step" + depth, "/src/pool.go", 20 + depth));
    }
    return made(id, "chan receive", frames, APP + "pool" + pool + ".Start", id % 7 * SECOND);
  }

  private static Goroutine reader(long id, int index) {
    List<Frame> frames = new ArrayList<>();
    for (String function :
        List.of(
            "runtime.gopark",
            "internal/poll.runtime_pollWait",
            "internal/poll.(*FD).Read",
            "net.(*netFD).Read",
            "net.(*conn).Read",
            "net/http.(*connReader).Read",
            "bufio.(*Reader).fill")) {
      frames.add(Frame.of(function, "/usr/lib/go/src/x.go", 84));
    }
    frames.add(Frame.of(APP + "api.(*Server).serve", "/src/api.go", 100 + index % 3));
    return made(id, "IO wait", frames, "net/http.(*Server).Serve", -1);
  }

  private static Goroutine one(long id, String reason, String start, String at, int seconds) {
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.of("runtime.gopark", "runtime/proc.go", 402));
    frames.add(Frame.of(id < 25 ? "sync.(*Mutex).Lock" : "runtime.chanrecv", "sync/mutex.go", 90));
    frames.add(
        Frame.of(at, "/src/ordersd/internal/registry/store.go", 40 + (int) Math.min(id, 19)));
    if (!start.equals(at)) {
      frames.add(Frame.of(start, "/src/ordersd/internal/registry/registry.go", 22));
    }
    if (id == 1) {
      frames.add(Frame.of("runtime.doInit1", "runtime/proc.go", 7177));
      frames.add(Frame.of("runtime.main", "runtime/proc.go", 254));
    }
    return made(id, reason, frames, id == 1 ? "" : APP + "registry.init.0", seconds * SECOND);
  }

  private static Goroutine made(
      long id, String reason, List<Frame> frames, String creator, long waitNanos) {
    return new Goroutine(
        id,
        "waiting",
        Optional.of(reason),
        waitNanos < 0 ? OptionalLong.empty() : OptionalLong.of(waitNanos),
        id == 1,
        id == 1 ? OptionalLong.of(4711) : OptionalLong.empty(),
        frames,
        creator.isEmpty() ? Optional.empty() : Optional.of(Frame.of(creator, "/src/start.go", 31)),
        creator.isEmpty() ? OptionalLong.empty() : OptionalLong.of(1),
        id == 24,
        id == 23,
        Optional.empty(),
        id == 18 ? Map.of("request", "reload") : Map.of(),
        List.of(at(id)));
  }

  private static EvidenceRef at(long id) {
    return EvidenceRef.at(
        "raw/xray/memory.sparse",
        4096 + id % 64 * 64,
        "g 0x" + Long.toHexString(0xc000006000L + id) + ", goid " + id);
  }

  /// The package whose init runs, with how it came into the program: {@code main} uses {@code app}, which has nothing to initialise.
  public static Incident imported() {
    String last = APP + "ledgerclient";
    Frame run = Frame.of(APP + "app.Run", "/src/ordersd/internal/app/app.go", 17);
    Frame main = Frame.of("main.main", "/src/ordersd/main.go", 9);
    return with(
        OrdersdIncident.incident().goroutines(),
        WaitGraph.EMPTY,
        List.of(
            new PackageImport("main", APP + "app", Optional.of(main), List.of(at(1))),
            new PackageImport(APP + "app", last, Optional.of(run), List.of(at(2)))));
  }

  /// The incident with other goroutines.
  public static Incident with(List<Goroutine> goroutines, WaitGraph waits) {
    return with(goroutines, waits, List.of());
  }

  private static Incident with(
      List<Goroutine> goroutines, WaitGraph waits, List<PackageImport> imports) {
    Incident base = OrdersdIncident.incident();
    GoRuntime go = base.go().orElseThrow();
    return new Incident(
        base.inputs(),
        base.coverage(),
        base.clocks(),
        base.host(),
        base.process(),
        base.unit(),
        base.threads(),
        Optional.of(
            new GoRuntime(
                go.binary(),
                go.inits(),
                goroutines,
                goroutines.size(),
                waits,
                List.of(),
                List.of(),
                imports,
                go.tornCount(),
                go.refusal(),
                go.problems())),
        goroutines,
        base.inits(),
        base.files(),
        base.sockets(),
        base.unixSockets(),
        base.locks(),
        base.mounts(),
        maps(),
        base.journal(),
        base.sources());
  }

  /// The mappings of a small Go 1.22 program with cgo.
  public static List<Mapping> maps() {
    String exe = "/usr/local/bin/ordersd";
    return List.of(
        map(0x400000, 0x66c000, "r-xp", exe),
        map(0x66c000, 0x8f0000, "r--p", exe),
        map(0x8f0000, 0x912000, "rw-p", exe),
        map(0x912000, 0x96b000, "rw-p", ""),
        map(0x1c2a000, 0x1c4b000, "rw-p", "[heap]"),
        map(0xc000000000L, 0xc000400000L, "rw-p", ""),
        map(0xc000400000L, 0xc004000000L, "---p", ""),
        map(0x7f2c30000000L, 0x7f2c30021000L, "rw-p", ""),
        map(0x7f2c30021000L, 0x7f2c34000000L, "---p", ""),
        map(0x7f2c5b000000L, 0x7f2c5b028000L, "r--p", "/usr/lib64/libc.so.6"),
        map(0x7f2c5b028000L, 0x7f2c5b19d000L, "r-xp", "/usr/lib64/libc.so.6"),
        map(0x7f2c5b19d000L, 0x7f2c5b1a5000L, "rw-p", "/usr/lib64/libc.so.6"),
        map(0x7f2c5c600000L, 0x7f2c5c700000L, "rw-p", ""),
        map(0x7ffd1a000000L, 0x7ffd1a021000L, "rw-p", "[stack]"),
        map(0x7ffd1a1f0000L, 0x7ffd1a1f4000L, "r--p", "[vvar]"),
        map(0x7ffd1a1f4000L, 0x7ffd1a1f6000L, "r-xp", "[vdso]"),
        map(0xffffffffff600000L, 0xffffffffff601000L, "--xp", "[vsyscall]"));
  }

  private static Mapping map(long start, long end, String permissions, String path) {
    return new Mapping(
        start, end, permissions, 0, "fd:00", path.startsWith("/") ? 7 : 0, path, false);
  }
}
