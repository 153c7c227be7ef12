package initscope.gotrace.v2;

import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.util.ArrayList;
import java.util.List;

/// Finds the batches of a trace by their headers, without looking into them: one short read for each 64 KiB.
///
/// After damage it looks for the next place at which two headers follow one another, so that later generations are still found.
final class BatchScanner {
  /// Largest batch the runtime writes. Source: {@code tracev2.MaxBatchSize}.
  static final int MAX_BATCH_BYTES = 64 << 10;

  private static final int MAX_BATCHES = 2_000_000;

  /// The runtime begins one each second; each costs some KiB beside its events.
  private static final int MAX_GENERATIONS = 20_000;

  /// Generations that may be lost at once.
  private static final int MAX_LOST_GENERATIONS = 1000;

  /// Ticks by which a batch that is looked for may be later than all before: two hours by the usual clock, two minutes by the finest.
  private static final long MAX_TICKS_LATER = 1L << 37;

  /// Ticks by which it may be earlier than the first of the generation: threads write when they have much to write.
  private static final long MAX_TICKS_EARLIER = 1L << 31;

  /// More than any system's numbers of threads.
  private static final long MAX_THREAD = 1L << 40;

  /// First version that tells where a generation ends.
  static final int GO_WITH_END_EVENT = 26;

  private final Bytes bytes;
  private final int version;
  private final Problems problems;
  private final long[] counts;
  private final List<RawGeneration> generations = new ArrayList<>();
  private List<Batch> batches = new ArrayList<>();
  private List<Long> gaps = new ArrayList<>();
  private long number;
  private long generationFrom;
  private int total;
  private long firstTime = Long.MAX_VALUE;
  private long lastTime;
  private long at;

  // the header read last
  private int kind;
  private int experiment;
  private long gen;
  private long thread;
  private long time;
  private long size;

  /// A scanner.
  ///
  /// @param version minor version of Go in the header
  /// @param counts takes the number of batch headers, by event
  BatchScanner(Bytes bytes, int version, Problems problems, long[] counts) {
    this.bytes = bytes;
    this.version = version;
    this.problems = problems;
    this.counts = counts;
  }

  /// All generations that have a batch, in the order of the file.
  List<RawGeneration> scan(long from) {
    at = from;
    generationFrom = from;
    while (at < bytes.size()) {
      long header = at;
      if (!header() || (!isUsual() && !follows(header))) {
        resume(header);
      } else if (kind == EventType.END_OF_GENERATION) {
        counts[kind]++;
        close(false);
      } else if (!take(header)) {
        break;
      }
    }
    boolean cut = version >= GO_WITH_END_EVENT && !batches.isEmpty();
    if (cut) {
      problems.add(
          "gotrace.generation.cut",
          Effect.LOST_FROM_HERE,
          bytes.size(),
          "no end of generation " + number);
    }
    close(cut);
    for (int i = 0; i + 1 < generations.size(); i++) {
      if (generations.get(i + 1).number() != generations.get(i).number() + 1) {
        generations.set(i, generations.get(i).asLast());
      }
    }
    return generations;
  }

  private boolean take(long header) {
    if (++total > MAX_BATCHES) {
      problems.add(
          "gotrace.batches.many", Effect.LOST_FROM_HERE, header, "more than " + MAX_BATCHES);
      return false;
    }
    if (!batches.isEmpty() && gen != number) {
      if (version >= GO_WITH_END_EVENT) {
        problems.add(
            "gotrace.generation.cut", Effect.SKIPPED, header, "no end of generation " + number);
      } else if (gen != number + 1) {
        problems.add(
            "gotrace.generation.order",
            Effect.SKIPPED,
            header,
            "generation " + gen + " after " + number);
      }
      at = header;
      List<Long> before = List.copyOf(gaps);
      close(version >= GO_WITH_END_EVENT);
      if (generations.getLast().endsInGap()) {
        gaps.add(before.getLast()); // what is missing may be the beginning of this one
      }
      header();
    }
    if (batches.isEmpty() && generations.size() == MAX_GENERATIONS) {
      problems.add(
          "gotrace.generations.many",
          Effect.LOST_FROM_HERE,
          header,
          "more than " + MAX_GENERATIONS);
      return false;
    }
    if (batches.isEmpty()) {
      number = gen;
      firstTime = Long.MAX_VALUE;
      generationFrom = header;
    }
    counts[kind]++;
    int whole = (int) Math.min(size, bytes.size() - at);
    if (whole < size) {
      problems.add(
          "gotrace.batch.cut",
          Effect.LOST_FROM_HERE,
          header,
          "has " + whole + " of " + size + " bytes");
    }
    batches.add(new Batch(thread, time, header, at, whole, experiment));
    firstTime = Math.min(firstTime, time);
    lastTime = Math.max(lastTime, time);
    at += whole;
    return true;
  }

