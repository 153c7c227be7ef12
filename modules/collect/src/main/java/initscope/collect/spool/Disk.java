package initscope.collect.spool;

import java.io.Closeable;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files only their owner can read. Written by streams and not by channels: an interrupt closes a channel under its writer, and what
/// a cancelled capture has still to write is what tells how far it came. The seam where tests let a disk fail.
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

  /// Returns when the names in a folder are on the disk.
  void syncFolder(Path path) throws IOException;

  /// The real disk.
  Disk REAL =
      new Disk() {
        @Override
        public void folder(Path path) throws IOException {
          Files.createDirectories(path, mode(path, "rwx------"));
        }

        @Override
        public Handle create(Path path) throws IOException {
          Files.createFile(path, mode(path, "rw-------"));
          return new FileHandle(new FileOutputStream(path.toFile()));
        }

        @Override
        public void syncFolder(Path path) {
          try (FileChannel folder = FileChannel.open(path)) {
            folder.force(true);
          } catch (IOException e) {
            // not every system opens a folder; those that do not keep names without being asked
          }
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
  record FileHandle(FileOutputStream out) implements Handle {
    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
    }

    @Override
    public void sync() throws IOException {
      out.getFD().sync();
    }

    @Override
    public void close() throws IOException {
      out.close();
    }
  }
}
