package initscope.xray.core;

import java.util.Map;
import java.util.Optional;

/// Linux signals that end a process with a core file, by number: the same on x86-64 and aarch64.
final class Signals {
  private static final Map<Integer, String> ENDING =
      Map.of(
          3, "SIGQUIT", 4, "SIGILL", 5, "SIGTRAP", 6, "SIGABRT", 7, "SIGBUS", 8, "SIGFPE", 11,
          "SIGSEGV", 24, "SIGXCPU", 25, "SIGXFSZ", 31, "SIGSYS");

  private Signals() {}

  static Optional<String> ending(int signal) {
    return Optional.ofNullable(ENDING.get(signal));
  }
}
