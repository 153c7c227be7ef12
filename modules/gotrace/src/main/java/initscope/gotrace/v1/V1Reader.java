package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads one trace of the v1 format (Go 1.5 to 1.21). `open` finds out what the file holds; `deliver` gives its events in
/// order. Nothing here throws on bad bytes: what cannot be read is in the problems, and what precedes it is delivered.
/// Not for use by several threads.
public final class V1Reader {
  /// Bytes of the header of a trace.
  private static final int HEADER = 16;

  private static final Set<Integer> VERSIONS = Set.of(5, 7, 8, 9, 10, 11, 19, 21);

  private final Bytes file;
  private final int version;
  private final Scan scan;
  private final V1Tables tables;
  private final List<Problem> found;

  private V1Reader(Bytes file, int version, Scan scan, Problems problems) {
    this.file = file;
    this.version = version;
    this.scan = scan;
    tables = scan.tables();
    found = problems.toList();
  }

  /// The N of `go 1.N trace` in the first bytes of a file, where it is of the v1 format; else 0.
  public static int version(Bytes head) {
    return VERSIONS.stream()
        .filter(version -> head.startsWith(header(version)))
        .findFirst()
        .orElse(0);
  }

  private static String header(int version) {
    String text = "go 1." + version + " trace";
    return text + "\0".repeat(HEADER - text.length());
  }

  /// Finds out what a file holds; reads all of it once.
  ///
  /// @throws CancelledException when the user cancelled
  public static V1Reader open(Bytes file, Progress progress) throws CancelledException {
    Problems problems = new Problems();
    int version = version(file);
    Scan scan = new Scan(file, version, problems);
    if (version == 0) {
      problems.add("gotrace.v1.header", Problem.Effect.LOST_FROM_HERE, 0, Quote.at(file, 0));
    } else {
      scan.run(HEADER, progress);
    }
    return new V1Reader(file, version, scan, problems);
  }

  /// The N of `go 1.N trace`; 0 where the file is no such trace, which then has no events.
  public int version() {
    return version;
  }

  /// Strings and stacks.
  public V1Tables tables() {
    return tables;
  }

  /// Frequency of the trace's clock; that of most machines with a problem where the file does not say; 0 without a trace.
  public long ticksPerSecond() {
    return scan.ticksPerSecond;
  }

  /// Goroutines that run timers, in no order.
  public long[] timerGoroutines() {
    return scan.timers.keys();
  }

  /// First byte after all that could be read; the size of the file where all could.
  public long readableBytes() {
    return scan.limit();
  }

  /// Events by the name of their type on the wire, in the order of the type numbers, without types that do not occur:
  /// all that could be read, whether or not it can be put in order.
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (int type = 0; type < V1Type.COUNT; type++) {
      if (scan.counts[type] > 0) {
        counts.put(V1Type.name(type), scan.counts[type]);
      }
    }
    return Collections.unmodifiableMap(counts);
  }

  /// What {@link #open} could not read.
  public List<Problem> problems() {
    return found;
  }

  /// How a delivery ended.
  ///
  /// @param problems what could not be ordered or cannot be true; not those of {@link #problems}
  /// @param stoppedOffset of the event that could not come next, -1 where all was delivered
  public record Delivered(List<Problem> problems, long stoppedOffset) {}

  /// Takes what is told beside events where some are missing.
  public interface LostVisitor {
    /// For who wants the events only.
    LostVisitor NOBODY =
        new LostVisitor() {
          @Override
          public void lost(long g, long ticks) {
            // not asked for
          }

          @Override
          public void ends(int p, long ticks) {
            // not asked for
          }
        };

    /// What was told of a goroutine does not hold any longer: since a moment nothing is known of it.
    void lost(long g, long ticks);

    /// Nothing more is there of a P, and more was written.
    ///
    /// @param ticks of its last event
    void ends(int p, long ticks);
  }

  /// Gives the events in their order to a visitor. It stops at the first event that contradicts those before it, in the
  /// order of the scheduler or of time: what was delivered is consistent, and the last problem says where it ends.
  ///
  /// @throws CancelledException when the user cancelled
  public Delivered deliver(V1Visitor visitor, Progress progress) throws CancelledException {
    Problems problems = new Problems();
    Goroutines goroutines = new Goroutines();
    Check check = new Check(version, goroutines, scan.timers);
    Transitions rules = new Transitions(version);
    Merge merge =
        new Merge(file, lanes(progress), goroutines, rules, check, tables, visitor, problems);
    merge.run();
    return new Delivered(problems.toList(), merge.stoppedOffset());
  }

  /// Whether events at the end of the file are missing or could not be read.
  public boolean isCut() {
    return found.stream().anyMatch(p -> p.effect() == Problem.Effect.LOST_FROM_HERE);
  }

  /// Gives all events to a visitor, also where some are missing: from an event on that could not come next, what an event says is believed.
  /// Events may then be told a little after others that came later.
  ///
  /// @param stoppedOffset where {@link #deliver} stopped, -1 where it did not
  /// @return since when events are missing, in ticks
  /// @throws CancelledException when the user cancelled
  public long deliverOverGaps(
      long stoppedOffset, V1Visitor visitor, LostVisitor lost, Progress progress)
      throws CancelledException {
    Goroutines goroutines = new Goroutines();
    Check check = new Check(version, goroutines, scan.timers);
    return new GapMerge(
            file,
            lanes(progress),
            goroutines,
            new Transitions(version),
            check,
            tables,
            visitor,
            lost,
            isCut(),
            scan.ticksPerSecond)
        .run(stoppedOffset);
  }

  private List<Lane> lanes(Progress progress) {
    var layout = new BatchLane.Layout(version);
    var work = new BatchLane.Work(file, scan.limit(), progress);
    List<Lane> lanes = new ArrayList<>();
    for (int proc = 0; proc < scan.batches.procs(); proc++) {
      lanes.add(new BatchLane(proc, Goroutines.NONE, proc, scan.batches, layout, work));
    }
    lanes.add(new SideLane(lanes.size(), Goroutines.NONE, scan.side));
    return lanes;
  }
}
