package initscope.diagnosis;

import initscope.model.host.SyscallState;
import initscope.model.host.ThreadState;
import java.util.Optional;
import java.util.Set;

/// What threads alone can tell.
final class Threads {
  private static final Set<String> FD_FIRST =
      Set.of(
          "read",
          "pread64",
          "readv",
          "preadv",
          "write",
          "pwrite64",
          "writev",
          "recvfrom",
          "recvmsg",
          "sendto",
          "sendmsg",
          "connect",
          "accept",
          "accept4",
          "flock",
          "fcntl",
          "fsync",
          "fdatasync",
          "ftruncate",
          "fallocate",
          "getdents64",
          "fchmod",
          "fchown",
          "syncfs",
          "fstat",
          "ioctl",
          "close",
          "lseek",
          "sendfile");

  /// Where threads of a Go program rest: parked M, the network poller, sysmon, timers, the signal goroutine.
  private static final Set<String> RESTING =
      Set.of(
          "futex",
          "epoll_wait",
          "epoll_pwait",
          "epoll_pwait2",
          "nanosleep",
          "clock_nanosleep",
          "rt_sigtimedwait",
          "sched_yield",
          "restart_syscall");

  private Threads() {}

  static boolean firstArgumentIsFd(Optional<String> syscall) {
    return syscall.filter(FD_FIRST::contains).isPresent();
  }

  /// Whether a thread rests as idle threads of a Go program do.
  static boolean rests(Scene scene, ThreadState thread) {
    Optional<String> name = scene.syscallName(thread);
    if (name.isPresent()) {
      return RESTING.contains(name.get());
    }
    return thread.state() == 'S'
        && thread
            .wchan()
            .filter(w -> w.contains("futex") || w.contains("poll") || w.contains("nanosleep"))
            .isPresent();
  }

  /// Whether a thread used no CPU while it was watched.
  static boolean idle(Optional<ThreadState> thread) {
    return thread.filter(t -> t.state() != 'R' && t.cpuNanos().orElse(1) == 0).isPresent();
  }

  /// Whether a thread sleeps in a system call that no idle thread of a Go program rests in.
  static boolean sleepsInCall(Optional<ThreadState> thread, Optional<String> syscall) {
    return idle(thread) && syscall.filter(name -> !RESTING.contains(name)).isPresent();
  }

  /// Whether a thread computes: it was seen to run and used the CPU, however little of it a busy host gave, or it used most of one.
  static boolean computes(Optional<ThreadState> thread) {
    return thread
        .filter(t -> busy(t) || 2 * t.cpuNanos().orElse(0) > t.sampleGapNanos().orElse(0))
        .isPresent();
  }

  /// Whether a thread was in no system call when it was looked at, and used some CPU while it was watched.
  static boolean ranOutsideOfCalls(Optional<ThreadState> thread) {
    return thread
        .filter(t -> t.syscall().filter(s -> s instanceof SyscallState.Running).isPresent())
        .filter(t -> t.cpuNanos().orElse(0) > 0)
        .isPresent();
  }

  static boolean busy(ThreadState thread) {
    return thread.state() == 'R'
        && thread.cpuNanos().isPresent()
        && thread.cpuNanos().getAsLong() > 0;
  }
}
