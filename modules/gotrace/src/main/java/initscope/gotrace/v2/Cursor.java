package initscope.gotrace.v2;

import initscope.model.Bytes;
import initscope.model.Progress.CancelledException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.List;

/// One thread's events within a generation, one after the other. The event it stands at has its type and time read; handlers read the
/// arguments with {@link #argument}, all of them, in order.
final class Cursor {
  /// No event is missing before the one it stands at.
  static final long NO_GAP = Long.MAX_VALUE;

  private static final int SLACK = 128;

  /// Bytes of the longest event: its arguments at ten bytes each.
  private static final int LONGEST_EVENT = 128;

  /// Row of the thread, -1 for none.
  final int thread;

  private final MemorySegment file;
  private final List<Batch> batches;
  private final BatchProgress progress;
  private final List<Long> gaps;
  private byte[] data = new byte[SLACK];
  private int nextBatch;
  private int nextGap;
  private int end;
  private int event;
  private int arguments;
  private int at;
  private long offset;
  private boolean seen;
  private long gapTicks = NO_GAP;

  /// Type of the event, 0 to 255.
  int type;

  /// Time of the event.
  long ticks;

  Cursor(Bytes bytes, int thread, List<Long> gaps, List<Batch> batches, BatchProgress progress) {
    this.progress = progress;
    this.gaps = gaps;
    file = bytes.segment();
    this.thread = thread;
    this.batches = batches;
  }

  /// Goes to the event after the one whose arguments were read.
  ///
  /// @return false at the end
  boolean next() throws CancelledException {
    while (at >= end) {
      if (!load()) {
        return false;
      }
    }
    event = at;
    type = data[at++] & 0xff;
    long passed = argument();
    ticks += at <= end ? passed : 0;
    arguments = at;
    return true;
  }

  /// Whether batches are missing between the batch before and a place in the file; batches come in the order of the file.
  private boolean passesGap(long offset) {
    boolean passed = false;
    while (nextGap < gaps.size() && gaps.get(nextGap) <= offset) {
      nextGap++;
      passed = true;
    }
    return passed;
  }

  /// Whether batches are missing after the last one of the thread.
  boolean endsInGap() {
    return nextGap < gaps.size();
  }

  /// Whether the event lies so near the end of its batch that it may go on beyond it.
  boolean isNearEnd() {
    return end - arguments < LONGEST_EVENT;
  }

  private boolean load() throws CancelledException {
    if (nextBatch == batches.size()) {
      return false;
    }
    Batch batch = batches.get(nextBatch);
    if (passesGap(batch.offset())) {
      gapTicks = Math.min(gapTicks, nextBatch == 0 ? batch.timeTicks() : ticks);
    }
    nextBatch++;
    int size = batch.size();
    progress.batch(size);
    if (data.length < size + SLACK) {
      data = new byte[size > 4096 ? BatchScanner.MAX_BATCH_BYTES + SLACK : size + SLACK];
    } else {
      Arrays.fill(data, size, size + SLACK, (byte) 0);
    }
    MemorySegment.copy(file, ValueLayout.JAVA_BYTE, batch.offset(), data, 0, size);
    at = 0;
    end = size;
    offset = batch.offset();
    ticks = batch.timeTicks();
    return true;
  }

  /// Leaves out the rest of the batch: events of the thread are missing then.
  void leaveBatch() {
    at = end;
    gapTicks = Math.min(gapTicks, ticks);
  }

  /// The time of the thread's last event before events are missing, {@link #NO_GAP} where none is. Told once.
  long takeGap() {
    long taken = gapTicks;
    gapTicks = NO_GAP;
    return taken;
  }

  /// Whether an event of it was tried.
  boolean isSeen() {
    return seen;
  }

  /// Notes that an event of it was tried.
  void see() {
    seen = true;
  }

  /// Reads the arguments from the first again.
  void again() {
    at = arguments;
  }

  /// The next argument.
  long argument() {
    byte[] in = data;
    int b = in[at++];
    if (b >= 0) {
      return b;
    }
    int c = in[at++];
    return c >= 0 ? b & 0x7f | c << 7 : longArgument(b & 0x7f | (c & 0x7f) << 7);
  }

  private long longArgument(long low) {
    long value = low;
    for (int shift = 14; shift < 70; shift += 7) {
      int b = data[at++];
      value |= (long) (b & 0x7f) << shift;
      if (b >= 0 && (shift < 63 || b < 2)) {
        return value;
      }
    }
    at = end + 1; // longer than 64 bits: no number
    return value;
  }

  /// Whether the arguments read so far lie within the batch.
  boolean isWhole() {
    return at <= end;
  }

  /// Where the event lies in the file.
  long offset() {
    return offset + event;
  }

  /// Counts all events from the one it stands at to the end, without regard to what they say.
  ///
  /// @param sizes number of arguments by type, the ticks included; -1 where no timed event has it
  void countRest(int[] sizes, long[] counts) throws CancelledException {
    at = event;
    do {
      while (at < end && sizes[data[at] & 0xff] >= 0) {
        int seen = data[at++] & 0xff;
        for (int i = sizes[seen]; i > 0 && at < end; i--) {
          argument();
        }
        counts[seen] += at <= end ? 1 : 0;
      }
      at = end;
    } while (load());
  }
}
