package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.host.InetSocket;
import initscope.model.host.OpenFile;
import initscope.model.host.ProcessFacts.Child;
import initscope.model.host.SyscallState;
import initscope.model.host.UnixSocket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/// From what is waited for to the very thing: descriptor, socket, peer, lock holder, child. Adds the links it finds.
final class Details {
  /// idtype of waitid(2).
  private static final int P_PID = 1;

  private Details() {}

  static Detail of(Scene scene, InitAt at, Chain chain) {
    Incident incident = scene.incident();
    return switch (at.kind()) {
      case DIAL -> dial(scene, at, chain);
      case DNS -> dns(scene, at, chain);
      case ACCEPT -> accept(scene, at, chain);
      case READ -> transfer(scene, at, chain, s -> s.state().equals("ESTAB"));
      case WRITE -> transfer(scene, at, chain, s -> s.sendQueueBytes() > 0);
      case FILE_LOCK -> FileLocks.of(incident, at, chain);
      case CHILD -> child(incident, at.syscallName(), arguments(at), chain);
      case OPEN -> open(at);
      case FILES -> FileWork.of(scene, at, chain);
      case CGO -> cgo(at);
      case BUSY -> busy(at);
      case ONCE, LOCK, WAIT_GROUP, COND, SELECT, CHANNEL -> Goroutines.detail(scene, at, chain);
      case SLEEP -> sleep(scene, at);
      case CRASHED, ENTROPY, FUTEX, OTHER -> Detail.PLAIN;
    };
  }

  private static Detail sleep(Scene scene, InitAt at) {
    OptionalLong left =
        at.goroutine().map(g -> Waited.sleepsFor(scene, g)).orElse(OptionalLong.empty());
    return left.isPresent() ? Detail.of("until", Long.toString(left.getAsLong())) : Detail.PLAIN;
  }

  private static Detail dial(Scene scene, InitAt at, Chain chain) {
    Incident incident = scene.incident();
    Optional<OpenFile> fd = watched(scene, at);
    List<Sockets.Held> dialling = watchedOf(Sockets.connecting(incident), fd);
    dialling.stream().limit(4).forEach(h -> Sockets.link(incident, h, chain));
    Ways.link(incident, dialling, chain);
    if (!dialling.isEmpty()) {
      return peers(scene, at, fd, dialling);
    }
    return connectingUnix(incident, chain).map(p -> Detail.of("unix", p)).orElse(Detail.PLAIN);
  }

  private static Optional<String> connectingUnix(Incident incident, Chain chain) {
    for (OpenFile file : incident.files()) {
      Optional<UnixSocket> socket =
          Sockets.unix(incident, file).filter(s -> s.state().equals("CONNECTING"));
      if (socket.isPresent()) {
        Sockets.link(incident, file, chain);
        return socket.map(UnixSocket::path);
      }
    }
    return Optional.empty();
  }

  private static Detail dns(Scene scene, InitAt at, Chain chain) {
    Incident incident = scene.incident();
    Optional<OpenFile> fd = watched(scene, at);
    List<Sockets.Held> asking = watchedOf(Sockets.of(incident, s -> s.remotePort() == 53), fd);
    asking.stream().limit(4).forEach(h -> Sockets.link(incident, h, chain));
    Ways.link(incident, asking, chain);
    return asking.isEmpty() ? Detail.PLAIN : peers(scene, at, fd, asking);
  }

  private static Detail accept(Scene scene, InitAt at, Chain chain) {
    Incident incident = scene.incident();
    Optional<OpenFile> fd = watched(scene, at);
    List<Sockets.Held> listening =
        Sockets.of(incident, s -> s.state().equals("LISTEN")).stream()
            .filter(h -> fd.isEmpty() || h.file().equals(fd.get()))
            .toList();
    listening.stream().limit(4).forEach(h -> Sockets.link(incident, h, chain));
    return listening.size() == 1 ? Detail.of(listening.getFirst().socket().local()) : Detail.PLAIN;
  }

  /// Reading and writing. In a system call the descriptor is its first argument, and the X-ray reads it of a goroutine parked on the
  /// poller; without either, what it can be is told: the only fitting socket, or the only pipe.
  private static Detail transfer(Scene scene, InitAt at, Chain chain, Predicate<InetSocket> fits) {
    Incident incident = scene.incident();
    Optional<OpenFile> fd = watched(scene, at);
    if (fd.isPresent()) {
      return file(incident, fd.get(), chain);
    }
    if (at.inSyscall()) {
      return Detail.PLAIN;
    }
    boolean onNetwork = Stacks.hasAny(at.frames(), List.of("net.", "net/http."));
    boolean onFile = Stacks.hasAny(at.frames(), List.of("os.(*File)."));
    List<Sockets.Held> sockets = onFile && !onNetwork ? List.of() : Sockets.of(incident, fits);
    sockets.stream().limit(4).forEach(h -> Sockets.link(incident, h, chain));
    if (!sockets.isEmpty()) {
      return peers(scene, at, fd, sockets);
    }
    List<OpenFile> pipes =
        incident.files().stream()
            .filter(f -> f.fd() > 2 && f.target().startsWith("pipe:["))
            .toList();
    return !onNetwork && pipes.size() == 1 ? file(incident, pipes.getFirst(), chain) : Detail.PLAIN;
  }

