package initscope.collect.steps;

import java.util.List;
import java.util.Map;

/// What a step reads, as data the host program is generated from.
public sealed interface Reads {
  /// Which read of the program carries a file; files of one group are read by one process.
  enum Group {
    /// Files of the process that never wait for its memory lock.
    PROCESS,
    /// Files of each task.
    TASK,
    /// Files of each open descriptor.
    FDINFO,
    /// Files that wait for the process's memory lock, which a process stuck in the kernel may hold.
    MEMORY
  }

  /// Text files below /proc/PID.
  ///
  /// @param group who reads them
  /// @param patterns paths relative to /proc/PID, {@code *} for each task or descriptor
  record ProcFiles(Group group, List<String> patterns) implements Reads {
    /// Keeps an immutable copy.
    public ProcFiles {
      patterns = List.copyOf(patterns);
    }
  }

  /// Text files of the host: absolute path to entry name.
  record HostFiles(Map<String, String> entries) implements Reads {
    /// Keeps an immutable copy, in order.
    public HostFiles {
      entries = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(entries));
    }
  }

  /// A command, as a list of whole arguments; {@code {unit}} and {@code {pid}} are replaced.
  ///
  /// @param argv what is run
  /// @param entry name of its answer
  record Command(List<String> argv, String entry) implements Reads {
    /// Keeps an immutable copy.
    public Command {
      argv = List.copyOf(argv);
    }
  }

  /// Something the program reads in a way of its own.
  ///
  /// @param what for people
  record Special(String what) implements Reads {}
}
