package initscope.model.go;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The time before {@code main} as samples of a process's memory tell it: which package init ran when, and what it did. All times are
/// host time, nanoseconds since boot, as raw entries have it.
///
/// @param binary what the executable says
/// @param pid process looked at, host pid namespace
/// @param processStartNanos when it was started, to 10 ms; empty where unknown
/// @param intervalNanos between the beginnings of two samples, as it was kept
/// @param samples in order
/// @param spans package inits that were seen running, in the order they ran
/// @param tasks every package that has an init, in the order the runtime runs them, with its state at the end
/// @param shortCount inits that began and ended between two samples
/// @param ending why no more samples were taken
/// @param clock what the samples' times come from: {@code timer_list}, else {@code uptime}
/// @param clockBoundNanos the times of most samples are right within plus or minus this
/// @param cost what it cost the host
public record TimeLapse(
    GoBinary binary,
    long pid,
    OptionalLong processStartNanos,
    long intervalNanos,
    List<Sample> samples,
    List<Span> spans,
    List<InitTask> tasks,
    int shortCount,
    Ending ending,
    String clock,
    long clockBoundNanos,
    Cost cost) {
  /// Keeps immutable copies.
  public TimeLapse {
    samples = List.copyOf(samples);
    spans = List.copyOf(spans);
    tasks = List.copyOf(tasks);
  }

  /// Why there are no more samples.
  public enum Ending {
    /// Every package init was done: {@code main.main} runs.
    MAIN,
    /// The process ended.
    PROCESS_ENDED,
    /// The time was over.
    TIME_LIMIT,
    /// The user stopped it.
    CANCELLED,
    /// The link was lost, or the file is cut.
    LOST;

    /// The word in JSON.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /// The ending a word names.
    public static Ending of(String word) {
      for (Ending ending : values()) {
        if (ending.word().equals(word)) {
          return ending;
        }
      }
      return LOST;
    }
  }

  /// A moment with its bound.
  ///
  /// @param nanos host time
  /// @param boundNanos it lies within plus or minus this
  public record Moment(long nanos, long boundNanos) {
    /// One that lies between two times.
    public static Moment between(long earliest, long latest) {
      long half = Math.max(0, latest - earliest) / 2;
      return new Moment(earliest + half, half);
    }
  }

  /// One look at the process.
  ///
  /// @param at when
  /// @param packagePath whose init ran; empty before the first, between two and after the last
  /// @param status goroutine 1's: the runtime's word
  /// @param waitReason why it waits
  /// @param cpuNanos CPU time of its thread since that began
  /// @param frames its stack, innermost first; only the callers where it ran
  /// @param evidence where the sample begins
  public record Sample(
      Moment at,
      Optional<String> packagePath,
      String status,
      Optional<String> waitReason,
      OptionalLong cpuNanos,
      List<Frame> frames,
      EvidenceRef evidence) {
    /// Keeps an immutable copy.
    public Sample {
      frames = List.copyOf(frames);
    }
  }

  /// A package init that was seen running.
  ///
  /// @param packagePath import path
  /// @param begin when it began
  /// @param end when it ended, or was last seen running
  /// @param finished whether it ended
  /// @param samples how many saw it
  /// @param cpuNanos CPU time of goroutine 1's thread between the first and the last of them; empty for a single one
  /// @param cpuOverNanos the time between those two
  /// @param functions its init functions that were seen, most often seen first
  /// @param states what goroutine 1 did, most often seen first
  /// @param evidence the first sample that saw it
  public record Span(
      String packagePath,
      Moment begin,
      Moment end,
      boolean finished,
      int samples,
      OptionalLong cpuNanos,
      long cpuOverNanos,
      List<Place> functions,
      List<Share> states,
      EvidenceRef evidence) {
    /// Keeps immutable copies.
    public Span {
      functions = List.copyOf(functions);
      states = List.copyOf(states);
    }

    /// How long it took.
    public long wallNanos() {
      return Math.max(0, end.nanos() - begin.nanos());
    }

    /// How wrong that may be: about one sample.
    public long boundNanos() {
      return begin.boundNanos() + end.boundNanos();
    }

    /// Percent of its time on a CPU; empty where too few samples tell.
    public OptionalLong cpuPercent() {
      return cpuNanos.isEmpty() || cpuOverNanos <= 0
          ? OptionalLong.empty()
          : OptionalLong.of(Math.clamp(100 * cpuNanos.getAsLong() / cpuOverNanos, 0, 100));
    }
  }

  /// An init function, and where it left its package's own code.
  ///
  /// @param function {@code PKG.init.0}
  /// @param at innermost frame in that package
  /// @param samples how many saw it there
  public record Place(String function, Optional<Frame> at, int samples) {}

  /// What goroutine 1 was seen doing.
  ///
  /// @param words wait reason, else status
  /// @param samples how often
  public record Share(String words, int samples) {}

  /// What it cost the host.
  ///
  /// @param cpuNanos of the host's sftp-server, from the first to the last sample; empty where that was not read
  /// @param overNanos the time between those
  /// @param reads requests to it for samples
  /// @param bytes it answered in samples
  public record Cost(OptionalLong cpuNanos, long overNanos, long reads, long bytes) {
    /// Nothing known.
    public static final Cost UNKNOWN = new Cost(OptionalLong.empty(), 0, 0, 0);
  }

  /// A package's span.
  public Optional<Span> span(String packagePath) {
    return spans.stream().filter(span -> span.packagePath().equals(packagePath)).findFirst();
  }

  /// Inits that were done when the first sample was taken: they ran between the process's start and that.
  public int doneBefore() {
    long done = tasks.stream().filter(t -> t.state() == InitTask.State.DONE).count();
    long seen = spans.stream().filter(Span::finished).count();
    return (int) Math.max(0, done - seen - shortCount);
  }

  /// The longest time between two samples: an init that no sample saw took no longer, unless it was done before the first.
  public long longestGapNanos() {
    long longest = 0;
    for (int i = 1; i < samples.size(); i++) {
      Moment before = samples.get(i - 1).at();
      Moment after = samples.get(i).at();
      long gap = after.nanos() + after.boundNanos() - before.nanos() + before.boundNanos();
      longest = Math.max(longest, gap);
    }
    return longest;
  }

  /// What times count from: the process's start, else the first sample.
  public long originNanos() {
    return processStartNanos.orElse(samples.isEmpty() ? 0 : samples.getFirst().at().nanos());
  }

  /// The spans that took longest, longest first.
  public List<Span> longest(int most) {
    return spans.stream()
        .sorted((a, b) -> Long.compare(b.wallNanos(), a.wallNanos()))
        .limit(most)
        .toList();
  }
}