  /// The one that is watched, where that is known and among them; it may have been opened after they were listed.
  private static List<Sockets.Held> watchedOf(List<Sockets.Held> held, Optional<OpenFile> fd) {
    List<Sockets.Held> one =
        held.stream().filter(h -> fd.filter(h.file()::equals).isPresent()).toList();
    return one.isEmpty() ? held : one;
  }

  /// The peers of what may be waited for: inferred where the descriptor does not tell and others than the init wait for such sockets too.
  private static Detail peers(
      Scene scene, InitAt at, Optional<OpenFile> fd, List<Sockets.Held> held) {
    boolean own = fd.isPresent() && held.size() == 1 && held.getFirst().file().equals(fd.get());
    return Detail.of(Sockets.peers(held))
        .inferredIf(!own && Goroutines.othersAlso(scene, at, held.size() == 1));
  }

  private static Detail file(Incident incident, OpenFile file, Chain chain) {
    Optional<InetSocket> socket = Sockets.inet(incident, file);
    if (socket.isPresent()) {
      Sockets.link(incident, new Sockets.Held(file, socket.get()), chain);
      return Detail.of(socket.get().remote());
    }
    Sockets.link(incident, file, chain);
    return Detail.of("file", Integer.toString(file.fd()), file.target());
  }

  /// The child that a call waits for, else all of them.
  static Detail child(Incident incident, Optional<String> call, List<Long> arguments, Chain chain) {
    List<Child> children = incident.process().map(p -> p.children()).orElse(List.of());
    long wanted = wantedChild(call.orElse(""), arguments);
    List<Child> named = children.stream().filter(c -> c.pid() == wanted).toList();
    List<Child> shown = named.isEmpty() ? children : named;
    for (Child c : shown.stream().limit(4).toList()) {
      chain.add(
          Places.source(incident, "child:" + c.pid(), "process.children"),
          "because.child",
          Long.toString(c.pid()),
          c.comm(),
          String.valueOf(c.state()));
    }
    if (shown.size() == 1) {
      Child child = shown.getFirst();
      return Detail.of("title", child.comm(), Long.toString(child.pid()));
    }
    return wanted > 0 ? Detail.of("pid", Long.toString(wanted)) : Detail.PLAIN;
  }

  private static List<Long> arguments(InitAt at) {
    return at.syscall().map(SyscallState.In::arguments).orElse(List.of());
  }

  private static long wantedChild(String name, List<Long> args) {
    if (name.equals("wait4") && !args.isEmpty()) {
      return args.getFirst().intValue();
    }
    return name.equals("waitid") && args.size() > 1 && args.getFirst() == P_PID
        ? args.get(1).intValue()
        : -1;
  }

  private static Detail open(InitAt at) {
    boolean fifo =
        at.thread()
            .flatMap(t -> t.wchan())
            .filter(w -> w.startsWith("wait_for_partner") || w.startsWith("fifo_open"))
            .isPresent();
    return fifo ? Detail.of("fifo", "") : Detail.PLAIN;
  }

  private static Detail cgo(InitAt at) {
    Optional<String> function =
        at.frames().stream()
            .map(Frame::function)
            .filter(f -> f.contains("._Cfunc_") || f.contains("._C2func_"))
            .map(f -> f.substring(f.indexOf("func_") + 5))
            .findFirst();
    String call = at.syscallName().orElse("");
    if (function.isEmpty()) {
      return call.isEmpty() ? Detail.PLAIN : Detail.of("syscall", call);
    }
    return call.isEmpty()
        ? Detail.of("function", function.get())
        : Detail.of("title", function.get(), call);
  }

  private static Detail busy(InitAt at) {
    if (at.parked() && !at.word().equals("preempted")) { // it parks for the collector only

      return Detail.of("gc", "");
    }
    if (at.thread().isEmpty()) {
      return Detail.of("dump", "");
    }
    var t = at.thread().get();
    if (t.cpuNanos().isEmpty()
        || t.sampleGapNanos().isEmpty()
        || t.sampleGapNanos().getAsLong() <= 0) {
      return Detail.PLAIN;
    }
    long percent = t.cpuNanos().getAsLong() * 100 / t.sampleGapNanos().getAsLong();
    return t.cpuNanos().getAsLong() == 0
        ? Detail.PLAIN
        : Detail.of(Long.toString(Math.min(100, percent)));
  }

  /// The file of the descriptor that is waited for: the system call's, else the one the network poller watches.
  private static Optional<OpenFile> watched(Scene scene, InitAt at) {
    return descriptor(scene.incident(), at)
        .or(() -> at.goroutine().flatMap(g -> Waited.file(scene, g)));
  }

  /// The descriptor in the first argument of the system call, for calls that have one.
  static Optional<OpenFile> descriptor(Incident incident, InitAt at) {
    if (!at.inSyscall() || at.syscall().isEmpty() || !Threads.firstArgumentIsFd(at.syscallName())) {
      return Optional.empty();
    }
    List<Long> args = at.syscall().get().arguments();
    return args.isEmpty() ? Optional.empty() : Sockets.file(incident, args.getFirst());
  }
}
