package initscope.report;

import initscope.diagnosis.Diagnoser;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.Problem;
import initscope.model.finding.Diagnosis;
import initscope.model.go.GoBinary;
import initscope.model.go.GoProcessor;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoThread;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.InitTask.State;
import initscope.model.go.PackageImport;
import initscope.model.go.WaitGraph;
import initscope.model.go.WaitObject;
import initscope.model.host.HostFacts;
import initscope.model.host.InetSocket;
import initscope.model.host.OpenFile;
import initscope.model.host.ProcessFacts;
import initscope.model.host.SyscallState;
import initscope.model.host.ThreadState;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/// An incident in which every text a host can choose went through a function: as it is for the golden files, poisoned for the rest.
final class Sample {
  private static final String PACKAGE = "example.com/shop/internal/ledgerclient";

  private final UnaryOperator<String> host;

  private Sample(UnaryOperator<String> host) {
    this.host = host;
  }

  static Incident plain() {
    return new Sample(UnaryOperator.identity()).incident();
  }

  /// Every text with this in it.
  static Incident with(String poison) {
    return new Sample(text -> text + poison).incident();
  }

  static Diagnosis diagnosis(Incident incident) {
    return Diagnoser.diagnose(incident);
  }

  private String t(String text) {
    return host.apply(text);
  }

  private Incident incident() {
    EvidenceRef memory = EvidenceRef.at(t("raw/xray/memory.sparse"), 4096, t("g 1 waiting"));
    List<InitTask> inits = inits(memory);
    return new Incident(
        List.of(input()),
        coverage(),
        List.of(new ClockFit(t("realtime"), 1_700_000_000L, 2_000_000L)),
        facts(),
        Optional.of(process()),
        Optional.of(
            new UnitProperties(
                Map.of(
                    "Id",
                    t("shop.service"),
                    "Type",
                    "simple",
                    "ActiveState",
                    "active",
                    "SubState",
                    t("running"),
                    "MainPID",
                    "4711"))),
        threads(),
        Optional.of(go(inits)),
        goroutines(memory),
        inits,
        List.of(new OpenFile(5, "socket:[111733]"), new OpenFile(2, t("/var/log/shop.log"))),
        List.of(socket()),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        sources());
  }

  private InputFile input() {
    Problem problem = new Problem(t("maps.line.unreadable"), Problem.Effect.SKIPPED, 12, t("zz"));
    return new InputFile(
        t("incident.isz"), t("isz"), 123_456, Optional.of(t("go1.22.12")), List.of(problem));
  }

  private List<Coverage> coverage() {
    return List.of(
        new Coverage("proc.maps", Coverage.State.DONE, ""),
        new Coverage(t("proc.task.stack"), Coverage.State.REFUSED, t("Permission denied")),
        new Coverage(t("pstack"), Coverage.State.SKIPPED, t("needs --allow stop")));
  }

  private HostFacts facts() {
    return new HostFacts(
        Optional.of(t("web-3")),
        Optional.of(t("centos")),
        Optional.of(t("9")),
        Optional.of(t("CentOS Stream 9")),
        Optional.of(t("5.14.0-570.el9.x86_64")),
        Optional.of("x86_64"),
        Optional.of(t("0f4c2a5e-7d0b-4b83-9f7d-d7a1d3a7f1aa")),
        OptionalLong.of(93_784_000_000_000L),
        Optional.of(t("2")),
        Optional.of(t("enforcing")),
        Optional.of(t("ro quiet")),
        List.of(),
        List.of());
  }

