package initscope.model.perf;

/// What one event of the scheduler says.
///
/// @param kind which
/// @param comm name of whom it is about: who left the CPU, was woken, slept, was begun
/// @param tid that thread
/// @param other the other one: who took the CPU, who began it; -1 where there is none
/// @param state letter of the state in which a thread left its CPU: {@code R} still runnable, {@code S} sleeping, {@code D}
///     uninterruptible; NUL where not told
/// @param valueNanos how long, for the {@code sched_stat_} kinds; 0 for others
/// @param file the program, for {@link SchedKind#EXEC}; else empty
public record SchedEvent(
    SchedKind kind, String comm, int tid, int other, char state, long valueNanos, String file) {}
