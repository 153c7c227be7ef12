package initscope.collect.spool;

import initscope.evidence.Capture;
import initscope.evidence.CaptureWriter;
import initscope.evidence.SpoolReader;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Makes a sealed file of a spool folder.
final class Sealing {
  private static final int BUFFER = 1 << 16;

  private Sealing() {}

  /// Writes beside the wanted file, waits for the disk, then renames: the file is whole or not there.
  static void seal(Path folder, Path file, Disk disk) throws IOException {
    Capture capture = SpoolReader.open(new SpoolFolder(folder)).value();
    Path target = file.toAbsolutePath();
    Path fresh = target.resolveSibling(target.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    try (Disk.Handle handle = disk.create(fresh)) {
      OutputStream out = new BufferedOutputStream(stream(handle), BUFFER);
      CaptureWriter.write(capture, out);
      out.flush();
      handle.sync();
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    disk.syncFolder(target.resolveSibling("."));
  }

  private static OutputStream stream(Disk.Handle handle) {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        handle.write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int length) throws IOException {
        handle.write(bytes, from, length);
      }
    };
  }

  static void deleteTree(Path folder) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(folder)) {
      paths = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : paths) {
      Files.delete(path);
    }
  }
}
