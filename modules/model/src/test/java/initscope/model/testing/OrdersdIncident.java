package initscope.model.testing;

import initscope.model.Bytes;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.InputFile;
import initscope.model.Line;
import initscope.model.RawEntry;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.host.HostFacts;
import initscope.model.host.InetSocket;
import initscope.model.host.JournalEntry;
import initscope.model.host.KernelFrame;
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
import java.util.stream.Stream;

/// A hand-built incident for rooms that only look at incidents: a ledger client dials from init without a deadline. Its raw entries are
/// made of the same values, so that every place it names can be opened. What the program concludes is tested on real captures.
public final class OrdersdIncident {
  private static final long SECOND = 1_000_000_000L;
  private static final long START = 4_211 * SECOND + 370_000_000L;
  private static final long SEEN = START + 65 * SECOND + 120_000_000L;
  private static final String LEDGER = "shop.example/ordersd/internal/ledgerclient";
  private static final String STACK =
      """
      goroutine 1 [IO wait, locked to thread]:
      internal/poll.runtime_pollWait(0x7f2c5c6f1e60, 0x77)
      """;

  private static final String TCP =
      """
        sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
         0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 31007 1 0000000000000000
         1: 0A00020F:A3C6 0A0200C0:1538 02 00000001:00000000 01:00000C81 00000006   998        0 41873 2 0000000000000000
      """;

  private static final String FD =
      """
      0 /dev/null
      1 socket:[41702]
      2 socket:[41702]
      3 socket:[41873]
      4 anon_inode:[eventpoll]
      """;

  private OrdersdIncident() {}

  /// The incident.
  public static Incident incident() {
    return new Incident(
        List.of(new InputFile("ordersd.isz", "isz", 412_330, Optional.of("go1.22.12"), List.of())),
        coverage(),
        List.of(new ClockFit("realtime", 1_764_000_000L * SECOND, 2_000_000)),
        new HostFacts(
            Optional.of("orders-7"),
            Optional.of("centos"),
            Optional.of("9"),
            Optional.of("CentOS Stream 9"),
            Optional.of("5.14.0-503.el9.x86_64"),
            Optional.of("x86_64"),
            Optional.of("6f0c9d1a-7a61-4c44-9d7c-1f2c55b0a1ee"),
            OptionalLong.of(SEEN - 300_000_000L),
            Optional.of("2"),
            Optional.of("enforcing"),
            Optional.empty(),
            List.of(),
            List.of()),
        Optional.of(process()),
        Optional.of(unit()),
        threads(),
        Optional.of(runtime()),
        goroutines(),
        inits(),
        List.of(
            new OpenFile(0, "/dev/null"),
            new OpenFile(3, "socket:[41873]"),
            new OpenFile(4, "anon_inode:[eventpoll]")),
        List.of(
            new InetSocket(
                "tcp",
                "10.0.2.15",
                41926,
                "192.0.2.10",
                5432,
                "SYN-SENT",
                1,
                0,
                1,
                3201,
                6,
                998,
                41873)),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        journal(),
        Map.of(
            "unit.show", EvidenceRef.whole("raw/unit/show", "ActiveState=activating"),
            "journal", EvidenceRef.whole("raw/unit/journal", "")));
  }

  private static List<Coverage> coverage() {
    List<Coverage> steps = new ArrayList<>();
    for (String done :
        List.of(
            "host.os-release",
            "host.uname",
            "proc.status",
            "proc.stat",
            "proc.maps",
            "proc.fd",
            "proc.net",
            "proc.task.stat",
            "proc.task.wchan",
            "unit.show",
            "unit.journal",
            "xray")) {
      steps.add(new Coverage(done, Coverage.State.DONE, ""));
    }
    steps.add(
        new Coverage(
            "proc.task.stack",
            Coverage.State.REFUSED,
            "Operation not permitted: kernel stacks need root"));
    steps.add(new Coverage("host.locks", Coverage.State.EMPTY, "no file is locked"));
    steps.add(
        new Coverage("pstack", Coverage.State.SKIPPED, "stops the process; needs --allow stop"));
    return List.copyOf(steps);
  }

