package initscope.model.sched;

import initscope.model.perf.PerfData;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// What a recording tells of a start: of the time from exec to `main.main`, or as much of it as the recording has.
///
/// @param pid the process
/// @param comm its name
/// @param phases where each phase begins
/// @param fromNanos begin of the start, on the recording's clock: exec where seen, else the first the recording has of the process
/// @param toNanos its end: the first sight of main, the end of the process, or of the recording
/// @param thread what the thread did on which package inits run; empty where the recording tells no states
/// @param samples on a CPU, of all threads of the process
/// @param packages whose inits took time, the one that took most first
/// @param doubts what the recording cannot tell
public record PerfFacts(
    int pid,
    String comm,
    StartPhases phases,
    long fromNanos,
    long toNanos,
    Optional<Shares> thread,
    CpuSamples samples,
    List<PackageShare> packages,
    Set<Doubt> doubts) {
  /// Keeps immutable copies.
  public PerfFacts {
    packages = List.copyOf(packages);
    doubts = Set.copyOf(doubts);
  }

  /// What a thread did in the time of the start. The parts add up to all of it.
  ///
  /// @param tid thread
  /// @param elapsedNanos all
  /// @param runningNanos on a CPU
  /// @param runnableNanos ready to run without a CPU
  /// @param waitingNanos for something else
  /// @param unknownNanos not told
  /// @param reasons what it waited for, the longest first
  /// @param idleNanos of the time in which it was ready to run, that in which the CPU it ran on last had nothing to run
  /// @param longestRunnableNanos the longest single wait for a CPU
  /// @param longestRunnableSample the row at which it left its CPU before that, -1 where none was seen
  /// @param periodNanos where long waits for a CPU end at regular distances, as those of a CPU quota do: that distance; else 0
  public record Shares(
      int tid,
      long elapsedNanos,
      long runningNanos,
      long runnableNanos,
      long waitingNanos,
      long unknownNanos,
      Map<WaitReason, Long> reasons,
      long idleNanos,
      long longestRunnableNanos,
      int longestRunnableSample,
      long periodNanos) {
    /// Keeps an immutable copy.
    public Shares {
      Map<WaitReason, Long> copy = new EnumMap<>(WaitReason.class);
      copy.putAll(reasons);
      reasons = Collections.unmodifiableMap(copy);
    }
  }

  /// Samples that show what ran, by what they were on.
  ///
  /// @param event the event that was counted, empty for none
  /// @param all of them
  /// @param inits under a package init
  /// @param main under {@code main.main}
  /// @param runtime other code of Go
  /// @param others code that is not of Go: C, the dynamic loader
  /// @param kernel the kernel alone
  public record CpuSamples(
      String event, long all, long inits, long main, long runtime, long others, long kernel) {}

  /// What one package's init took.
  ///
  /// @param packagePath the package
  /// @param initFunction the init function seen first
  /// @param samples on a CPU under it
  /// @param sample the row that shows it, the first on a CPU where there is one
  /// @param waitNanos for how long the thread waited in it
  /// @param sureNanos of these, those with the init on the stack, or seen in the same init before and after
  /// @param parkedNanos of these, those in which the runtime had parked the goroutine: what it waits for is not what the thread waits for
  /// @param reason what it waited for longest
  /// @param longestNanos longest single wait
  /// @param waitSample the row at which that began, or the last before it that shows the init
  /// @param callee what the package's code had called there last, where a stack shows it
  public record PackageShare(
      String packagePath,
      String initFunction,
      long samples,
      int sample,
      long waitNanos,
      long sureNanos,
      long parkedNanos,
      WaitReason reason,
      long longestNanos,
      int waitSample,
      Optional<String> callee) {}

  /// Length of the start.
  public long elapsedNanos() {
    return toNanos - fromNanos;
  }

  /// Whether the recording shows that main was reached.
  public boolean reachedMain() {
    return phases.mark(StartPhases.Phase.MAIN).isPresent();
  }

  /// The facts of a recording; empty where it has no process.
  ///
  /// @param known the process of the capture, where there is one
  public static Optional<PerfFacts> of(PerfData data, OptionalLong known) {
    return of(data, ThreadStates.of(data), known);
  }

  /// The same, where the states are known already.
  ///
  /// @param states of the recording
  public static Optional<PerfFacts> of(PerfData data, ThreadStates states, OptionalLong known) {
    return FactsFinder.find(data, states, known);
  }
}
