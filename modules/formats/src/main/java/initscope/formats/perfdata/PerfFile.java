package initscope.formats.perfdata;

import initscope.model.Bytes;
import initscope.model.Problem.Effect;

/// Where the parts of a file lie. Source of the layout: Linux, tools/perf/Documentation/perf.data-file-format.txt, tools/perf/util/header.c.
///
/// @param in the whole
/// @param pipe whether there are records only, as {@code perf record -o -} writes them
/// @param from where records begin
/// @param to where they end, as far as there are bytes
record PerfFile(Words in, boolean pipe, long from, long to) {
  /// How each begins on a machine with the least significant byte first, and on the others.
  static final String LITTLE = "PERFILE2";

  static final String BIG = "2ELIFREP";

  /// How those of perf before 2.6.36 began.
  static final String FIRST = "PERFFILE";

  private static final int PIPE_BYTES = 16;
  private static final int FILE_BYTES = 104;
  private static final int SECTION_BYTES = 16;
  private static final int MAX_IDS = 1 << 18;

  static boolean recognises(Bytes head) {
    return head.size() >= PIPE_BYTES && (head.startsWith(LITTLE) || head.startsWith(BIG));
  }

  /// Reads what stands before the records and behind them.
  static PerfFile read(Words in, Recording recording) {
    long length = in.u64(8);
    if (length == PIPE_BYTES) {
      return new PerfFile(in, true, PIPE_BYTES, in.size());
    }
    if (in.size() < FILE_BYTES) {
      recording.problem("perfdata.cut", Effect.LOST_FROM_HERE, in.size());
      return new PerfFile(in, false, in.size(), in.size());
    }
    attrs(in, recording);
    long from = in.u64(40);
    long size = in.u64(48);
    if (from < FILE_BYTES || from > in.size()) {
      recording.problem("perfdata.cut", Effect.LOST_FROM_HERE, in.size());
      return new PerfFile(in, false, in.size(), in.size());
    }
    if (size == 0) {
      // perf writes it when it ends
      recording.problem("perfdata.unfinished", Effect.NOTE, 48);
      return new PerfFile(in, false, from, in.size());
    }
    if (!in.has(from, size)) {
      recording.problem("perfdata.cut", Effect.LOST_FROM_HERE, in.size());
      return new PerfFile(in, false, from, in.size());
    }
    features(in, from + size, recording);
    return new PerfFile(in, false, from, from + size);
  }

  private static void attrs(Words in, Recording recording) {
    long length = in.u64(16);
    long from = in.u64(24);
    long size = in.u64(32);
    if (length < Attr.MIN_BYTES + SECTION_BYTES || !in.has(from, size) || length > size) {
      recording.problem("perfdata.events", Effect.LOST_FROM_HERE, 16);
      return;
    }
    for (long at = from; at + length <= from + size; at += length) {
      long own = length - SECTION_BYTES;
      int attr = recording.attrs().add(Attr.read(in, at, own));
      long ids = in.u64(at + own);
      long count = in.u64(at + own + 8) / 8;
      if (attr < 0 || count < 0 || count > MAX_IDS || !in.has(ids, 8 * count)) {
        recording.problem("perfdata.events", Effect.SKIPPED, at);
        return;
      }
      for (long i = 0; i < count; i++) {
        recording.attrs().id(in.u64(ids + 8 * i), attr);
      }
    }
  }

  private static void features(Words in, long table, Recording recording) {
    long at = table;
    for (int number = 0; number < 256; number++) {
      if ((in.u64(72 + (number >>> 6) * 8L) >>> (number & 63) & 1) == 0) {
        continue;
      }
      if (!in.has(at, SECTION_BYTES)) {
        recording.problem("perfdata.cut", Effect.LOST_FROM_HERE, in.size());
        return;
      }
      long from = in.u64(at);
      long size = in.u64(at + 8);
      if (!in.has(from, size)) {
        recording.problem("perfdata.cut", Effect.LOST_FROM_HERE, in.size());
      } else if (size > 0 && !recording.features().read(number, from, from + size)) {
        recording.problem("perfdata.feature." + number, Effect.SKIPPED, from);
      }
      at += SECTION_BYTES;
    }
  }
}
