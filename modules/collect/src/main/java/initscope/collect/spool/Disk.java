package initscope.collect.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// Files only their owner can read. The seam where tests let a disk fail.
interface Disk {
  /// A file that is written to its end.
  interface Handle extends Closeable {
    /// Writes all of it.
    void write(byte[] bytes, int from, int length) throws IOException;

    /// Returns when it is on the disk.
    void sync() throws IOException;
  }

  /// Makes a folder and its parents, 0700.
  void folder(Path path) throws IOException;

  /// A new file, 0600.
  Handle create(Path path) throws IOException;

  /// The real disk.
  Disk REAL =
      new Disk() {
        @Override
        public void folder(Path path) throws IOException {
          Files.createDirectories(path, mode(path, "rwx------"));
        }

        @Override
        public Handle create(Path path) throws IOException {
          Set<StandardOpenOption> options =
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
          FileChannel channel = FileChannel.open(path, options, mode(path, "rw-------"));
          return new ChannelHandle(channel);
        }
      };

  private static FileAttribute<?>[] mode(Path path, String mode) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  /// A file of the real disk.
  record ChannelHandle(FileChannel channel) implements Handle {
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      ByteBuffer buffer = ByteBuffer.wrap(bytes, from, length);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
