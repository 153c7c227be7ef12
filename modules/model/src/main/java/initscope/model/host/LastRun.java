package initscope.model.host;

/// When something last ran, as the scheduler notes it by the task clock of the CPU it ran on: time since boot without what went to interrupts
/// and to other guests of the machine, so that only times of one CPU can be compared.
public sealed interface LastRun {
  /// That time.
  long clockNanos();

  /// A thread of the process. Its CPU is what /proc/PID/task/TID/stat tells.
  ///
  /// @param tid thread id
  /// @param clockNanos when it last ran
  record Thread(long tid, long clockNanos) implements LastRun {}

  /// The reader itself, which ran at that moment.
  ///
  /// @param processor number of the CPU it was bound to
  /// @param clockNanos now
  record Reader(int processor, long clockNanos) implements LastRun {}
}
