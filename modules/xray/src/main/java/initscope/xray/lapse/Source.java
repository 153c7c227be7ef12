package initscope.xray.lapse;

import java.util.Arrays;
import java.util.Optional;

/// Where bytes of a time-lapse come from.
public enum Source {
  /// The executable, by offset.
  EXECUTABLE(0),
  /// The process's memory, by address.
  MEMORY(1),
  /// /proc/PID/maps.
  MAPS(2),
  /// /proc/uptime.
  UPTIME(3),
  /// The head of /proc/timer_list before the memory: CLOCK_MONOTONIC in nanoseconds.
  CLOCK(4),
  /// The same after the memory.
  CLOCK_AFTER(5),
  /// schedstat of goroutine 1's thread: CPU time in nanoseconds first.
  THREAD(6),
  /// /proc/PID/stat.
  PROCESS(7),
  /// schedstat of what reads on the host.
  SERVER(8);

  private final int number;

  Source(int number) {
    this.number = number;
  }

  /// Its number in a file.
  int number() {
    return number;
  }

  /// The source of a number; empty for one that no file has.
  static Optional<Source> of(int number) {
    return Arrays.stream(values()).filter(source -> source.number == number).findFirst();
  }
}
