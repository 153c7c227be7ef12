package initscope.collect.spool;

import initscope.evidence.EntryInfo;
import initscope.evidence.Sha256;
import initscope.model.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.OptionalInt;

/// One entry being written into a spool. It counts only once it is committed.
public final class SpoolEntry {
  private static final int BUFFER = 16 << 10;

  private final Spool spool;
  private final Path path;
  private final Disk.Handle file;
  private final Spool.EntryHead head;
  private final long limitBytes;
  private final MessageDigest digest = Sha256.digest();
  private byte[] buffer = new byte[256];
  private int buffered;
  private long size;
  private boolean truncated;

  SpoolEntry(Spool spool, Path path, Disk.Handle file, Spool.EntryHead head, long limitBytes) {
    this.spool = spool;
    this.path = path;
    this.file = file;
    this.head = head;
    this.limitBytes = limitBytes;
  }

  /// Name below {@code raw/}.
  public String name() {
    return head.name();
  }

  /// Bytes kept so far.
  public long sizeBytes() {
    return size;
  }

  /// Adds bytes; those beyond the limit are dropped and the entry is marked as cut.
  public void write(byte[] bytes, int from, int length) throws Failure {
    int kept = (int) Math.min(length, limitBytes - size);
    truncated |= kept < length;
    size += kept;
    digest.update(bytes, from, kept);
    try {
      if (kept > BUFFER - buffered) {
        flush();
      }
      if (kept >= BUFFER) {
        file.write(bytes, from, kept);
        return;
      }
    } catch (IOException e) {
      throw Spool.failure(spool.folder(), e);
    }
    if (buffered + kept > buffer.length) {
      buffer =
          java.util.Arrays.copyOf(
              buffer, Math.min(BUFFER, Math.max(2 * buffer.length, buffered + kept)));
    }
    System.arraycopy(bytes, from, buffer, buffered, kept);
    buffered += kept;
  }

  private void flush() throws IOException {
    file.write(buffer, 0, buffered);
    buffered = 0;
  }

  /// Ends the entry and writes its line into the index.
  ///
  /// @param exit exit status of what was run; empty for a file
  /// @param endNanos host time after
  /// @param cut whether the answer did not come to its end
  public void commit(OptionalInt exit, long endNanos, boolean cut) throws Failure {
    try {
      flush();
    } catch (IOException e) {
      throw Spool.failure(spool.folder(), e);
    }
    spool.finished(
        new EntryInfo(
            head.name(),
            head.step(),
            head.argv(),
            exit,
            head.startNanos(),
            endNanos,
            truncated || cut,
            head.sensitivity(),
            size,
            Sha256.hex(digest)),
        new Syncer.Written(path, file));
  }
}
