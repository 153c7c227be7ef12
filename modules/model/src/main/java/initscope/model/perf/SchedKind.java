package initscope.model.perf;

import java.util.Optional;

/// Events of the kernel's scheduler and of a process's life, by the names of their tracepoints (kernel, include/trace/events/sched.h).
public enum SchedKind {
  /// A thread left a CPU, another took it.
  SWITCH("sched_switch"),
  /// A thread was made runnable.
  WAKEUP("sched_wakeup"),
  /// Somebody began to make a thread runnable: names the waker.
  WAKING("sched_waking"),
  /// A new thread was made runnable for the first time.
  WAKEUP_NEW("sched_wakeup_new"),
  /// At its wakeup: how long a thread slept.
  STAT_SLEEP("sched_stat_sleep"),
  /// How long a thread waited for a CPU.
  STAT_WAIT("sched_stat_wait"),
  /// How long a thread was blocked, uninterruptibly.
  STAT_BLOCKED("sched_stat_blocked"),
  /// How long a thread waited for a disk.
  STAT_IOWAIT("sched_stat_iowait"),
  /// How long a thread ran.
  STAT_RUNTIME("sched_stat_runtime"),
  /// A process became another program.
  EXEC("sched_process_exec"),
  /// A thread began another.
  FORK("sched_process_fork"),
  /// A thread ended.
  EXIT("sched_process_exit"),
  /// A thread was moved to another CPU.
  MIGRATE("sched_migrate_task");

  private final String word;

  SchedKind(String word) {
    this.word = word;
  }

  /// The tracepoint's name below {@code sched:}.
  public String word() {
    return word;
  }

  /// The kind of an event's name, with or without {@code sched:} and modifiers.
  public static Optional<SchedKind> of(String event) {
    String name = event.startsWith("sched:") ? event.substring(6) : event;
    int modifier = name.indexOf(':');
    String bare = modifier < 0 ? name : name.substring(0, modifier);
    for (SchedKind kind : values()) {
      if (kind.word.equals(bare)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
