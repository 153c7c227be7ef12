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
  private static final int WITH_SNAPSHOT = 25;

  /// Go ends a program with more than 10,000.
  private static final int MAX_THREADS = 20_000;

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
      RawGeneration raw, Optional<Borders> before, boolean initial, BatchProgress progress)
      throws CancelledException {
    Problems problems = new Problems();
    long[] counts = new long[256];
    Tables tables = new Tables(bytes, version, problems, counts);
    Streams streams = new Streams();
    for (Batch batch : raw.batches()) {
      if (!streams.take(batch, tables.take(batch))) {
        problems.add(
            "gotrace.threads.many",
            Effect.LOST_FROM_HERE,
            batch.header(),
            "more than " + MAX_THREADS);
        break;
      }
    }
    boolean complete = check(raw, tables, problems);
    if (version <= TraceFormat.NEWEST) {
      Told told = new Told(tables, complete, problems, counts, sizes);
      return new Replay(raw, streams, before, initial, progress, told).run();
    }
    NewerEvents newer = new NewerEvents(bytes, sizes);
    streams.all().forEach(newer::learn);
    for (int[] guess : newer.guesses()) {
      Told told = Told.to(new Told(tables, complete, problems, counts, guess));
      Replay replay = new Replay(raw, streams, before, initial, progress, told);
      Optional<Result> result = replay.strictly();
      if (result.isPresent()) {
        newer.report(guess, told.counts, told.problems, raw.fromOffset());
        return result.get();
      }
    }
    int[] guess = newer.guesses().getFirst();
    Told told = new Told(tables, complete, problems, counts, guess);
    Result result = new Replay(raw, streams, before, initial, progress, told).run();
    newer.report(guess, counts, problems, raw.fromOffset());
    return result;
  }

  /// What is there beside the threads' events, and where it is told what is wrong.
  @SuppressWarnings("ArrayRecordComponent") // written to, and never compared
  private record Told(
      Tables tables, boolean complete, Problems problems, long[] counts, int[] arguments) {
    /// A copy that is written to instead.
    static Told to(Told told) {
      Problems problems = new Problems();
      told.problems.toList().forEach(p -> problems.add(p.id(), p.effect(), p.offset(), p.quote()));
      return new Told(told.tables, told.complete, problems, told.counts.clone(), told.arguments);
    }
  }

  /// The batches of threads, each thread's together.
  private static final class Streams {
    private final LongIntMap rows = new LongIntMap();
    private final List<Long> threads = new ArrayList<>();
    private final List<List<Batch>> batches = new ArrayList<>();
    private long start = Long.MAX_VALUE;

    /// Takes a batch; false where there are too many threads.
    boolean take(Batch batch, boolean isTable) {
      start = Math.min(start, batch.timeTicks());
      if (isTable) {
        return true;
      }
      int row = rows.get(batch.thread());
      if (row < 0 && batches.size() == MAX_THREADS) {
        return false;
      }
      if (row < 0) {
        row = batches.size();
        rows.put(batch.thread(), row);
        batches.add(new ArrayList<>());
        threads.add(batch.thread());
      }
      batches.get(row).add(batch);
      return true;
    }

    List<Batch> all() {
      return batches.stream().flatMap(List::stream).toList();
    }
  }

  /// One replay of a generation's events.
  private final class Replay {
    private final RawGeneration raw;
    private final Streams streams;
    private final Optional<Borders> before;
    private final boolean initial;
    private final BatchProgress progress;
    private final Told told;
    private final long[] counted;
    private long failedOffset = -1;

    Replay(
        RawGeneration raw,
        Streams streams,
        Optional<Borders> before,
        boolean initial,
        BatchProgress progress,
        Told told) {
      this.raw = raw;
      this.streams = streams;
      this.before = before;
      this.initial = initial;
      this.progress = progress;
      this.told = told;
      counted = told.counts.clone();
    }

    /// Reads all events strictly, and where that cannot be, over what is missing.
    Result run() throws CancelledException {
      // the runtime writes the frequency of the clock when all else is written
      boolean cut = raw.cut() || told.tables.frequency == 0;
      Optional<Result> strict = raw.gaps().isEmpty() ? strictly() : Optional.empty();
      if (strict.isPresent() && !cut && !raw.last()) {
        return strict.get();
      }
      System.arraycopy(counted, 0, told.counts, 0, counted.length);
      // the bytes were reported once
      Attempt loose = new Attempt(size -> progress.batch(0));
      double perSecond = 1e9 / told.tables.nanosPerTick();
      return loose.result(
          loose.ordering.runOverGaps(
              failedOffset, perSecond, cut, raw.last(), !raw.gaps().isEmpty()));
    }

    /// Reads all events strictly; empty where that cannot be.
    Optional<Result> strictly() throws CancelledException {
      Attempt strict = new Attempt(progress);
      if (strict.ordering.run()) {
        return Optional.of(strict.result(Generation.Span.WHOLE));
      }
      failedOffset = strict.ordering.failedOffset();
      return Optional.empty();
    }

    /// One way through the events.
    private final class Attempt {
      private final GenerationBuilder out;
      private final Scheduler scheduler;
      private final Ordering ordering;

      Attempt(BatchProgress reported) {
        out = new GenerationBuilder(Arena.ofAuto(), told.tables.strings, told.tables.stacks);
        scheduler = new Scheduler(out, before.isEmpty(), initial, streams.start);
        before.ifPresent(scheduler::follow);
        List<Cursor> cursors = new ArrayList<>();
        for (int i = 0; i < streams.batches.size(); i++) {
          long id = streams.threads.get(i);
          int thread = id == -1 ? -1 : scheduler.thread(id);
          cursors.add(new Cursor(bytes, thread, raw.gaps(), streams.batches.get(i), reported));
        }
        TableChecks checks =
            new TableChecks(told.tables, out.reasons(), told.problems, told.complete);
        ordering =
            new Ordering(scheduler, checks, told.problems, told.counts, told.arguments, cursors);
      }

      Result result(long lostFromTicks) {
        Tables tables = told.tables;
        if (out.isFull()) {
          told.problems.add(
              "gotrace.generation.large", Effect.SKIPPED, raw.fromOffset(), "" + raw.number());
        }
        for (int i = 0; i < tables.samples.size(); i += Tables.SAMPLE_WIDTH) {
          out.marks()
              .sample(tables.samples.get(i), tables.samples.get(i + 3), tables.samples.get(i + 4));
        }
        long end = Math.max(streams.start, ordering.endTicks());
        boolean sound = lostFromTicks == Generation.Span.WHOLE;
        if (sound) {
          scheduler.ranges.addOpen(out.marks(), end);
        }
        Generation.Span span =
            new Generation.Span(
                raw.number(), streams.start, end, tables.nanosPerTick(), lostFromTicks);
        return new Result(out.seal(span), scheduler, tables, told.problems, told.counts, sound);
      }
    }
  }

  /// Whether a generation has all that its events may refer to.
  private boolean check(RawGeneration raw, Tables tables, Problems problems) {
    boolean complete = problems.isEmpty() && !raw.cut() && raw.gaps().isEmpty();
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
