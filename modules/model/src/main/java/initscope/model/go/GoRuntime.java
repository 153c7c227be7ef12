package initscope.model.go;

import initscope.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A Go program as read from its memory.
///
/// @param binary what the executable says
/// @param inits every init task with its state, in the order the runtime runs them
/// @param goroutines those read; at least goroutine 1 where it could be found
/// @param goroutineCount how many the runtime has (allglen), dead ones included; -1 where unknown
/// @param waits what goroutines wait for, and who could end it
/// @param threads every M
/// @param processors every P
/// @param imports how the package whose init runs came into the program, from main on; empty where that is not known
/// @param tornCount items that changed while they were read
/// @param refusal why nothing more is told: the failed invariant's name and the value seen; empty when all held
/// @param problems what could not be read
public record GoRuntime(
    GoBinary binary,
    List<InitTask> inits,
    List<Goroutine> goroutines,
    long goroutineCount,
    WaitGraph waits,
    List<GoThread> threads,
    List<GoProcessor> processors,
    List<PackageImport> imports,
    int tornCount,
    Optional<String> refusal,
    List<Problem> problems) {
  /// The invariant that fails where the executable is no Go program.
  public static final String NOT_GO = "binary.go";

  /// Keeps immutable copies.
  public GoRuntime {
    inits = List.copyOf(inits);
    goroutines = List.copyOf(goroutines);
    threads = List.copyOf(threads);
    processors = List.copyOf(processors);
    imports = List.copyOf(imports);
    problems = List.copyOf(problems);
  }

  /// Whether the executable was read and is no Go program.
  public boolean isNotGo() {
    return refusal.filter(why -> why.startsWith(NOT_GO + ":")).isPresent();
  }

  /// Whether it was read and no goroutine exists yet: the runtime has made none.
  public boolean hasNoGoroutineYet() {
    return refusal.isEmpty() && goroutineCount == 0 && goroutines.isEmpty();
  }

  /// For how long no Go code has run at least: every processor is idle since then. A goroutine that waits, and a thread that is in
  /// a system call or in C, has done so for as long. Empty where one is not idle, or where that is not known of all.
  public OptionalLong quietNanos() {
    return GoProcessor.quietNanos(processors);
  }

  /// One of which only inits and goroutines are known.
  public GoRuntime(
      GoBinary binary,
      List<InitTask> inits,
      List<Goroutine> goroutines,
      long goroutineCount,
      int tornCount,
      Optional<String> refusal,
      List<Problem> problems) {
    this(
        binary,
        inits,
        goroutines,
        goroutineCount,
        WaitGraph.EMPTY,
        List.of(),
        List.of(),
        List.of(),
        tornCount,
        refusal,
        problems);
  }
}
