package initscope.collect.spool;

import initscope.evidence.Capture;
import initscope.evidence.CaptureReader;
import initscope.evidence.Members;
import initscope.evidence.zip.ZipLimits;
import initscope.model.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The files of a spool folder, for {@link initscope.evidence.SpoolReader}. Links are not followed.
public final class SpoolFolder implements Members {
  private final Path folder;

  /// A folder, whether or not a capture still writes to it.
  public SpoolFolder(Path folder) {
    this.folder = folder;
  }

  /// Whether a folder looks like a spool.
  public static boolean recognises(Path folder) {
    return Files.isRegularFile(folder.resolve(CaptureReader.FACTS))
        || Files.isRegularFile(folder.resolve(CaptureReader.INDEX));
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (String name : List.of(CaptureReader.FACTS, CaptureReader.INDEX)) {
      if (sizeBytes(name) >= 0) {
        names.add(name);
      }
    }
    Path raw = folder.resolve(Capture.RAW);
    if (!Files.isDirectory(raw, LinkOption.NOFOLLOW_LINKS)) {
      return names;
    }
    try (Stream<Path> files = Files.walk(raw)) {
      files
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .limit(ZipLimits.MAX_ENTRIES)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .forEach(names::add);
    } catch (IOException | java.io.UncheckedIOException e) {
      return names;
    }
    return names;
  }

  @Override
  public Optional<Bytes> read(String name) {
    Optional<Path> file = file(name);
    try {
      return file.isPresent() ? Optional.of(FileBytes.map(file.get())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public long sizeBytes(String name) {
    Optional<Path> file = file(name);
    try {
      return file.isPresent() ? Files.size(file.get()) : -1;
    } catch (IOException e) {
      return -1;
    }
  }

  private Optional<Path> file(String name) {
    if (!ZipLimits.goodName(name)) {
      return Optional.empty();
    }
    Path file = folder.resolve(name);
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Optional.of(file)
        : Optional.empty();
  }
}
