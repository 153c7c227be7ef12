package initscope.collect.spool;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Puts finished files on the disk in the background, in order, the index after each group of them, so that the capture does not
/// wait for the disk after every one of a thousand small answers. Until then a power cut (not a crash of the program) may lose
/// an entry; its checksum in the index tells.
final class Syncer implements Closeable {
  private static final int PENDING = 256;

  private final BlockingQueue<Disk.Handle> queue = new ArrayBlockingQueue<>(PENDING);
  private final Disk.Handle index;
  private final Thread thread;
  private volatile boolean ended;
  private volatile Optional<IOException> failed = Optional.empty();

  Syncer(Disk.Handle index) {
    this.index = index;
    this.thread = Thread.ofPlatform().daemon().name("spool-sync").start(this::run);
  }

  /// Takes a finished file over; closes it when it is on the disk.
  void add(Disk.Handle finished) throws IOException {
    check();
    try {
      while (!queue.offer(finished, 1, TimeUnit.SECONDS)) {
        check();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      finished.close();
    }
  }

  /// Throws what the background met.
  void check() throws IOException {
    Optional<IOException> met = failed;
    if (met.isPresent()) {
      throw new IOException(met.get().getMessage(), met.get());
    }
  }

  private void run() {
    try {
      while (!(ended && queue.isEmpty())) {
        Disk.Handle next = queue.poll(50, TimeUnit.MILLISECONDS);
        if (next == null) {
          continue;
        }
        do {
          finish(next);
          next = queue.poll();
        } while (next != null);
        index.sync();
      }
      index.sync();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failed = Optional.of(e);
    }
  }

  private static void finish(Disk.Handle handle) throws IOException {
    try (handle) {
      handle.sync();
    }
  }

  /// Waits until everything is on the disk.
  @Override
  public void close() throws IOException {
    ended = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    index.close();
    check();
  }
}
