package initscope.gotrace.v2;

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
  /// @param before how the generation before ended, to be followed exactly; none to read it alone
  /// @param initial whether it is the first of the trace
  /// @param frequency ticks per second, where the generation itself does not tell; 0 for none known
  Result decode(
      RawGeneration raw,
      Arena arena,
      Optional<Borders> before,
      boolean initial,
      long frequency,
      BatchProgress progress)
      throws CancelledException {
    Problems problems = new Problems();
    long[] counts = new long[256];
    Tables tables = new Tables(bytes, version, problems, counts);
    LongIntMap threads = new LongIntMap();
    List<Long> ids = new ArrayList<>();
    List<List<Batch>> streams = new ArrayList<>();
    long start = Long.MAX_VALUE;
    for (Batch batch : raw.batches()) {
      if (!tables.take(batch)) {
        int row = threads.get(batch.thread());
        if (row < 0) {
          row = streams.size();
          threads.put(batch.thread(), row);
          streams.add(new ArrayList<>());
          ids.add(batch.thread());
        }
        streams.get(row).add(batch);
      }
      start = Math.min(start, batch.timeTicks());
    }
    boolean complete = check(raw, tables, problems);
    GenerationBuilder out = new GenerationBuilder(arena, tables.strings, tables.stacks);
    Scheduler scheduler = new Scheduler(out, before.isEmpty(), initial, start);
    before.ifPresent(scheduler::follow);
    List<Cursor> cursors = new ArrayList<>();
    for (int i = 0; i < streams.size(); i++) {
      long id = ids.get(i);
      cursors.add(
          new Cursor(bytes, id == -1 ? -1 : scheduler.thread(id), streams.get(i), progress));
    }
    TableChecks checks = new TableChecks(tables, out.reasons(), problems, complete);
    Ordering ordering = new Ordering(scheduler, checks, problems, counts, sizes, cursors);
    boolean sound = ordering.run();
    if (out.isFull()) {
      problems.add("gotrace.generation.large", Effect.SKIPPED, raw.fromOffset(), "" + raw.number());
    }
    for (int i = 0; i < tables.samples.size(); i += Tables.SAMPLE_WIDTH) {
      out.marks()
          .sample(tables.samples.get(i), tables.samples.get(i + 3), tables.samples.get(i + 4));
    }
    long perSecond = tables.frequency > 0 ? tables.frequency : frequency;
    double nanosPerTick = 1e9 / (perSecond > 0 ? perSecond : USUAL_FREQUENCY);
    long end = Math.max(start, ordering.endTicks());
    Generation.Span span = new Generation.Span(raw.number(), start, end, nanosPerTick);
    return new Result(out.seal(span), scheduler, tables, problems, counts, sound);
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
