package initscope.gotrace.v2;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Stacks;
import initscope.gotrace.generation.Strings;
import initscope.gotrace.util.LongColumn;
import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.go.ClockSnapshot;

/// What a generation says beside its events: strings, stacks, samples, clocks.
final class Tables {
  /// The tick of Linux on most machines: 64 ns. Taken where a generation was cut before it told.
  private static final long USUAL_FREQUENCY = 15_625_000;

  /// Longs kept for a sample: ticks, thread, P, goroutine, stack.
  static final int SAMPLE_WIDTH = 5;

  private static final int MAX_FRAMES = 128;
  private static final int MAX_STRING = 1 << 10;
  private static final int WITH_SYNC = 25;

  final Strings strings;
  final Stacks stacks;
  final LongColumn samples = new LongColumn();

  /// Ticks per second, 0 where the generation does not say.
  long frequency;

  /// Whether a clock snapshot was read.
  boolean hasSnapshot;

  private long snapshotTicks;
  private long snapshotMonoNanos;
  private long snapshotSeconds;
  private long snapshotNanos;

  private final Bytes bytes;
  private final int version;
  private final Problems problems;
  private final long[] counts;

  Tables(Bytes bytes, int version, Problems problems, long[] counts) {
    this.bytes = bytes;
    this.version = version;
    this.problems = problems;
    this.counts = counts;
    strings = new Strings(bytes);
    stacks = new Stacks(strings);
  }

  /// Reads a batch where it is one of these.
  ///
  /// @return false where it is a thread's stream
  boolean take(Batch batch) {
    if (batch.experiment() != 0) {
      return true;
    }
    if (batch.size() == 0) {
      return false;
    }
    int first = bytes.at(batch.offset());
    BatchReader in = new BatchReader(bytes, batch);
    switch (first) {
      case EventType.STRINGS -> strings(in);
      case EventType.STACKS -> stacks(in);
      case EventType.CPU_SAMPLES -> samples(in);
      case EventType.SYNC -> sync(in, batch);
      case EventType.FREQUENCY -> {
        if (version >= WITH_SYNC) {
          return false;
        }
        sync(in, batch);
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /// The clock's; the usual one where the generation was cut before it told.
  double nanosPerTick() {
    return 1e9 / (frequency > 0 ? frequency : USUAL_FREQUENCY);
  }

  private boolean expect(BatchReader in, int type, String id) {
    long from = in.offset();
    int seen = in.octet();
    if (seen == type) {
      return true;
    }
    problems.add(id, Effect.SKIPPED, from, "event " + seen);
    return false;
  }

  private void damaged(BatchReader in, String id, long from, String what) {
    problems.add(id, Effect.SKIPPED, from, what);
    in.skip(-1);
  }

  private void strings(BatchReader in) {
    counts[in.octet()]++;
    while (in.more()) {
      long from = in.offset();
      if (!expect(in, EventType.STRING, "gotrace.strings.damaged")) {
        return;
      }
      long id = in.number();
      long length = in.number();
      long text = in.offset();
      if (length < 0 || length > MAX_STRING) {
        damaged(in, "gotrace.strings.damaged", from, "a text of " + length + " bytes");
        return;
      }
      in.skip(length);
      if (!in.isWhole()) {
        damaged(in, "gotrace.strings.damaged", from, "cut");
        return;
      }
      counts[EventType.STRING]++;
      if (!strings.add(id, text, (int) length)) {
        problems.add("gotrace.strings.twice", Effect.LOST_FROM_HERE, from, "string " + id);
      }
    }
  }

  private void stacks(BatchReader in) {
    counts[in.octet()]++;
    while (in.more()) {
      long from = in.offset();
      if (!expect(in, EventType.STACK, "gotrace.stacks.damaged")) {
        return;
      }
      long id = in.number();
      long frames = in.number();
      if (frames < 0 || frames > MAX_FRAMES) {
        damaged(in, "gotrace.stacks.damaged", from, "a stack of " + frames + " frames");
        return;
      }
      boolean fresh = stacks.begin(id);
      for (long i = 0; i < frames && in.isWhole(); i++) {
        long pc = in.number();
        long function = in.number();
        long file = in.number();
        long line = in.number();
        if (fresh && in.isWhole()) {
          stacks.frame(pc, function, file, line);
        }
      }
      if (!in.isWhole()) {
        damaged(in, "gotrace.stacks.damaged", from, "cut");
        return;
      }
      counts[EventType.STACK]++;
      if (!fresh) {
        problems.add("gotrace.stacks.twice", Effect.LOST_FROM_HERE, from, "stack " + id);
      }
    }
  }

  private void samples(BatchReader in) {
    counts[in.octet()]++;
    while (in.more()) {
      long from = in.offset();
      if (!expect(in, EventType.CPU_SAMPLE, "gotrace.samples.damaged")) {
        return;
      }
      long[] values = new long[SAMPLE_WIDTH];
      for (int i = 0; i < SAMPLE_WIDTH; i++) {
        values[i] = in.number();
      }
      if (!in.isWhole()) {
        damaged(in, "gotrace.samples.damaged", from, "cut");
        return;
      }
      counts[EventType.CPU_SAMPLE]++;
      for (long value : values) {
        samples.add(value);
      }
    }
  }

  private void sync(BatchReader in, Batch batch) {
    if (version >= WITH_SYNC) {
      counts[in.octet()]++;
    }
    long ticks = batch.timeTicks();
    while (in.more()) {
      long from = in.offset();
      int type = in.octet();
      if (type == EventType.FREQUENCY) {
        frequency(in, type);
      } else if (type == EventType.CLOCK_SNAPSHOT && version >= WITH_SYNC) {
        ticks += in.number();
        snapshot(in, ticks, from);
      } else {
        problems.add("gotrace.sync.damaged", Effect.SKIPPED, from, "event " + type);
        return;
      }
    }
  }

  private void snapshot(BatchReader in, long ticks, long from) {
    long mono = in.number();
    long seconds = in.number();
    long nanos = in.number();
    if (!in.isWhole()) {
      problems.add("gotrace.sync.damaged", Effect.SKIPPED, from, "cut");
      return;
    }
    counts[EventType.CLOCK_SNAPSHOT]++;
    if (hasSnapshot) {
      problems.add("gotrace.sync.twice", Effect.LOST_FROM_HERE, from, "clock snapshot");
      return;
    }
    hasSnapshot = true;
    snapshotTicks = ticks;
    snapshotMonoNanos = mono;
    snapshotSeconds = seconds;
    snapshotNanos = nanos;
  }

  private void frequency(BatchReader in, int type) {
    long from = in.offset();
    long value = in.number();
    if (!in.isWhole() || value <= 0) {
      problems.add("gotrace.frequency.damaged", Effect.SKIPPED, from, "" + value);
      return;
    }
    counts[type]++;
    if (frequency != 0) {
      problems.add("gotrace.frequency.twice", Effect.LOST_FROM_HERE, from, "" + value);
      return;
    }
    frequency = value;
  }

  /// The clock snapshot of a generation that has one.
  ClockSnapshot snapshot(Generation generation) {
    return new ClockSnapshot(
        generation.nanos(snapshotTicks),
        snapshotMonoNanos,
        snapshotSeconds * 1_000_000_000 + snapshotNanos);
  }
}