  private static ProcessFacts process() {
    return new ProcessFacts(
        4711,
        Optional.of(List.of("/usr/local/bin/ordersd")),
        Optional.of("/usr/local/bin/ordersd"),
        false,
        Optional.empty(),
        Optional.empty(),
        OptionalLong.of(START),
        OptionalLong.of(SEEN),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty());
  }

  private static UnitProperties unit() {
    return new UnitProperties(
        Map.of(
            "Id", "ordersd.service",
            "ActiveState", "activating",
            "SubState", "start",
            "Type", "notify",
            "InactiveExitTimestampMonotonic", Long.toString((START - 14_000_000L) / 1000),
            "ExecMainStartTimestampMonotonic", Long.toString((START - 3_000_000L) / 1000)));
  }

  private static List<ThreadState> threads() {
    List<ThreadState> threads = new ArrayList<>();
    String[] wchans = {
      "do_epoll_wait",
      "futex_wait_queue",
      "futex_wait_queue",
      "futex_wait_queue",
      "hrtimer_nanosleep"
    };
    for (int i = 0; i < wchans.length; i++) {
      long tid = 4711 + i + (i > 0 ? 1 : 0);
      EvidenceRef stat = EvidenceRef.whole("raw/proc/task/" + tid + "/stat", tid + " (ordersd)");
      threads.add(
          new ThreadState(
              tid,
              "ordersd",
              'S',
              Optional.of(wchans[i]),
              Optional.of(
                  new SyscallState.In(i == 0 ? 281 : 202, List.of(4L, 0L, 128L, 0L, 0L, 0L), 0, 0)),
              i == 0
                  ? List.of(
                      new KernelFrame("do_epoll_wait", 0x60, 0x90, ""),
                      new KernelFrame("do_syscall_64", 0x5c, 0x90, ""))
                  : List.of(),
              List.of(),
              OptionalLong.of(0),
              OptionalLong.of(SECOND / 4),
              OptionalLong.empty(),
              Map.of("stat", stat)));
    }
    return List.copyOf(threads);
  }

  private static GoRuntime runtime() {
    return new GoRuntime(
        new GoBinary(
            "go1.22.12",
            Optional.of("shop.example/ordersd"),
            Map.of("CGO_ENABLED", "0", "-ldflags", "-s -w"),
            false,
            true,
            false,
            false,
            Optional.empty(),
            "amd64"),
        inits(),
        goroutines(),
        7,
        0,
        Optional.empty(),
        List.of());
  }

  /// Goroutine 1 in the dial, and the runtime's own.
  private static List<Goroutine> goroutines() {
    List<Goroutine> all = new ArrayList<>();
    all.add(
        goroutine(
            1,
            "waiting",
            "IO wait",
            frame("runtime.gopark", "runtime/proc.go", 402),
            frame("internal/poll.runtime_pollWait", "runtime/netpoll.go", 345),
            frame("internal/poll.(*pollDesc).wait", "internal/poll/fd_poll_runtime.go", 84),
            frame("internal/poll.(*FD).WaitWrite", "internal/poll/fd_unix.go", 681),
            frame("net.(*netFD).connect", "net/fd_unix.go", 142),
            frame("net.(*netFD).dial", "net/sock_posix.go", 142),
            frame("net.socket", "net/sock_posix.go", 70),
            frame("net.internetSocket", "net/ipsock_posix.go", 154),
            frame("net.(*sysDialer).doDialTCPProto", "net/tcpsock_posix.go", 85),
            frame("net.(*sysDialer).dialSingle", "net/dial.go", 651),
            frame("net.(*sysDialer).dialSerial", "net/dial.go", 616),
            frame("net.(*Dialer).DialContext", "net/dial.go", 497),
            frame("net.(*Dialer).Dial", "net/dial.go", 398),
            frame("net.Dial", "net/dial.go", 341),
            frame(LEDGER + ".mustConnect", "/src/ordersd/internal/ledgerclient/client.go", 27),
            frame(LEDGER + ".init.0", "/src/ordersd/internal/ledgerclient/client.go", 22),
            frame("runtime.doInit1", "runtime/proc.go", 7177),
            frame("runtime.doInit", "runtime/proc.go", 7144),
            frame("runtime.main", "runtime/proc.go", 254)));
    String[] housekeeping = {
      "runtime.forcegchelper", "runtime.bgsweep", "runtime.bgscavenge", "runtime.runfinq"
    };
    String[] reasons = {"force gc (idle)", "GC sweep wait", "GC scavenge wait", "finalizer wait"};
    for (int i = 0; i < housekeeping.length; i++) {
      all.add(
          goroutine(
              i + 2,
              "waiting",
              reasons[i],
              frame("runtime.gopark", "runtime/proc.go", 402),
              frame(housekeeping[i], "runtime/mgc.go", 314)));
    }
    for (int i = 0; i < 2; i++) {
      all.add(
          goroutine(
              18 + i,
              "waiting",
              "chan receive",
              frame("runtime.gopark", "runtime/proc.go", 402),
              frame("runtime.chanrecv", "runtime/chan.go", 583),
              frame(
                  "shop.example/ordersd/internal/metrics.flushLoop",
                  "/src/ordersd/internal/metrics/metrics.go",
                  24)));
    }
    return List.copyOf(all);
  }

