package initscope.gotrace.v2;

import initscope.gotrace.TraceFormat;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.GenerationBuilder;
import initscope.gotrace.util.LongIntMap;
import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.Progress.CancelledException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One generation's batches to its states. Each can be read alone, since it begins by telling what exists.
final class GenerationDecoder {
  /// The tick of Linux on most machines: 64 ns. Taken where a generation was cut before it told.
  private static final long USUAL_FREQUENCY = 15_625_000;

  private static final int WITH_SNAPSHOT = 25;

  private final Bytes bytes;
  private final int version;
  private final int[] sizes;

  /// What a generation gave.
  ///
  /// @param generation its states
  /// @param scheduler how it ended
  /// @param tables what it says beside events
  /// @param problems what is wrong with it
  /// @param counts events by type
  /// @param sound whether the order of all its events could be found
  @SuppressWarnings("ArrayRecordComponent") // counts are summed once and never compared
  record Result(
      Generation generation,
      Scheduler scheduler,
      Tables tables,
      Problems problems,
      long[] counts,
      boolean sound) {}

  /// @param sizes number of arguments by type, -1 where no timed event has it
  GenerationDecoder(Bytes bytes, int version, int[] sizes) {
    this.bytes = bytes;
    this.version = version;
    this.sizes = sizes;
  }

  /// Reads one.
  ///
  /// @param before how the trace stands there, to be followed exactly; none to read it alone
  /// @param initial whether it is the first of the trace
  Result decode(
      RawGeneration raw,
      Arena arena,
      Optional<Borders> before,
      boolean initial,
      BatchProgress progress)
      throws CancelledException {
    Problems problems = new Problems();
    long[] counts = new long[256];
    Tables tables = new Tables(bytes, version, problems, counts);
    Streams streams = new Streams();
    for (Batch batch : raw.batches()) {
      streams.take(batch, tables.take(batch));
    }
    boolean complete = check(raw, tables, problems);
    if (version <= TraceFormat.NEWEST) {
      Replay replay = new Replay(raw, arena, before, initial, progress);
      return replay.run(streams, tables, complete, problems, counts, sizes);
    }
    NewerEvents newer = new NewerEvents(bytes, sizes);
    streams.all().forEach(newer::learn);
    Optional<Result> best = Optional.empty();
    for (int[] guess : newer.guesses()) {
      Problems tried = new Problems();
      problems.toList().forEach(p -> tried.add(p.id(), p.effect(), p.offset(), p.quote()));
      Replay replay = new Replay(raw, arena, before, initial, progress);
      Result result = replay.run(streams, tables, complete, tried, counts.clone(), guess);
      if (best.isEmpty() || result.sound()) {
        newer.report(guess, result.counts(), tried, raw.fromOffset());
        best = Optional.of(result);
      }
      if (result.sound()) {
        break;
      }
    }
    return best.orElseThrow();
  }

  /// The batches of threads, each thread's together.
  private static final class Streams {
    private final LongIntMap rows = new LongIntMap();
    private final List<Long> threads = new ArrayList<>();
    private final List<List<Batch>> batches = new ArrayList<>();
    private long start = Long.MAX_VALUE;

    void take(Batch batch, boolean isTable) {
      start = Math.min(start, batch.timeTicks());
      if (isTable) {
        return;
      }
      int row = rows.get(batch.thread());
      if (row < 0) {
        row = batches.size();
        rows.put(batch.thread(), row);
        batches.add(new ArrayList<>());
        threads.add(batch.thread());
      }
      batches.get(row).add(batch);
    }

    List<Batch> all() {
      return batches.stream().flatMap(List::stream).toList();
    }
  }

  /// One replay of a generation's events.
  private final class Replay {
    private final RawGeneration raw;
    private final Arena arena;
    private final Optional<Borders> before;
    private final boolean initial;
    private final BatchProgress progress;

    Replay(
        RawGeneration raw,
        Arena arena,
        Optional<Borders> before,
        boolean initial,
        BatchProgress progress) {
      this.raw = raw;
      this.arena = arena;
      this.before = before;
      this.initial = initial;
      this.progress = progress;
    }

    Result run(
        Streams streams,
        Tables tables,
        boolean complete,
        Problems problems,
        long[] counts,
        int[] arguments)
        throws CancelledException {
      GenerationBuilder out = new GenerationBuilder(arena, tables.strings, tables.stacks);
      Scheduler scheduler = new Scheduler(out, before.isEmpty(), initial, streams.start);
      before.ifPresent(scheduler::follow);
      List<Cursor> cursors = new ArrayList<>();
      for (int i = 0; i < streams.batches.size(); i++) {
        long id = streams.threads.get(i);
        int thread = id == -1 ? -1 : scheduler.thread(id);
        cursors.add(new Cursor(bytes, thread, streams.batches.get(i), progress));
      }
      TableChecks checks = new TableChecks(tables, out.reasons(), problems, complete);
      Ordering ordering = new Ordering(scheduler, checks, problems, counts, arguments, cursors);
      boolean sound = ordering.run();
      if (out.isFull()) {
        problems.add(
            "gotrace.generation.large", Effect.SKIPPED, raw.fromOffset(), "" + raw.number());
      }
      for (int i = 0; i < tables.samples.size(); i += Tables.SAMPLE_WIDTH) {
        out.marks()
            .sample(tables.samples.get(i), tables.samples.get(i + 3), tables.samples.get(i + 4));
      }
      double nanosPerTick = 1e9 / (tables.frequency > 0 ? tables.frequency : USUAL_FREQUENCY);
      long end = Math.max(streams.start, ordering.endTicks());
      scheduler.ranges.addOpen(out.marks(), end);
      Generation.Span span = new Generation.Span(raw.number(), streams.start, end, nanosPerTick);
      return new Result(out.seal(span), scheduler, tables, problems, counts, sound);
    }
  }

  /// Whether a generation has all that its events may refer to.
  private boolean check(RawGeneration raw, Tables tables, Problems problems) {
    boolean complete = problems.isEmpty() && !raw.cut();
    long end = raw.toOffset();
    if (tables.frequency == 0) {
      problems.add(
          "gotrace.frequency.missing", Effect.LOST_FROM_HERE, end, "generation " + raw.number());
      complete = false;
    }
    if (version >= WITH_SNAPSHOT && !tables.hasSnapshot) {
      problems.add(
          "gotrace.snapshot.missing", Effect.LOST_FROM_HERE, end, "generation " + raw.number());
      complete = false;
    }
    if (complete && !tables.stacks.hasItsStrings()) {
      problems.add("gotrace.stacks.strings", Effect.LOST_FROM_HERE, end, "a frame has no name");
    }
    return complete;
  }
}
