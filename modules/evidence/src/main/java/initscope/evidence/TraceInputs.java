package initscope.evidence;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.Parallel;
import initscope.gotrace.facts.TraceFacts;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoTraceFacts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// The Go execution traces among the inputs. Neighbours that are small are read side by side, each by one thread, and take together what one
/// trace of {@link #GROUP_BYTES} takes; a larger one is read by itself, its own parts side by side. So threads are never more than those of
/// one {@link Parallel}, and what a trace was decoded to can go as soon as its facts are known, where it is not to be kept.
final class TraceInputs {
  /// Largest sum of sizes read at once.
  static final long GROUP_BYTES = 64L << 20;

  /// A trace of more generations than threads gains as much from its own parts.
  static final long SMALL_BYTES = 32L << 20;

  private final List<NamedInput> inputs;
  private final TraceReading reading;

  /// What one gave.
  ///
  /// @param facts what it tells as a whole
  /// @param problems what is wrong with its bytes
  /// @param trace itself, where it was to be kept
  record Result(GoTraceFacts facts, List<Problem> problems, Optional<GoTrace> trace) {}

  private TraceInputs(List<NamedInput> inputs, TraceReading reading) {
    this.inputs = inputs;
    this.reading = reading;
  }

  /// Reads all traces.
  ///
  /// @param traces which of the inputs are some, ascending
  /// @return by their place among the inputs
  /// @throws CancelledException when the user cancelled
  static Map<Integer, Result> read(
      List<NamedInput> inputs, List<Integer> traces, TraceReading reading)
      throws CancelledException {
    TraceInputs reader = new TraceInputs(inputs, reading);
    Map<Integer, Result> results = new HashMap<>();
    for (List<Integer> group : reader.groups(traces)) {
      List<Result> read =
          group.size() == 1
              ? reader.alone(group)
              : reader.sideBySide(group, results.size(), traces.size());
      for (int i = 0; i < read.size(); i++) {
        results.put(group.get(i), read.get(i));
      }
    }
    return results;
  }

  /// Neighbours that are read side by side.
  private List<List<Integer>> groups(List<Integer> traces) {
    List<List<Integer>> groups = new ArrayList<>();
    long sum = Long.MAX_VALUE;
    for (int trace : traces) {
      long size = inputs.get(trace).bytes().size();
      if (size > SMALL_BYTES || sum > GROUP_BYTES - size) {
        groups.add(new ArrayList<>());
        sum = 0;
      }
      groups.getLast().add(trace);
      sum = size > SMALL_BYTES ? Long.MAX_VALUE : sum + size;
    }
    return groups;
  }

  private List<Result> alone(List<Integer> group) throws CancelledException {
    return List.of(result(group.getFirst(), reading.progress(), reading.parallel()));
  }

  private List<Result> sideBySide(List<Integer> group, int before, int all)
      throws CancelledException {
    AtomicInteger done = new AtomicInteger(before);
    List<Parallel.Work<Result>> work = new ArrayList<>();
    for (int input : group) {
      String name = inputs.get(input).name();
      Progress told =
          (part, parts, what) -> reading.progress().report(done.get(), all, what + " " + name);
      work.add(
          () -> {
            Result result = result(input, told, Parallel.NONE);
            done.incrementAndGet();
            return result;
          });
    }
    return reading.parallel().all(work);
  }

  private Result result(int input, Progress progress, Parallel parallel) throws CancelledException {
    NamedInput trace = inputs.get(input);
    Decoded<GoTrace> decoded = decoded(trace, progress, parallel);
    GoTraceFacts facts =
        TraceFacts.of(decoded.value(), input, new EventLocator(trace.bytes()), progress);
    return new Result(
        facts,
        decoded.problems(),
        reading.keep() ? Optional.of(decoded.value()) : Optional.empty());
  }

  private Decoded<GoTrace> decoded(NamedInput trace, Progress progress, Parallel parallel)
      throws CancelledException {
    Optional<Decoded<GoTrace>> known = reading.indexes().find(trace, parallel);
    if (known.isPresent()) {
      return known.get();
    }
    Decoded<GoTrace> decoded = new GoTraceDecoder().decode(trace.bytes(), progress, parallel);
    reading.indexes().decoded(trace, decoded);
    return decoded;
  }
}
