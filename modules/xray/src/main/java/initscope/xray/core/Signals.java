package initscope.xray.core;

/// Names of Linux signals, the same on x86-64 and aarch64.
final class Signals {
  private static final String[] NAMES = {
    "", "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2",
    "PIPE", "ALRM", "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU",
    "XFSZ", "VTALRM", "PROF", "WINCH", "IO", "PWR", "SYS"
  };

  private Signals() {}

  static String name(int signal) {
    return signal > 0 && signal < NAMES.length ? "SIG" + NAMES[signal] : Integer.toString(signal);
  }
}
