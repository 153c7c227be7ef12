package initscope.xray.lapse;

/// Where bytes of a time-lapse come from. The order is part of the file format.
public enum Source {
  /// The executable, by offset.
  EXECUTABLE,
  /// The process's memory, by address.
  MEMORY,
  /// /proc/PID/maps.
  MAPS,
  /// /proc/uptime.
  UPTIME,
  /// The head of /proc/timer_list before the memory: CLOCK_MONOTONIC in nanoseconds.
  CLOCK,
  /// The same after the memory.
  CLOCK_AFTER,
  /// schedstat of goroutine 1's thread: CPU time in nanoseconds first.
  THREAD,
  /// /proc/PID/stat.
  PROCESS,
  /// schedstat of what reads on the host.
  SERVER
}