  private void close(boolean cut) {
    if (!batches.isEmpty()) {
      generations.add(
          new RawGeneration(
              number, generationFrom, at, List.copyOf(batches), cut, List.copyOf(gaps), false));
      batches = new ArrayList<>();
      gaps = new ArrayList<>();
    }
  }

  /// Reads the header here; on success {@link #at} is where its data begins.
  private boolean header() {
    long from = at;
    kind = bytes.at(at++);
    if (kind == EventType.END_OF_GENERATION && version >= GO_WITH_END_EVENT) {
      return true;
    }
    boolean known = kind == EventType.EVENT_BATCH || kind == EventType.EXPERIMENTAL_BATCH;
    if (!known) {
      at = from;
      return false;
    }
    experiment = 0;
    if (kind == EventType.EXPERIMENTAL_BATCH) {
      experiment = at < bytes.size() ? bytes.at(at++) : 0;
    }
    gen = number();
    thread = number();
    time = number();
    size = number();
    if (at > bytes.size() || gen == 0 || size < 0 || size > MAX_BATCH_BYTES) {
      at = from;
      return false;
    }
    return true;
  }

  /// An unsigned LEB128; beyond the end of the bytes {@link #at} lies beyond it too.
  private long number() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      if (at >= bytes.size()) {
        at = bytes.size() + 1;
        return 0;
      }
      int b = bytes.at(at++);
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80 && (shift < 63 || b < 2)) {
        return value;
      }
    }
    at = bytes.size() + 1; // longer than 64 bits
    return 0;
  }

  /// Goes on where two headers follow one another again.
  private void resume(long damaged) {
    boolean few = bytes.size() - damaged < 16;
    gaps.add(damaged);
    problems.add(
        "gotrace.batch.header",
        few ? Effect.LOST_FROM_HERE : Effect.SKIPPED,
        damaged,
        "no batch begins here");
    for (long from = damaged + 1; from < bytes.size(); from++) {
      int b = bytes.at(from);
      if (b != EventType.EVENT_BATCH && b != EventType.EXPERIMENTAL_BATCH) {
        continue;
      }
      if (follows(from)) {
        at = from;
        return;
      }
    }
    at = bytes.size();
  }

  /// Whether the header read last is the same generation's or the next one's.
  private boolean isUsual() {
    return kind == EventType.END_OF_GENERATION || total == 0 || gen == number || gen == number + 1;
  }

  /// Whether the header read last may stand after those before.
  private boolean isLikely() {
    return total == 0
        || (gen >= number
            && gen <= number + MAX_LOST_GENERATIONS
            && thread >= -1
            && thread < MAX_THREAD
            && time >= firstTime - MAX_TICKS_EARLIER
            && time - lastTime <= MAX_TICKS_LATER);
  }

  /// Whether two headers follow one another. On success the first has been read.
  private boolean follows(long from) {
    at = from;
    if (!header() || !isLikely() || size == 0 || at + size > bytes.size()) {
      return false;
    }
    at += size;
    boolean followed = at == bytes.size() || (header() && isLikely());
    at = from;
    return followed && header();
  }
}
