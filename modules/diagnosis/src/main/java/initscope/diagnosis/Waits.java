package initscope.diagnosis;

import initscope.model.Frame;
import java.util.List;
import java.util.Set;

/// The table from a wait word and a stack to what is waited for. Words: the runtime's wait reason where parked, the system call's
/// name (or {@code syscall} where it is not known) where in one, else {@code running}.
final class Waits {
  static final String RUNNING = "running";
  static final String RUNNABLE = "runnable";
  static final String SYSCALL = "syscall";
  static final String SLEEPS = "sleep";
  static final String SLEEP_FUNCTION = "time.Sleep";

  /// System calls the runtime is not told of.
  static final List<String> RAW_CALLS =
      List.of("syscall.RawSyscall", "syscall.rawSyscall", "golang.org/x/sys/unix.RawSyscall");

  /// A row holds when its word fits (no words: any that waits) and one of its functions is on the stack (no functions: always).
  private record Row(Wait kind, Set<String> words, List<String> functions) {
    boolean holds(String word, List<Frame> frames) {
      boolean wordFits =
          words.isEmpty()
              ? !word.equals(RUNNING) && !word.equals(RUNNABLE)
              : words.contains(word) || words.contains(withoutNote(word));
      return wordFits && (functions.isEmpty() || Stacks.hasAny(frames, functions));
    }
  }

  /// Parked for the garbage collector: who allocates much is seen here often. It goes on as soon as the collector does.
  static final Set<String> GARBAGE_COLLECTION =
      Set.of(
          "GC assist marking",
          "GC assist wait",
          "GC mark termination",
          "garbage collection",
          "garbage collection scan",
          "wait for GC cycle",
          "stopping the world",
          "flushing proc caches");

  private static final Set<String> ANY = Set.of();
  private static final List<String> ALWAYS = List.of();

