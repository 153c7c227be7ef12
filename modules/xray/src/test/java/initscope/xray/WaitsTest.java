package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoThread;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitObject;
import initscope.model.testing.GoToolchains;
import initscope.xray.memory.RecordingMemory;
import initscope.xray.testing.LocalProcess;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Programs whose goroutines wait for one thing each, built stripped with every Go toolchain found here and read live; skipped without Go.
class WaitsTest {
  private static final Path SERVICES = Path.of("../../testhost/services");

  /// Every toolchain, as executable and position independent.
  record Build(Path go, String mode) {
    Path make(Path sources, Path folder) throws IOException {
      Path program = folder.resolve("program");
      GoToolchains.run(
          go,
          sources,
          "build",
          "-buildvcs=false",
          "-trimpath",
          "-buildmode=" + mode,
          "-ldflags=-s -w",
          "-o",
          program.toString(),
          ".");
      return program;
    }
  }

  static List<Build> builds() {
    return GoToolchains.any().stream()
        .flatMap(go -> Stream.of("exe", "pie").map(mode -> new Build(go, mode)))
        .toList();
  }

  private interface Check {
    void of(GoRuntime runtime, LocalProcess process, long pid) throws Exception;
  }

  /// Runs a program until it has written a line, or for a moment, then reads it.
  private static void run(Path program, Map<String, String> environment, String line, Check check)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(program.toString());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Path said = program.resolveSibling("said");
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(said.toFile()));
    Process started = builder.start();
    try {
      for (int i = 0; i < 600 && started.isAlive(); i++) {
        if (!line.isEmpty() && Files.readString(said).contains(line)) {
          break;
        }
        Thread.sleep(line.isEmpty() ? 1500 : 50);
        if (line.isEmpty()) {
          break;
        }
      }
      Thread.sleep(300);
      try (LocalProcess process = new LocalProcess(started.pid())) {
        RecordingMemory exe = new RecordingMemory(process.executable());
        RecordingMemory mem = new RecordingMemory(process.memory());
        GoRuntime runtime = XRay.read(exe, mem, process.maps(), XRay.Options.DEFAULT);
        assertThat(runtime.refusal()).isEmpty();
        assertThat(runtime.problems()).isEmpty();
        assertThat(XRay.read(exe.recorded(), mem.recorded(), process.maps(), XRay.Options.DEFAULT))
            .isEqualTo(runtime);
        check.of(runtime, process, started.pid());
      }
    } finally {
      started.destroyForcibly().waitFor();
    }
  }

  private static List<WaitGraph.Wait> waits(GoRuntime runtime, String function) {
    return runtime.waits().of(goroutine(runtime, function).id());
  }

  /// The goroutine that runs a function.
  private static Goroutine goroutine(GoRuntime runtime, String function) {
    return runtime.goroutines().stream()
        .filter(g -> g.frames().stream().anyMatch(f -> f.function().equals(function)))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nobody runs " + function));
  }

  private static WaitObject only(GoRuntime runtime, String function, String operation) {
    List<WaitGraph.Wait> waits = waits(runtime, function);
    assertThat(waits).as(function).hasSize(1);
    assertThat(waits.getFirst().operation()).as(function).isEqualTo(operation);
    assertThat(waits.getFirst().evidence())
        .hasSize(waits.getFirst().object().address() == 0 ? 0 : 1);
    return waits.getFirst().object();
  }

  @ParameterizedTest
  @MethodSource("builds")
  void tellsWhatEachGoroutineWaitsFor(Build build, @TempDir Path folder) throws Exception {
    Path program = build.make(Path.of("src/test/go/waits"), folder);
    Map<String, String> environment = Map.of("GODEBUG", "asynctimerchan=0");
    run(
        program,
        environment,
        "ready",
        (runtime, process, pid) -> {
          channels(runtime);
          locks(runtime);
          holders(runtime);
          timers(runtime);
          descriptors(runtime, pid);
          threads(runtime, pid);
          labels(runtime);
        });
  }

  private static void channels(GoRuntime runtime) {
    assertThat(only(runtime, "main.wantNil", "send"))
        .isEqualTo(new WaitObject.Channel(0, 0, 0, false));
    assertThat(only(runtime, "main.buffered.func1", "send"))
        .isInstanceOfSatisfying(
            WaitObject.Channel.class,
            c -> {
              assertThat(c.queued()).isEqualTo(2);
              assertThat(c.capacity()).isEqualTo(2);
              assertThat(c.closed()).isFalse();
            });
    List<WaitGraph.Wait> cases = waits(runtime, "main.selects");
    assertThat(cases)
        .extracting(WaitGraph.Wait::operation)
        .containsExactlyInAnyOrder("receive", "receive", "send");
    assertThat(cases)
        .extracting(wait -> ((WaitObject.Channel) wait.object()).capacity())
        .containsExactlyInAnyOrder(0L, 4L, 0L);
    assertThat(only(runtime, "main.holdHidden", "receive"))
        .isEqualTo(only(runtime, "main.holdLock", "receive"));
  }

  private static void locks(GoRuntime runtime) {
    assertThat(only(runtime, "main.wantLock", "lock"))
        .isInstanceOfSatisfying(
            WaitObject.Mutex.class,
            m -> {
              assertThat(m.locked()).isTrue();
              assertThat(m.waiters()).isEqualTo(1);
            });
    assertThat(only(runtime, "main.wantWrite", "lock"))
        .isInstanceOfSatisfying(
            WaitObject.RwMutex.class, rw -> assertThat(rw.readers()).isEqualTo(1));
    assertThat(only(runtime, "main.wantRead", "rlock"))
        .isInstanceOfSatisfying(
            WaitObject.RwMutex.class,
            rw -> {
              assertThat(rw.readers()).isZero();
              assertThat(rw.writer()).isTrue();
            });
    assertThat(only(runtime, "main.wantOnce", "wait"))
        .isInstanceOfSatisfying(WaitObject.Once.class, o -> assertThat(o.done()).isFalse());
    assertThat(only(runtime, "main.group", "wait"))
        .isInstanceOfSatisfying(
            WaitObject.WaitGroup.class,
            g -> {
              assertThat(g.counter()).isEqualTo(3);
              assertThat(g.waiters()).isEqualTo(1);
            });
    assertThat(only(runtime, "main.condition", "wait"))
        .isEqualTo(only(runtime, "main.condition.func1", "wait"))
        .isInstanceOfSatisfying(WaitObject.Cond.class, c -> assertThat(c.waiting()).isEqualTo(2));
  }

  /// Who holds which lock, and nobody else: goroutines that had it before, that hold another, that lock it on another way.
  private static void holders(GoRuntime runtime) {
    List<String> held = new ArrayList<>();
    for (WaitGraph.Link link : runtime.waits().links()) {
      if (link.relation() == WaitGraph.Relation.HOLDS) {
        held.add(link.object().word() + " " + link.why());
      }
    }
    assertThat(held)
        .containsExactlyInAnyOrder(
            "mutex main.holdLock",
            "mutex main.holdHidden",
            "mutex main.pair.func1",
            "mutex main.deferred.func1",
            "rwmutex main.holdRead",
            "rwmutex main.holdWrite",
            "once sync.(*Once).doSlow");
    Set<Long> reach = new HashSet<>();
    for (WaitGraph.Link link : runtime.waits().links()) {
      if (link.waiter() == goroutine(runtime, "main.group").id()) {
        reach.add(link.other());
      }
    }
    assertThat(reach).containsExactly(goroutine(runtime, "main.group.func1").id());
  }

  private static void timers(GoRuntime runtime) throws IOException {
    long now = uptimeNanos();
    assertThat(only(runtime, "main.sleeps", "sleep"))
        .isInstanceOfSatisfying(
            WaitObject.Timer.class,
            t -> {
              assertThat(t.whenNanos() - now).isBetween(3000_000_000_000L, 3700_000_000_000L);
              assertThat(t.periodNanos()).isZero();
            });
    List<WaitGraph.Wait> ticks = waits(runtime, "main.ticks");
    boolean told = minor(runtime) >= 23; // a channel knows its timer since then
    assertThat(ticks).hasSize(told ? 2 : 1);
    if (told) {
      assertThat(((WaitObject.Timer) ticks.getLast().object()).periodNanos())
          .isEqualTo(3 * 3600_000_000_000L);
    }
  }

  private static int minor(GoRuntime runtime) {
    return Layouts.minor(runtime.binary().goVersion()).orElseThrow();
  }

  private static long uptimeNanos() throws IOException {
    String[] words = Files.readString(Path.of("/proc/uptime")).split(" ", -1);
    return (long) (Double.parseDouble(words[0]) * 1e9);
  }

  private static void descriptors(GoRuntime runtime, long pid) throws IOException {
    WaitObject.Descriptor pipe = (WaitObject.Descriptor) only(runtime, "main.reads", "read");
    assertThat(pipe.reads()).isTrue();
    assertThat(link(pid, pipe.fd().orElseThrow())).startsWith("pipe:");
    assertThat(pipe.deadlineNanos()).isPresent();
    WaitObject.Descriptor socket = (WaitObject.Descriptor) only(runtime, "main.accepts", "read");
    assertThat(link(pid, socket.fd().orElseThrow())).startsWith("socket:");
    assertThat(socket.deadlineNanos()).isEmpty();
  }

  private static String link(long pid, int fd) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc/" + pid + "/fd/" + fd)).toString();
  }

  private static void threads(GoRuntime runtime, long pid) {
    String[] tasks = Path.of("/proc/" + pid + "/task").toFile().list();
    assertThat(runtime.threads().stream().map(t -> Long.toString(t.tid().orElseThrow())))
        .containsExactlyInAnyOrder(tasks == null ? new String[0] : tasks);
    GoThread first = runtime.threads().getFirst();
    assertThat(first.id()).isZero();
    assertThat(first.lockedGoroutine()).hasValue(1);
    assertThat(runtime.processors()).hasSize(Runtime.getRuntime().availableProcessors());
    assertThat(runtime.processors()).extracting(p -> p.id()).startsWith(0);
  }

  private static void labels(GoRuntime runtime) {
    assertThat(goroutine(runtime, "main.labelled").labels())
        .isEqualTo(Map.of("job", "warm up", "shard", "7"));
    assertThat(goroutine(runtime, "main.labelledMany").labels())
        .hasSize(11)
        .containsEntry("k", "11");
    assertThat(goroutine(runtime, "main.sleeps").startedAt().map(Frame::function))
        .contains("main.sleeps");
  }

  @ParameterizedTest
  @MethodSource("builds")
  void tellsACircleOfTwoLocks(Build build, @TempDir Path folder) throws Exception {
    run(
        build.make(SERVICES.resolve("pricingd"), folder),
        Map.of(),
        "",
        (runtime, process, pid) -> {
          String owner = "shop.example/pricingd/internal/pricecache.";
          long prices = goroutine(runtime, owner + "loadPrices").id();
          long discounts = goroutine(runtime, owner + "loadDiscounts").id();
          assertThat(runtime.waits().cycles(WaitGraph.Relation.HOLDS))
              .containsExactly(List.of(Math.min(prices, discounts), Math.max(prices, discounts)));
          assertThat(others(runtime, 1)).containsExactlyInAnyOrder(prices, discounts);
        });
  }

  @ParameterizedTest
  @MethodSource("builds")
  void tellsACircleThroughAOnce(Build build, @TempDir Path folder) throws Exception {
    run(
        build.make(SERVICES.resolve("reportd"), folder),
        Map.of(),
        "",
        (runtime, process, pid) -> {
          assertThat(runtime.waits().cycles(WaitGraph.Relation.HOLDS)).isEmpty();
          List<List<Long>> cycles = runtime.waits().cycles(WaitGraph.Relation.REACHES);
          assertThat(cycles).isNotEmpty().allMatch(cycle -> cycle.getFirst() == 1);
          assertThat(others(runtime, 1)).hasSize(3);
        });
  }

  private static List<Long> others(GoRuntime runtime, long waiter) {
    return runtime.waits().links().stream()
        .filter(link -> link.waiter() == waiter)
        .map(WaitGraph.Link::other)
        .distinct()
        .toList();
  }

  /// A service that is well: what is told of each goroutine is what the process itself tells.
  @Test
  void tellsOfAQuietProcessWhatItTellsItself(@TempDir Path folder) throws Exception {
    Build build = new Build(GoToolchains.any().getFirst(), "exe");
    run(
        build.make(SERVICES.resolve("gatewayd"), folder),
        Map.of("GATEWAY_ADDR", "127.0.0.1:0", "GATEWAY_WORKERS", "400", "METRICS_FLUSH", "1h"),
        "ready",
        (runtime, process, pid) -> {
          new ProcessBuilder("kill", "-QUIT", Long.toString(pid)).start().waitFor();
          Thread.sleep(1500);
          List<String> own = own(Files.readString(folder.resolve("said")));
          List<String> seen = new ArrayList<>();
          for (Goroutine g : runtime.goroutines()) {
            seen.add(told(g));
          }
          assertThat(seen).hasSizeGreaterThan(400).containsExactlyInAnyOrderElementsOf(own);
          assertThat(runtime.waits().links()).hasSizeLessThan(1000);
        });
  }

  private static String told(Goroutine g) {
    StringBuilder text = new StringBuilder(g.id() + " " + g.waitReason().orElse(g.status()));
    for (Frame frame : g.frames()) {
      if (!frame.function().startsWith("runtime.")) {
        text.append(' ').append(frame.function()).append(':').append(frame.line().orElse(0));
      }
    }
    return text.toString();
  }

  /// The goroutines of a dump, without frames of the runtime.
  private static List<String> own(String dump) {
    List<String> own = new ArrayList<>();
    for (String block : dump.split("\n\n", -1)) {
      List<String> lines = Arrays.asList(block.split("\n"));
      if (!lines.getFirst().startsWith("goroutine ")
          || lines.getFirst().startsWith("goroutine 0 ")) {
        continue;
      }
      String head = lines.getFirst();
      int mode = head.indexOf('[');
      String reason = head.substring(mode + 1, head.indexOf(']')).split(",", -1)[0];
      StringBuilder text =
          new StringBuilder(head.substring("goroutine ".length()).split(" ", -1)[0] + " " + reason);
      for (int i = 1; i + 1 < lines.size(); i += 2) {
        String function = lines.get(i).replaceAll("\\(([^()]*(\\{[^{}]*\\})?[^()]*)*\\)$", "");
        if (lines.get(i).startsWith("created by ") || function.startsWith("runtime.")) {
          continue;
        }
        String place = lines.get(i + 1).trim().split(" ", -1)[0];
        text.append(' ').append(function).append(place.substring(place.lastIndexOf(':')));
      }
      own.add(text.toString());
    }
    return own;
  }
}
