package initscope.gotrace.profile;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What of a trace is added up by stack; see {@link TraceProfiles}. All but {@link #CPU} and {@link #OFF_CPU} are what
/// {@code go tool trace -pprof} gives under the same name.
public enum TraceProfileKind {
  /// Where goroutines ran: the trace's CPU samples where it has some, else see {@link TraceProfiles}.
  CPU("cpu"),

  /// All time in which goroutines did not run, by reason: waits, system calls, and waits for a P. What lasts at the trace's end counts.
  OFF_CPU("off-cpu"),

  /// Waits for channels, {@code select} and {@code sync}.
  SYNC("sync"),

  /// Waits for the network poller.
  NET("net"),

  /// System calls.
  SYSCALL("syscall"),

  /// From ready to running.
  SCHED("sched");

  private final String word;

  TraceProfileKind(String word) {
    this.word = word;
  }

  /// Its name in commands and files.
  public String word() {
    return word;
  }

  /// The kind of a name.
  public static Optional<TraceProfileKind> of(String word) {
    return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
  }

  /// All names.
  public static List<String> words() {
    return Arrays.stream(values()).map(TraceProfileKind::word).toList();
  }
}
