package initscope.gotrace.generation;

/// Why a goroutine became runnable: the reason byte of such a state. The number beside it is the row of the goroutine that did it, plus 1,
/// or for {@link #STOPPED} and above the stack of the goroutine itself.
public final class RunnableCause {
  /// It was so when the generation began.
  public static final int UNKNOWN = 0;

  /// Another goroutine made it.
  public static final int CREATED = 1;

  /// Something that it waited for happened.
  public static final int UNBLOCKED = 2;

  /// It left a system call in which it had lost its P.
  public static final int SYSCALL_EXIT = 3;

  /// It was stopped or let others run; {@code reason - STOPPED} is a number of {@link Reasons}.
  public static final int STOPPED = 16;

  private RunnableCause() {}
}