  private ProcessFacts process() {
    return new ProcessFacts(
        4711,
        Optional.of(List.of(t("/opt/shop/bin/shop"))),
        Optional.of(t("/opt/shop/bin/shop")),
        false,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(93_657_000_000_000L),
        OptionalLong.of(93_784_000_000_000L),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private List<ThreadState> threads() {
    Map<String, EvidenceRef> evidence =
        Map.of(
            "sched",
                EvidenceRef.at(
                    t("raw/proc/task-sched"), 0, t("task/4711/sched:se.exec_start : 61.000000")),
            "syscall",
                EvidenceRef.at(t("raw/proc/task/4711/syscall"), 0, t("202 0x9f4518 0x80 0x0")),
            "stat", EvidenceRef.at(t("raw/proc/task/4711/stat"), 0, t("4711 (shop) S 1")));
    SyscallState futex = new SyscallState.In(202, List.of(0x9f4518L, 0x80L, 0L, 0L, 0L, 0L), 0, 0);
    List<ThreadState> threads = new ArrayList<>();
    threads.add(
        new ThreadState(
            4711,
            t("shop"),
            'S',
            Optional.of(t("futex_wait_queue")),
            Optional.of(futex),
            List.of(),
            List.of(),
            OptionalLong.of(0),
            OptionalLong.of(300_000_000L),
            OptionalLong.of(95_000_000_000L),
            evidence));
    threads.add(
        new ThreadState(
            4712,
            t("shop"),
            'S',
            Optional.of(t("do_epoll_wait")),
            Optional.of(new SyscallState.In(281, List.of(4L), 0, 0)),
            List.of(),
            List.of(Frame.of(t("runtime.netpoll")), Frame.of(t("runtime.findRunnable"))),
            OptionalLong.of(0),
            OptionalLong.of(300_000_000L),
            OptionalLong.empty(),
            evidence));
    return threads;
  }

  private GoRuntime go(List<InitTask> inits) {
    GoBinary binary =
        new GoBinary(
            t("go1.22.12"),
            Optional.of(t("example.com/shop")),
            Map.of("CGO_ENABLED", t("0")),
            false,
            true,
            false,
            false,
            Optional.of(t("c5d7Yx/1")),
            "amd64");
    return new GoRuntime(
        binary,
        inits,
        List.of(),
        3,
        waits(),
        List.of(
            new GoThread(
                0,
                OptionalLong.of(4711),
                OptionalLong.empty(),
                OptionalLong.of(1),
                OptionalInt.empty(),
                false,
                true,
                false,
                List.of())),
        List.of(
            new GoProcessor(
                0,
                t("idle"),
                OptionalLong.empty(),
                0,
                OptionalLong.of(90_000_000_000L),
                List.of())),
        List.of(
            new PackageImport(
                t("main"),
                PACKAGE,
                Optional.of(Frame.of(t("main.run"), t("/src/shop/main.go"), 31)),
                List.of(EvidenceRef.at("raw/xray/memory.sparse", 4096, "call at 0x47f012")))),
        0,
        Optional.empty(),
        List.of());
  }

  private WaitGraph waits() {
    WaitObject fd =
        new WaitObject.Descriptor(
            0x7f3a40001000L, OptionalInt.of(7), false, OptionalLong.of(900_000_000_000L));
    WaitObject mutex = new WaitObject.Mutex(0xc000012008L, true, false, 1);
    return new WaitGraph(
        List.of(
            new WaitGraph.Wait(1, fd, "write", List.of()),
            new WaitGraph.Wait(18, mutex, "lock", List.of())),
        List.of(
            new WaitGraph.Link(
                18, 1, mutex, WaitGraph.Relation.HOLDS, t("main.init.0"), List.of())));
  }

  private List<Goroutine> goroutines(EvidenceRef memory) {
    List<Frame> stack =
        List.of(
            Frame.of(t("runtime.gopark"), t("/usr/local/go/src/runtime/proc.go"), 402),
            Frame.of(
                "internal/poll.runtime_pollWait", t("/usr/local/go/src/runtime/netpoll.go"), 345),
            Frame.of("net.(*netFD).connect", t("/usr/local/go/src/net/fd_unix.go"), 141),
            Frame.of("net.(*Dialer).DialContext", t("/usr/local/go/src/net/dial.go"), 508),
            Frame.of(PACKAGE + ".connect", t("/src/shop/internal/ledgerclient/client.go"), 74),
            Frame.of(PACKAGE + ".init.0", t("/src/shop/internal/ledgerclient/client.go"), 68),
            Frame.of("runtime.doInit1", t("/usr/local/go/src/runtime/proc.go"), 7176),
            Frame.of("runtime.main", t("/usr/local/go/src/runtime/proc.go"), 253));
    Goroutine main =
        new Goroutine(
            1,
            "waiting",
            Optional.of("IO wait"),
            OptionalLong.of(95_000_000_000L),
            true,
            OptionalLong.of(4711),
            stack,
            Optional.empty(),
            OptionalLong.empty(),
            false,
            false,
            List.of(memory));
    Goroutine other =
        new Goroutine(
            18,
            t("waiting"),
            Optional.of(t("sleep")),
            OptionalLong.of(60_000_000_000L),
            false,
            OptionalLong.empty(),
            List.of(
                Frame.of(t("time.Sleep")),
                Frame.of(t("example.com/shop/internal/beat.init.0.func1"), t("/src/beat.go"), 9)),
            Optional.of(Frame.of(t("example.com/shop/internal/beat.init.0"))),
            OptionalLong.of(1),
            true,
            false,
            List.of(memory));
    return List.of(main, other);
  }

  private List<InitTask> inits(EvidenceRef memory) {
    return List.of(
        task(0, t("internal/bytealg"), State.DONE, OptionalLong.of(12_000), memory),
        task(1, PACKAGE, State.RUNNING, OptionalLong.empty(), memory),
        task(2, t("example.com/shop/internal/ledger"), State.WAITING, OptionalLong.empty(), memory),
        task(3, "main", State.WAITING, OptionalLong.empty(), memory));
  }

  private InitTask task(
      int order, String path, State state, OptionalLong wall, EvidenceRef memory) {
    return new InitTask(
        OptionalInt.of(order),
        path,
        state,
        List.of(t(path + ".init.0")),
        OptionalLong.empty(),
        wall,
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(memory));
  }

  private static InetSocket socket() {
    return new InetSocket(
        "tcp", "10.0.0.7", 41422, "192.0.2.10", 5432, "SYN-SENT", 1, 0, 1, 53, 5, 1000, 111_733);
  }

  private Map<String, EvidenceRef> sources() {
    return Map.of(
        "file:5", EvidenceRef.at(t("raw/proc/fd"), 40, t("5 socket:[111733]")),
        "socket:111733",
            EvidenceRef.at(t("raw/proc/net/tcp"), 300, t("4: 0700000A:A1CE 0A0200C0:1538 02")),
        "process.stat", EvidenceRef.at(t("raw/proc/stat"), 0, t("4711 (shop) S 1")),
        "unit:ActiveState", EvidenceRef.at(t("raw/unit/show"), 90, t("ActiveState=active")));
  }
}
