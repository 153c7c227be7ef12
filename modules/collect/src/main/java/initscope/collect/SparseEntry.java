package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolEntry;
import initscope.collect.steps.Step;
import initscope.model.Failure;
import initscope.xray.memory.RecordingMemory;
import initscope.xray.memory.SparseFormat;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What was read of a memory as an entry of the spool.
final class SparseEntry extends OutputStream {
  private final SpoolEntry entry;
  private Optional<Failure> failed = Optional.empty();

  private SparseEntry(SpoolEntry entry) {
    this.entry = entry;
  }

  static void write(Spool spool, Step step, String name, RecordingMemory memory, long nowNanos)
      throws Failure {
    Spool.EntryHead head =
        new Spool.EntryHead(name, step.id(), List.of(), nowNanos, step.sensitivity());
    SpoolEntry entry = spool.begin(head, step.byteLimit());
    SparseEntry out = new SparseEntry(entry);
    try {
      SparseFormat.write(memory.recorded(), out);
    } catch (IOException e) {
      throw out.failed.orElseGet(
          () -> new Failure.Local("Cannot write", entry.name(), "the disk said no", e));
    }
    entry.commit(OptionalInt.empty(), nowNanos, false);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    try {
      entry.write(bytes, from, length);
    } catch (Failure e) {
      failed = Optional.of(e);
      throw new IOException(e);
    }
  }
}
