package initscope.verbs;

import initscope.collect.spool.FileBytes;
import initscope.evidence.NamedInput;
import initscope.evidence.TraceIndexes;
import initscope.gotrace.GoTrace;
import initscope.gotrace.Parallel;
import initscope.gotrace.TraceFormat;
import initscope.gotrace.cache.TraceIndexReader;
import initscope.gotrace.cache.TraceIndexWriter;
import initscope.gotrace.cache.TraceKey;
import initscope.model.Decoded;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/// Indexes of large traces, each beside its trace. Only a help: where one cannot be read or written, nothing is said and nothing fails.
final class TraceIndexFiles implements TraceIndexes {
  /// What the name of a trace's index ends in.
  static final String SUFFIX = ".initscope-index";

  private static final String PART = ".part";

  /// A smaller trace is decoded before its index would be found.
  private static final long LEAST_BYTES = 32L << 20;

  /// An index may be so many times as large as its trace, and so many times the trace must be free to write one.
  private static final int TIMES = 4;

  /// A part that is older was left by a program that ended.
  private static final Duration LEFT = Duration.ofHours(1);

  private final String version;
  private final long leastBytes;
  private final List<Known> known = new CopyOnWriteArrayList<>();

  /// A trace that was looked for.
  private record Known(
      Path file, TraceKey key, FileTime modified, Optional<Decoded<GoTrace>> decoded) {}

  /// Indexes that this program wrote.
  ///
  /// @param version of the program
  TraceIndexFiles(String version) {
    this(version, LEAST_BYTES);
  }

  TraceIndexFiles(String version, long leastBytes) {
    this.version = version;
    this.leastBytes = leastBytes;
  }

  private boolean isFor(NamedInput input) {
    return input.bytes().size() >= leastBytes
        && TraceFormat.version(input.bytes()).isPresent()
        && !System.getProperty("initscope.index", "").equals("never");
  }

  @Override
  public Optional<Decoded<GoTrace>> find(NamedInput input, Parallel parallel)
      throws CancelledException {
    if (!isFor(input)) {
      return Optional.empty();
    }
    try {
      Path file = Path.of(input.name());
      FileTime modified = Files.getLastModifiedTime(file);
      TraceKey key = TraceKey.of(input.bytes(), version);
      known.add(new Known(file, key, modified, Optional.empty()));
      Path index = beside(file, SUFFIX);
      if (!isOwn(index) || Files.size(index) / TIMES > input.bytes().size()) {
        return Optional.empty();
      }
      return TraceIndexReader.read(FileBytes.map(index), input.bytes(), key, parallel);
    } catch (IOException | InvalidPathException | OutOfMemoryError e) {
      return Optional.empty(); // a forged index may ask for more memory than its trace would
    }
  }

  @Override
  public void decoded(NamedInput input, Decoded<GoTrace> decoded) {
    known.replaceAll(
        k ->
            k.file().toString().equals(input.name())
                ? new Known(k.file(), k.key(), k.modified(), Optional.of(decoded))
                : k);
  }

  /// Writes an index for each trace that had none, while the user already looks at it.
  void writeInBackground() {
    List<Known> decoded = known.stream().filter(k -> k.decoded().isPresent()).toList();
    if (!decoded.isEmpty()) {
      Thread thread = new Thread(() -> decoded.forEach(this::write), "initscope-trace-index");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /// Writes them now.
  void write() {
    known.forEach(this::write);
  }

  private void write(Known trace) {
    if (trace.decoded().isEmpty()) {
      return;
    }
    try {
      Path file = trace.file();
      removeLeft(file);
      if (Files.getFileStore(file).getUsableSpace() / TIMES < trace.key().size()) {
        return;
      }
      Path part = beside(file, SUFFIX + '.' + UUID.randomUUID() + PART);
      try {
        if (write(trace.decoded().get(), trace.key(), part) && isUnchanged(trace)) {
          Files.move(part, beside(file, SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        }
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException | SecurityException e) {
      // a folder that cannot be written, or is full: the trace will be decoded again
    }
  }

  private static boolean write(Decoded<GoTrace> decoded, TraceKey key, Path part)
      throws IOException {
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (OutputStream out =
        Channels.newOutputStream(Files.newByteChannel(part, options, privately(part)))) {
      return TraceIndexWriter.write(decoded, key, out);
    }
  }

  /// A trace that was written over while it was read would give an index that is neither the old nor the new one's.
  private static boolean isUnchanged(Known trace) throws IOException {
    return Files.size(trace.file()) == trace.key().size()
        && Files.getLastModifiedTime(trace.file()).equals(trace.modified());
  }

  private static void removeLeft(Path file) throws IOException {
    String start = beside(file, SUFFIX + '.').getFileName().toString();
    FileTime before = FileTime.from(Instant.now().minus(LEFT));
    try (DirectoryStream<Path> siblings =
        Files.newDirectoryStream(file.toAbsolutePath().getParent())) {
      for (Path sibling : siblings) {
        String name = sibling.getFileName().toString();
        if (name.startsWith(start)
            && name.endsWith(PART)
            && Files.getLastModifiedTime(sibling).compareTo(before) < 0) {
          Files.deleteIfExists(sibling);
        }
      }
    }
  }

  static Path beside(Path file, String suffix) {
    return file.resolveSibling(file.getFileName() + suffix);
  }

  /// Whether an index is there and the user's own: in a folder of several users another one could show him a trace that is none.
  private static boolean isOwn(Path index) throws IOException {
    if (!Files.isRegularFile(index, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    FileSystem files = index.getFileSystem();
    return !isPosix(index)
        || Files.getOwner(index, LinkOption.NOFOLLOW_LINKS)
            .equals(
                files
                    .getUserPrincipalLookupService()
                    .lookupPrincipalByName(System.getProperty("user.name")));
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /// An index tells what its trace tells: for nobody else, where the file system can say so.
  private static FileAttribute<?>[] privately(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }
}
