package initscope.model;

import java.util.Optional;
import java.util.OptionalInt;

/// One stack frame.
///
/// @param function qualified as its tool spells it: {@code net.(*Dialer).DialContext}, {@code runtime.futex}, {@code ??} where unknown
/// @param file source path as the binary has it
/// @param line in that file, from 1
/// @param pc program counter, 0 where not told
/// @param inlined whether the compiler inlined it into the next frame outwards
/// @param module the program, library or part of the kernel it lies in, as its tool spells it: {@code /usr/lib64/libc-2.17.so}, {@code [kernel.kallsyms]}
public record Frame(
    String function,
    Optional<String> file,
    OptionalInt line,
    long pc,
    boolean inlined,
    Optional<String> module) {
  /// A frame of a module not told.
  public Frame(String function, Optional<String> file, OptionalInt line, long pc, boolean inlined) {
    this(function, file, line, pc, inlined, Optional.empty());
  }

  /// A frame of which only the function is known.
  public static Frame of(String function) {
    return new Frame(function, Optional.empty(), OptionalInt.empty(), 0, false);
  }

  /// A frame with its place.
  public static Frame of(String function, String file, int line) {
    return new Frame(function, Optional.of(file), OptionalInt.of(line), 0, false);
  }
}
