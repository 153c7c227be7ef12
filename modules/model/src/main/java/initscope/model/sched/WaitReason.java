package initscope.model.sched;

/// Why a thread is not on a CPU. Where a Go trace has a word for the same, it is that word.
public enum WaitReason {
  /// It waits for its turn.
  RUNNABLE("runnable"),
  /// A timer: nanosleep.
  SLEEP("sleep"),
  /// The network or another descriptor, through epoll.
  EPOLL("epoll"),
  /// Several descriptors, through poll or select; with none of them it is a sleep.
  POLL("poll"),
  /// A lock or condition in user space; of Go: a goroutine or thread that is parked.
  FUTEX("futex"),
  /// Data on a socket.
  SOCKET("socket"),
  /// A connection that is not yet made.
  CONNECT("connect"),
  /// Somebody who connects.
  ACCEPT("accept"),
  /// A local socket.
  UNIX_SOCKET("unix socket"),
  /// A pipe.
  PIPE("pipe"),
  /// The other end of a FIFO.
  FIFO("fifo"),
  /// A child process.
  CHILD("child"),
  /// A lock of a file: flock, fcntl.
  FILE_LOCK("file lock"),
  /// A network file system.
  NFS("nfs"),
  /// A file system in user space.
  FUSE("fuse"),
  /// A page of a file or of swap that is read in.
  PAGE_FAULT("page fault"),
  /// The journal of a file system.
  JOURNAL("journal"),
  /// A disk.
  DISK("disk"),
  /// A lock within the kernel.
  KERNEL_LOCK("kernel lock"),
  /// Memory: reclaim, or the limit of its cgroup.
  MEMORY("memory"),
  /// The CPU quota of its cgroup.
  THROTTLED("throttled"),
  /// A terminal.
  TERMINAL("terminal"),
  /// Asynchronous input and output: io_uring, aio.
  ASYNC_IO("async i/o"),
  /// A signal.
  SIGNAL("signal"),
  /// Its end.
  EXIT("exit"),
  /// A debugger or a stop signal.
  STOPPED("stopped"),
  /// Something, interruptibly; no stack tells what.
  INTERRUPTIBLE("sleeping"),
  /// Something in the kernel; no stack tells what.
  BLOCKED("uninterruptible"),
  /// Not told at all.
  NOT_KNOWN("not known");

  private static final WaitReason[] ALL = values();

  private final String word;

  WaitReason(String word) {
    this.word = word;
  }

  static WaitReason at(int ordinal) {
    return ALL[ordinal];
  }

  /// The word in frames and folded stacks, the same in every language.
  public String word() {
    return word;
  }

  /// Key of the word for people in a bundle.
  public String key() {
    return "wait." + name().toLowerCase(java.util.Locale.ROOT);
  }
}
