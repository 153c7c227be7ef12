package initscope.collect.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/// Puts finished entries on the disk in the background, in groups: the bytes of a group, several files at once, then the names of
/// its files, then the index. A capture does not wait for the disk after every one of a thousand small answers, and a power cut
/// loses at most the last two groups: {@link #GROUP} entries being synced and as many that wait. A crash of the program alone loses
/// none of them, since the operating system has them all.
final class Syncer implements Closeable {
  /// Entries that go to the disk together, and at most as many may wait: then the capture does.
  static final int GROUP = 64;

  private static final int AT_ONCE = 8;

  /// A file that has been written to its end.
  record Written(Path path, Disk.Handle handle) {}

  private final BlockingQueue<Written> queue = new ArrayBlockingQueue<>(GROUP);
  private final Path root;
  private final Disk disk;
  private final Disk.Handle index;
  private final ExecutorService workers =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("sync-", 0).factory());
  private final Thread thread;
  private volatile boolean ended;
  private volatile Optional<IOException> failed = Optional.empty();

  Syncer(Path root, Disk disk, Disk.Handle index) {
    this.root = root;
    this.disk = disk;
    this.index = index;
    this.thread = Thread.ofPlatform().daemon().name("spool-sync").start(this::run);
  }

  /// Takes a finished file over; closes it when it is on the disk. An interrupt does not end the wait and is kept.
  void add(Written finished) throws IOException {
    boolean interrupted = false;
    try {
      while (true) {
        check();
        try {
          if (queue.offer(finished, 1, TimeUnit.SECONDS)) {
            return;
          }
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
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
    List<Written> group = new ArrayList<>();
    try {
      while (!(ended && queue.isEmpty())) {
        Written first = queue.poll(20, TimeUnit.MILLISECONDS);
        if (first != null) {
          group.add(first);
          queue.drainTo(group, GROUP - 1);
          sync(group);
          group.clear();
        }
      }
      index.sync();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      failed = Optional.of(e);
    } finally {
      workers.shutdown();
    }
  }

  private void sync(List<Written> group) throws IOException, InterruptedException {
    List<Callable<Void>> syncs = new ArrayList<>();
    Set<Path> folders = new HashSet<>(Set.of(root));
    for (Written written : group) {
      syncs.add(() -> finish(written.handle()));
      Path folder = written.path().getParent();
      while (folder != null && folders.add(folder)) {
        folder = folder.getParent();
      }
    }
    await(workers.invokeAll(syncs));
    List<Callable<Void>> names = new ArrayList<>();
    for (Path folder : folders) {
      if (folder.startsWith(root)) {
        names.add(
            () -> {
              disk.syncFolder(folder);
              return null;
            });
      }
    }
    await(workers.invokeAll(names));
    index.sync();
  }

  private static void await(List<Future<Void>> syncs) throws IOException, InterruptedException {
    for (Future<Void> sync : syncs) {
      try {
        sync.get();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException met ? met : new IOException(e);
      }
    }
  }

  private static Void finish(Disk.Handle handle) throws IOException {
    try (handle) {
      handle.sync();
    }
    return null;
  }

  /// Waits until everything is on the disk. An interrupt does not end the wait and is kept.
  @Override
  public void close() throws IOException {
    ended = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    index.close();
    check();
  }
}
