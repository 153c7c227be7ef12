package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolEntry;
import initscope.collect.steps.Step;
import initscope.model.Failure;
import initscope.xray.lapse.LapseWriter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Writes a time-lapse into the spool while it is taken, in several entries, so that a crash loses the last seconds and no more.
final class LapseEntries {
  private static final String FOLDER = "xray/lapse/";
  private static final long ENTRY_BYTES = 1 << 20;
  private static final long ENTRY_NANOS = 2_000_000_000L;

  private final Spool spool;
  private final Step step;
  private final LapseWriter writer = new LapseWriter();
  private Optional<SpoolEntry> open = Optional.empty();
  private long begunNanos;
  private int count;
  private long written;

  LapseEntries(Spool spool, Step step) {
    this.spool = spool;
    this.step = step;
  }

  LapseWriter writer() {
    return writer;
  }

  /// Whether no more fits into what the step may keep.
  boolean isFull() {
    return written >= step.byteLimit();
  }

  /// Hands over what was written, and begins another entry where this one is long enough.
  ///
  /// @param hostNanos about now, host time
  void flush(long hostNanos) throws Failure {
    byte[] bytes = writer.drain();
    if (bytes.length == 0) {
      return;
    }
    if (open.isEmpty()) {
      Spool.EntryHead head =
          new Spool.EntryHead(
              FOLDER + count++, step.id(), List.of(), hostNanos, step.sensitivity());
      open = Optional.of(spool.begin(head, step.byteLimit()));
      begunNanos = hostNanos;
    }
    SpoolEntry entry = open.get();
    entry.write(bytes, 0, bytes.length);
    written += bytes.length;
    if (entry.sizeBytes() >= ENTRY_BYTES || hostNanos - begunNanos >= ENTRY_NANOS) {
      commit(hostNanos);
    }
  }

  /// Ends the entry in work.
  void commit(long hostNanos) throws Failure {
    if (open.isPresent()) {
      open.get().commit(OptionalInt.empty(), hostNanos, false);
      open = Optional.empty();
    }
  }
}
