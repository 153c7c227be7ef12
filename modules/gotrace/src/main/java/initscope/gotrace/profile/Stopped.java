package initscope.gotrace.profile;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import java.util.List;

/// What a state says of why a goroutine does not run, and where it was.
public final class Stopped {
  private Stopped() {}

  /// The number of the goroutine's own stack, 0 where the state has none.
  public static int stack(int kind, int number, int reason) {
    return switch (kind) {
      case LaneKind.WAITS, LaneKind.IN_SYSCALL -> number;
      case LaneKind.WAITS_TO_RUN -> reason >= RunnableCause.STOPPED ? number : 0;
      default -> 0;
    };
  }

  /// Why, in the runtime's words where it has some.
  public static String why(int kind, int reason, Generation generation) {
    return switch (kind) {
      case LaneKind.WAITS -> reason(generation, reason, "waiting");
      case LaneKind.IN_SYSCALL -> "syscall";
      default -> "runnable";
    };
  }

  /// How a goroutine became runnable.
  public static String cause(int reason, Generation generation) {
    return switch (reason) {
      case RunnableCause.UNKNOWN -> "runnable at the beginning";
      case RunnableCause.CREATED -> "created";
      case RunnableCause.UNBLOCKED -> "unblocked";
      case RunnableCause.SYSCALL_EXIT -> "syscall exit";
      default -> reason(generation, reason - RunnableCause.STOPPED, "stopped");
    };
  }

  private static String reason(Generation generation, int number, String otherwise) {
    List<String> texts = generation.reasons().texts();
    String text = number >= 0 && number < texts.size() ? texts.get(number) : "";
    return text.isEmpty() ? otherwise : text;
  }
}