  // From the surest and most particular to the general: the first row that holds wins.
  private static final List<Row> ROWS =
      List.of(
          new Row(
              Wait.CRASHED,
              Set.of(RUNNING, "panicwait"),
              List.of(
                  "panic",
                  "runtime.gopanic",
                  "runtime.throw",
                  "runtime.fatal",
                  "runtime.sigpanic",
                  "runtime.panic")),
          new Row(Wait.ENTROPY, Set.of("getrandom"), ALWAYS),
          new Row(
              Wait.ENTROPY,
              Set.of(SYSCALL),
              List.of("internal/syscall/unix.GetRandom", "golang.org/x/sys/unix.Getrandom")),
          new Row(
              Wait.DNS,
              ANY,
              List.of(
                  "net.(*Resolver).",
                  "net.cgoLookup",
                  "net.cgoIPLookup",
                  "net.cgoResSearch",
                  "net._C2func_getaddrinfo",
                  "net._C2func_res_",
                  "net.goLookup",
                  "net.dnsPacketRoundTrip",
                  "net.Lookup")),
          new Row(
              Wait.DIAL,
              ANY,
              List.of(
                  "net.(*netFD).connect",
                  "net.(*netFD).dial",
                  "net.(*sysDialer).",
                  "net.(*Dialer).",
                  "net.Dial",
                  "net.dial",
                  "net/http.(*Transport).getConn")),
          new Row(Wait.DIAL, Set.of("connect"), ALWAYS),
          new Row(
              Wait.ACCEPT,
              Set.of("IO wait"),
              List.of("internal/poll.(*FD).Accept", "net.(*netFD).accept")),
          new Row(Wait.ACCEPT, Set.of("accept", "accept4"), ALWAYS),
          new Row(Wait.FILE_LOCK, Set.of("flock", "fcntl"), ALWAYS),
          new Row(
              Wait.FILE_LOCK,
              Set.of(SYSCALL),
              List.of(
                  "syscall.Flock",
                  "syscall.flock",
                  "syscall.FcntlFlock",
                  "golang.org/x/sys/unix.Flock",
                  "golang.org/x/sys/unix.FcntlFlock")),
          // fork and exec of a child: the parent sleeps, uninterruptibly, until the child has its
          // own image
          new Row(Wait.CHILD, Set.of("wait4", "waitid", "clone", "clone3", "vfork"), ALWAYS),
          new Row(
              Wait.CHILD,
              ANY,
              List.of(
                  "os.(*Process).Wait",
                  "os.(*Process).wait",
                  "os.(*Process).blockUntilWaitable",
                  "os.(*Process).pidfdWait",
                  "os/exec.(*Cmd).Wait",
                  "os/exec.(*Cmd).awaitGoroutines",
                  "syscall.forkExec")),
          new Row(Wait.CGO, ANY, List.of("runtime.cgocall")),
          // whatever an allocation waits for, the collector's work is what it waits for
          new Row(Wait.BUSY, ANY, List.of("runtime.mallocgc", "runtime.gcStart")),
          new Row(Wait.OPEN, Set.of("open", "openat", "openat2"), ALWAYS),
          new Row(Wait.OPEN, Set.of(SYSCALL), List.of("syscall.openat", "syscall.Open", "os.open")),
          new Row(
              Wait.READ,
              Set.of("IO wait", SYSCALL),
              List.of(
                  "internal/poll.(*FD).Read",
                  "internal/poll.(*FD).Pread",
                  "internal/poll.(*FD).RawRead",
                  "net.(*netFD).Read",
                  "net.(*netFD).read",
                  "syscall.read",
                  "syscall.Read")),
          new Row(
              Wait.READ,
              Set.of("read", "pread64", "readv", "preadv", "recvfrom", "recvmsg", "recvmmsg"),
              ALWAYS),
          new Row(Wait.READ, Set.of("select"), List.of("net/http.(*persistConn).roundTrip")),
          new Row(
              Wait.WRITE,
              Set.of("IO wait", SYSCALL),
              List.of(
                  "internal/poll.(*FD).Write",
                  "internal/poll.(*FD).Pwrite",
                  "internal/poll.(*FD).SendFile",
                  "syscall.write",
                  "syscall.Write")),
          new Row(
              Wait.WRITE,
              Set.of("write", "pwrite64", "writev", "sendto", "sendmsg", "sendfile", "splice"),
              ALWAYS),
          new Row(
              Wait.LOCK,
              Set.of("sync.Mutex.Lock", "sync.RWMutex.RLock", "sync.RWMutex.Lock"),
              ALWAYS),
          new Row(Wait.WAIT_GROUP, Set.of("sync.WaitGroup.Wait"), ALWAYS),
          new Row(Wait.WAIT_GROUP, Set.of("semacquire"), List.of("sync.(*WaitGroup).Wait")),
          new Row(
              Wait.LOCK,
              Set.of("semacquire"),
              List.of("sync.(*Mutex).", "sync.(*RWMutex).", "internal/sync.(*Mutex).")),
          new Row(Wait.COND, Set.of("sync.Cond.Wait"), ALWAYS),
          new Row(Wait.SELECT, Set.of("select", "select (no cases)"), ALWAYS),
          new Row(
              Wait.CHANNEL,
              Set.of(
                  "chan receive", "chan send", "chan receive (nil chan)", "chan send (nil chan)"),
              ALWAYS),
          new Row(Wait.SLEEP, Set.of("sleep", "nanosleep", "clock_nanosleep"), ALWAYS),
          new Row(Wait.FUTEX, Set.of("futex"), ALWAYS),
          new Row(Wait.BUSY, Set.of(RUNNING, RUNNABLE, "preempted", "copystack"), ALWAYS),
          new Row(Wait.BUSY, GARBAGE_COLLECTION, ALWAYS));

  private Waits() {}

  /// What a goroutine waits for.
  ///
  /// @param word see the class
  /// @param frames from the innermost to the init function
  static Wait of(String word, List<Frame> frames) {
    Wait found =
        ROWS.stream()
            .filter(r -> r.holds(word, frames))
            .map(Row::kind)
            .findFirst()
            .orElse(Wait.OTHER);
    // A Once is a mutex whose holder is still inside the function: worth its own words.
    boolean once =
        found == Wait.LOCK
            && Stacks.caller(frames)
                .filter(f -> f.function().startsWith("sync.(*Once)."))
                .isPresent();
    return once ? Wait.ONCE : found;
  }

  /// {@code chan receive (durable)} and the like, but not what changes the meaning, such as {@code (nil chan)}.
  private static String withoutNote(String word) {
    return word.endsWith(" (durable)") ? word.substring(0, word.length() - 10) : word;
  }
}
