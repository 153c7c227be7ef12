package initscope.model.sched;

import initscope.model.Frame;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfThread;
import initscope.model.perf.StackTable;

/// Who made a thread runnable.
///
/// @param kind what kind of waker
/// @param tid the thread on which the wakeup was seen; of a timer or an interrupt, the one it came upon
/// @param comm its name
/// @param sample the wakeup's row
public record Waker(Kind kind, int tid, String comm, int sample) {
  private static final int DEEPEST = 64;

  /// What ended a wait.
  public enum Kind {
    /// Another thread.
    THREAD,
    /// A timer that ran out.
    TIMER,
    /// An interrupt of a device, or work that the kernel does after one.
    INTERRUPT;

    /// Key of its words in a bundle.
    public String key() {
      return "waker." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// The waker of a wakeup's sample. The idle thread wakes nobody of itself, and an interrupt comes upon any thread.
  static Waker of(PerfData data, int sample) {
    PerfThread on = data.threads().get(data.samples().thread(sample));
    StackTable stacks = data.stacks();
    boolean interrupt = on.tid() == 0;
    boolean timer = false;
    int depth = 0;
    for (int at = data.samples().stack(sample);
        at > 0 && depth < DEEPEST;
        at = stacks.parent(at), depth++) {
      Frame frame = stacks.frames().get(stacks.frameOf(at));
      String function = frame.function();
      timer |= isTimer(function);
      interrupt |= isInterrupt(function);
    }
    Kind kind = timer ? Kind.TIMER : interrupt ? Kind.INTERRUPT : Kind.THREAD;
    return new Waker(kind, on.tid(), on.comm(), sample);
  }

  private static boolean isTimer(String function) {
    return switch (function) {
      case "hrtimer_wakeup",
          "process_timeout",
          "it_real_fn",
          "posix_timer_fn",
          "timerfd_tmrproc",
          "alarm_timer_callback" ->
          true;
      default -> false;
    };
  }

  private static boolean isInterrupt(String function) {
    return function.startsWith("sysvec_")
        || function.startsWith("asm_sysvec_")
        || function.startsWith("asm_common_interrupt")
        || function.startsWith("common_interrupt")
        || function.startsWith("do_IRQ")
        || function.startsWith("handle_irq")
        || function.startsWith("__handle_irq")
        || function.startsWith("el1_irq")
        || function.startsWith("smp_apic_")
        || function.equals("apic_timer_interrupt")
        || function.equals("blk_mq_complete_request")
        || function.equals("hrtimer_interrupt");
  }
}