  private static Frame frame(String function, String file, int line) {
    return Frame.of(function, file, line);
  }

  private static Goroutine goroutine(long id, String status, String reason, Frame... frames) {
    return new Goroutine(
        id,
        status,
        Optional.of(reason),
        OptionalLong.empty(),
        id == 1,
        id == 1 ? OptionalLong.of(4711) : OptionalLong.empty(),
        List.of(frames),
        id > 17
            ? Optional.of(Frame.of("shop.example/ordersd/internal/metrics.init.0"))
            : Optional.empty(),
        id > 17 ? OptionalLong.of(1) : OptionalLong.empty(),
        false,
        false,
        List.of(EvidenceRef.at("raw/xray/memory.sparse", 4096 + id * 64, "goroutine " + id)));
  }

  private static List<InitTask> inits() {
    List<String> names =
        Stream.of(
                "internal/cpu",
                "runtime",
                "errors",
                "internal/oserror",
                "syscall",
                "time",
                "internal/poll",
                "io/fs",
                "internal/testlog",
                "os",
                "context",
                "internal/godebug",
                "math/rand",
                "net/netip",
                "net",
                "log",
                "os/signal",
                "shop.example/ordersd/internal/settings",
                "shop.example/ordersd/internal/metrics",
                LEDGER,
                "shop.example/ordersd/internal/repository",
                "shop.example/ordersd/internal/orders",
                "shop.example/ordersd/internal/sdnotify",
                "main")
            .toList();
    List<InitTask> tasks = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      InitTask.State state =
          i < 19 ? InitTask.State.DONE : i == 19 ? InitTask.State.RUNNING : InitTask.State.WAITING;
      tasks.add(
          new InitTask(
              OptionalInt.of(i),
              names.get(i),
              state,
              List.of(names.get(i) + (i < 17 ? ".init" : ".init.0")),
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalLong.empty(),
              OptionalLong.empty(),
              List.of(
                  EvidenceRef.at(
                      "raw/xray/memory.sparse", 1024 + i * 24L, "state " + state.word()))));
    }
    return List.copyOf(tasks);
  }

  /// The same inits with the times that inittrace would give.
  public static List<InitTask> timedInits() {
    List<InitTask> tasks = new ArrayList<>();
    long at = 120_000;
    for (InitTask task : inits()) {
      boolean done = task.state() == InitTask.State.DONE;
      long wall = 10_000L + tasks.size() * 37_000L % 900_000L;
      tasks.add(
          new InitTask(
              task.order(),
              task.packagePath(),
              task.state(),
              task.functions(),
              done ? OptionalLong.of(at) : OptionalLong.empty(),
              done ? OptionalLong.of(wall) : OptionalLong.empty(),
              done ? OptionalLong.of(wall / 10) : OptionalLong.empty(),
              done ? OptionalLong.of(wall / 500) : OptionalLong.empty(),
              task.evidence()));
      at += wall + 5_000;
    }
    return List.copyOf(tasks);
  }

  private static List<JournalEntry> journal() {
    return List.of(
        line(START - 12_000_000L, "systemd", "Starting ordersd.service - Order book...", 0),
        line(START + 9_000_000L, "ordersd", "ledger 192.0.2.10:5432: attempt 1", 300));
  }

  private static JournalEntry line(long at, String who, String message, long offset) {
    return new JournalEntry(
        Map.of(
            "__MONOTONIC_TIMESTAMP",
            Long.toString(at / 1000),
            "SYSLOG_IDENTIFIER",
            who,
            "MESSAGE",
            message),
        offset);
  }

  /// What the rules would say.
  public static Diagnosis diagnosis() {
    EvidenceRef stack = at("raw/dump", STACK, "goroutine 1 [");
    EvidenceRef fd = at("raw/proc/fd", FD, "3 socket");
    EvidenceRef tcp = at("raw/proc/net/tcp", TCP, "   1: ");
    Finding verdict =
        new Finding(
            "init.blocked.dial",
            Confidence.CERTAIN,
            Sentence.of(
                "Package {0} waits in its init for a TCP connection to {1}.",
                LEDGER, "192.0.2.10:5432"),
            new Subject(
                Optional.of(LEDGER),
                Optional.of(LEDGER + ".init.0"),
                Optional.of("/src/ordersd/internal/ledgerclient/client.go"),
                OptionalInt.of(27),
                Optional.of("IO wait"),
                OptionalLong.of(65 * SECOND),
                OptionalLong.of(1),
                OptionalLong.of(4711)),
            List.of(
                new Because(
                    Sentence.of(
                        "Goroutine 1 is inside {0} and waits: {1}.", LEDGER + ".init.0", "IO wait"),
                    stack),
                new Because(
                    Sentence.of("It waits for file descriptor {0}, socket {1}.", "3", "41873"), fd),
                new Because(
                    Sentence.of(
                        "That socket is in state {0} towards {1}; {2} SYN were sent without an"
                            + " answer.",
                        "SYN-SENT", "192.0.2.10:5432", "6"),
                    tcp)),
            List.of(stack, fd, tcp),
            Optional.of(
                Sentence.of(
                    "Check whether {0} is reachable from this host (route, firewall); give the dial"
                        + " a deadline.",
                    "192.0.2.10:5432")));
    Finding other =
        new Finding(
            "unit.notify.waits",
            Confidence.LIKELY,
            Sentence.of("systemd still waits for READY=1 of {0}.", "ordersd.service"),
            Subject.NONE,
            List.of(
                new Because(
                    Sentence.of("The unit is {0}.", "activating"),
                    EvidenceRef.whole("raw/unit/show", "ActiveState=activating"))),
            List.of(EvidenceRef.whole("raw/unit/show", "ActiveState=activating")),
            Optional.empty());
    return new Diagnosis(verdict, List.of(verdict, other));
  }

  private static EvidenceRef at(String entry, String text, String prefix) {
    for (Line line : Bytes.of(text).lines()) {
      if (line.text().startsWith(prefix)) {
        return EvidenceRef.at(entry, line);
      }
    }
    throw new IllegalArgumentException(prefix);
  }

  /// Raw entries that the evidence points into.
  public static List<RawEntry> entries() {
    byte[] memory = new byte[16_384];
    for (int i = 0; i < memory.length; i++) {
      memory[i] = (byte) (i * 31 ^ i >> 5);
    }
    return List.of(
        entry("dump", "xray", Bytes.of(STACK)),
        entry("proc/fd", "proc.fd", Bytes.of(FD)),
        entry("proc/net/tcp", "proc.net", Bytes.of(TCP)),
        entry(
            "unit/show",
            "unit.show",
            Bytes.of("Id=ordersd.service\nActiveState=activating\nSubState=start\n")),
        entry(
            "unit/journal",
            "unit.journal",
            Bytes.of("MESSAGE=Starting ordersd.service - Order book...\n\n")),
        entry("xray/memory.sparse", "xray", Bytes.of(memory)));
  }

  private static RawEntry entry(String name, String step, Bytes bytes) {
    return new RawEntry(
        name,
        step,
        List.of(),
        OptionalInt.empty(),
        SEEN,
        SEEN + 1_000_000,
        false,
        name.startsWith("unit/journal") ? RawEntry.Sensitivity.SECRET : RawEntry.Sensitivity.NAMES,
        bytes);
  }
}
