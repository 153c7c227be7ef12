package initscope.model.host;

import java.util.List;

/// /proc/PID/task/TID/syscall, see proc_pid_syscall(5).
public sealed interface SyscallState {
  /// {@code running}: on a CPU or ready to be.
  record Running() implements SyscallState {}

  /// Blocked, but not in a system call (a page fault, say).
  ///
  /// @param stackPointer user stack pointer
  /// @param programCounter user program counter
  record Blocked(long stackPointer, long programCounter) implements SyscallState {}

  /// In a system call.
  ///
  /// @param number of the host's architecture
  /// @param arguments six registers
  /// @param stackPointer user stack pointer
  /// @param programCounter user program counter
  record In(long number, List<Long> arguments, long stackPointer, long programCounter)
      implements SyscallState {
    /// Keeps an immutable copy.
    public In {
      arguments = List.copyOf(arguments);
    }
  }
}
