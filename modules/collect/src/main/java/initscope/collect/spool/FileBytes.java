package initscope.collect.spool;

import initscope.model.Bytes;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Files as {@link Bytes}: large ones mapped, so that their size is not the heap's.
public final class FileBytes {
  private static final long MAP_FROM = 1 << 20;

  private FileBytes() {}

  /// All bytes of a file. An interrupt, which would close a channel under its reader, is kept for later.
  public static Bytes map(Path file) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        interrupted |= Thread.interrupted();
        try {
          return read(file);
        } catch (ClosedByInterruptException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Bytes read(Path file) throws IOException {
    if (Files.size(file) < MAP_FROM) {
      return Bytes.of(Files.readAllBytes(file));
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return Bytes.of(channel.map(MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto()));
    }
  }
}
