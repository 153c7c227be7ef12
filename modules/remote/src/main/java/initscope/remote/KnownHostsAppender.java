package initscope.remote;

import initscope.model.Failure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;

/// Adds a line to a known_hosts file: appended in one write under a file lock, so that several programs may do so at once.
final class KnownHostsAppender {
  private static final int LOCK_TRIES = 500;

  private KnownHostsAppender() {}

  /// Adds a key of a host, unless another program has just done so.
  static void add(Path file, String name, byte[] key, boolean hashed) throws Failure {
    String line =
        (hashed ? HostNames.hashed(name) : name)
            + " "
            + KeyBlob.type(key)
            + " "
            + Base64.getEncoder().encodeToString(key)
            + "\n";
    try {
      create(file);
      append(file, name, key, line);
    } catch (IOException e) {
      throw new Failure.Local(
          "Cannot record the key of " + name + " in",
          file.toString(),
          "make the file writable, or name another with --known-hosts.",
          e);
    }
  }

  private static void append(Path file, String name, byte[] key, String line) throws IOException {
    // One write in append mode cannot damage what others write. The lock keeps two of us from
    // adding the same line; closing any
    // channel of the file would drop it, so nothing else is opened meanwhile.
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel appending = FileChannel.open(file, StandardOpenOption.APPEND);
        FileLock lock = locked(channel)) {
      assert lock.isValid();
      var known = new KnownHosts(KnownHosts.parse(file, text(channel)));
      if (known.judge(name, key) instanceof KnownHosts.Verdict.Known) {
        return;
      }
      long size = channel.size();
      String text = size > 0 && !endsWithNewline(channel, size) ? "\n" + line : line;
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
      int written = appending.write(bytes);
      if (bytes.hasRemaining()) {
        throw new IOException("only " + written + " bytes could be written");
      }
      appending.force(true);
    }
  }

  private static String text(FileChannel channel) throws IOException {
    if (channel.size() > KnownHosts.MAX_FILE_BYTES) {
      throw new IOException("larger than " + KnownHosts.MAX_FILE_BYTES + " bytes");
    }
    ByteBuffer all = ByteBuffer.allocate((int) channel.size());
    int got = 0;
    while (got >= 0 && all.hasRemaining()) {
      got = channel.read(all, all.position());
    }
    return new String(all.array(), 0, all.position(), StandardCharsets.ISO_8859_1);
  }

  private static boolean endsWithNewline(FileChannel channel, long size) throws IOException {
    ByteBuffer last = ByteBuffer.allocate(1);
    return channel.read(last, size - 1) == 1 && last.get(0) == '\n';
  }

  /// The lock keeps other programs out; within this program a second taker gets an exception and tries again.
  private static FileLock locked(FileChannel channel) throws IOException {
    for (int i = 0; i < LOCK_TRIES; i++) {
      try {
        return channel.lock();
      } catch (OverlappingFileLockException _) {
        try {
          Thread.sleep(20);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          throw new IOException("interrupted while waiting for the lock", e);
        }
      }
    }
    throw new IOException("the file stays locked");
  }

  private static void create(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.exists(folder)) {
      if (posix) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    }
    try {
      if (posix) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
    } catch (FileAlreadyExistsException _) {
      return; // the usual case
    }
  }
}
