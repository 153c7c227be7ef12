package initscope.gotrace.v1;

/// Takes the events of a trace in their consistent order. Arguments are primitive so that an event costs no object.
@FunctionalInterface
public interface V1Visitor {
  /// One event. Ticks never go back from one call to the next.
  ///
  /// `GoStartLocal`, `GoUnblockLocal` and `GoSysExitLocal` come as `GoStart`, `GoUnblock` and `GoSysExit`. A system call
  /// that blocked is followed by a `GoSysBlock` of the same goroutine. Arguments by type, where there are any:
  /// - `Gomaxprocs` procs; `ProcStart` thread; `GCStart` number; `GCSTWStart` kind; `GCSweepDone` swept, reclaimed (bytes)
  /// - `GoCreate` new goroutine, its stack id; `GoStart` and `GoUnblock` goroutine, sequence; `GoStartLabel` goroutine,
  ///   sequence, label string id; `GoWaiting`, `GoInSyscall` goroutine; `HeapAlloc`, `HeapGoal` bytes
  /// - `GoSysExit` goroutine, 1 where it was local and else 0, real ticks of the exit (0 where the trace does not say,
  ///   then the ticks of the event count; the exit may lie before events already delivered)
  /// - `UserTaskCreate` task, parent, name string id; `UserTaskEnd` task; `UserRegion` task, 0 start or 1 end, name string
  ///   id; `UserLog` task, key string id, place of the message for {@link V1Tables#message}
  ///
  /// @param type one of the constants of {@link V1Type}
  /// @param ticks time of the event, in ticks of the trace's clock
  /// @param fileOffset byte offset of the event in the file
  /// @param p the P whose batch held it; for a CPU sample the P it interrupted, -1 for none
  /// @param g the goroutine it happened on, 0 for none
  /// @param stackId a stack of {@link V1Tables}, 0 for none; the first `GoStart` of a goroutine has that of its function
  /// @param arg0 first argument
  /// @param arg1 second argument
  /// @param arg2 third argument
  void event(
      int type,
      long ticks,
      long fileOffset,
      int p,
      long g,
      int stackId,
      long arg0,
      long arg1,
      long arg2);
}
