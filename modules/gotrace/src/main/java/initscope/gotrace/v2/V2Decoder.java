package initscope.gotrace.v2;

import initscope.gotrace.Parallel;
import initscope.gotrace.TraceFormat;
import initscope.gotrace.generation.Generation;
import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.ClockSnapshot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// A whole trace: its generations side by side, then the borders between them.
public final class V2Decoder {
  private final Bytes bytes;
  private final int version;
  private final Progress progress;
  private final EventType.@Nullable Spec[] specs = EventType.table();
  private final int[] sizes = new int[256];
  private final AtomicLong done = new AtomicLong();

  /// What a trace gave.
  ///
  /// @param generations in the order of time
  /// @param counts events by the names of the wire format, in the order of their numbers
  /// @param clocks where generations tell it, how the trace's clock stands to the system's
  /// @param problems what is wrong, by offset
  public record Result(
      List<Generation> generations,
      Map<String, Long> counts,
      List<ClockSnapshot> clocks,
      List<Problem> problems) {}

  /// A decoder.
  ///
  /// @param version minor version in the header
  public V2Decoder(Bytes bytes, int version, Progress progress) {
    this.bytes = bytes;
    this.version = version;
    this.progress = progress;
    for (int i = 0; i < sizes.length; i++) {
      EventType.Spec spec = i < specs.length ? specs[i] : null;
      sizes[i] = spec != null && spec.timed() ? spec.arguments().size() : -1;
    }
  }

  /// Reads everything.
  ///
  /// @param parallel who runs the generations
  /// @throws CancelledException when the user cancelled
  public Result decode(Parallel parallel) throws CancelledException {
    Problems problems = new Problems();
    long[] counts = new long[256];
    List<RawGeneration> raw =
        new BatchScanner(bytes, version, problems, counts).scan(TraceFormat.HEADER_BYTES);
    GenerationDecoder decoder = new GenerationDecoder(bytes, version, sizes);
    List<Parallel.Work<GenerationDecoder.Result>> work = new ArrayList<>();
    for (int i = 0; i < raw.size(); i++) {
      RawGeneration one = raw.get(i);
      boolean initial = i == 0;
      work.add(() -> decoder.decode(one, Optional.empty(), initial, this::told));
    }
    List<GenerationDecoder.Result> results = parallel.all(work);
    return join(problems, counts, decoder, raw, results);
  }

  private void told(int size) throws CancelledException {
    progress.report(done.addAndGet(size), bytes.size(), "reading the trace");
  }

  private Result join(
      Problems scanned,
      long[] counts,
      GenerationDecoder decoder,
      List<RawGeneration> raw,
      List<GenerationDecoder.Result> alone)
      throws CancelledException {
    List<Generation> generations = new ArrayList<>();
    List<ClockSnapshot> clocks = new ArrayList<>();
    List<Problem> problems = new ArrayList<>(scanned.toList());
    long frequency =
        alone.stream()
            .mapToLong(r -> r.tables().frequency)
            .filter(f -> f > 0)
            .findFirst()
            .orElse(0);
    Optional<Borders> before = Optional.empty();
    for (int i = 0; i < raw.size(); i++) {
      GenerationDecoder.Result result = alone.get(i);
      boolean exact =
          before.isPresent() && (!result.sound() || !before.get().fits(result.scheduler()));
      if (exact) {
        result = decoder.decode(raw.get(i), before, i == 0, size -> told(0));
      }
      before =
          result.sound() ? Optional.of(after(before, result.scheduler(), exact)) : Optional.empty();
      boolean untimed = result.tables().frequency == 0 && frequency > 0;
      generations.add(
          untimed ? result.generation().withNanosPerTick(1e9 / frequency) : result.generation());
      problems.addAll(result.problems().toList());
      for (int type = 0; type < counts.length; type++) {
        counts[type] += result.counts()[type];
      }
      Tables tables = result.tables();
      if (tables.hasSnapshot) {
        clocks.add(tables.snapshot(result.generation()));
      }
    }
    problems.sort(Comparator.comparingLong(Problem::offset));
    return new Result(generations, named(counts), clocks, first(problems));
  }

  private static Borders after(Optional<Borders> before, Scheduler after, boolean exact) {
    return before.isPresent() ? before.get().then(after, exact) : Borders.after(after);
  }

  private static List<Problem> first(List<Problem> problems) {
    Problems first = new Problems();
    problems.forEach(p -> first.add(p.id(), p.effect(), p.offset(), p.quote()));
    return first.toList();
  }

  private Map<String, Long> named(long[] counts) {
    Map<String, Long> named = new LinkedHashMap<>();
    for (int i = 0; i < specs.length; i++) {
      EventType.Spec spec = specs[i];
      if (spec != null && counts[i] > 0) {
        named.put(spec.name(), counts[i]);
      }
    }
    return named;
  }
}
