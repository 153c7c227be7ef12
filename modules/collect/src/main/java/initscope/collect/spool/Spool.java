package initscope.collect.spool;

import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.CaptureJson;
import initscope.evidence.CaptureReader;
import initscope.evidence.EntryInfo;
import initscope.model.ClockFit;
import initscope.model.Coverage;
import initscope.model.Failure;
import initscope.model.RawEntry.Sensitivity;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A capture being written: a folder with {@code capture.json}, an append-only {@code index.jsonl} and one file per entry. Kill the
/// program, cut the link or fill the disk: {@link SpoolFolder} opens what is there. Used by several threads, each entry by one.
public final class Spool implements Closeable {
  private static final long FULL_BYTES = 4096;

  private final Path folder;
  private final Disk disk;
  private final Disk.Handle index;
  private final Syncer syncer;
  private final Set<String> names = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();
  private CaptureFacts facts;
  private int finished;
  private boolean closed;

  private Spool(Path folder, Disk disk, CaptureFacts facts) throws IOException {
    this.folder = folder;
    this.disk = disk;
    this.facts = facts;
    disk.folder(folder.resolve(Capture.RAW));
    writeFacts();
    this.index = disk.create(folder.resolve(CaptureReader.INDEX));
    this.syncer = new Syncer(folder, disk, index);
    disk.syncFolder(folder.toAbsolutePath().resolveSibling("."));
  }

  /// Begins a spool in a folder that is not there yet.
  ///
  /// @throws Failure.Usage when it is there: it holds what an earlier capture left
  public static Spool create(Path folder, CaptureFacts facts) throws Failure {
    checkFree(folder);
    return create(folder, facts, Disk.REAL);
  }

  /// Says whether a spool could be made there.
  ///
  /// @throws Failure.Usage when an earlier capture has left one, or its parent is no folder one can write to
  public static void checkFree(Path folder) throws Failure.Usage {
    if (SpoolFolder.recognises(folder)) {
      throw new Failure.Usage(
          "An unfinished capture is there:",
          folder.toString(),
          "initscope analyze reads it; move or delete it, or name another file.");
    }
    Path parent = folder.toAbsolutePath().getParent();
    if (parent != null && !(Files.isDirectory(parent) && Files.isWritable(parent))) {
      throw new Failure.Usage(
          "Cannot write to", parent.toString(), "name a file in a folder you can write to.");
    }
  }

  static Spool create(Path folder, CaptureFacts facts, Disk disk) throws Failure {
    try {
      return new Spool(folder, disk, facts);
    } catch (IOException e) {
      Failure failure = failure(folder, e);
      removeQuietly(folder);
      throw failure;
    }
  }

  private static void removeQuietly(Path folder) {
    try {
      Sealing.deleteTree(folder);
    } catch (IOException e) {
      // what kept it from being made is what the user has to know
    }
  }

  /// Where it is.
  public Path folder() {
    return folder;
  }

  /// What is known of the capture so far.
  public synchronized CaptureFacts facts() {
    return facts;
  }

  /// Replaces what is known of the capture.
  public synchronized void facts(CaptureFacts now) throws Failure {
    facts = now;
    try {
      writeFacts();
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /// Begins an entry. Its name is made unique, should a host answer twice.
  ///
  /// @param head what is known of it before its bytes: name, step, argv, start, sensitivity
  /// @param limitBytes it is cut at
  public synchronized SpoolEntry begin(EntryHead head, long limitBytes) throws Failure {
    String name = head.name();
    for (int i = 2; !names.add(name); i++) {
      name = head.name() + "~" + i;
    }
    EntryHead unique =
        new EntryHead(name, head.step(), head.argv(), head.startNanos(), head.sensitivity());
    Path file = folder.resolve(Capture.RAW + name);
    try {
      Path parent = file.getParent();
      if (parent != null && folders.add(parent)) {
        disk.folder(parent);
      }
      return new SpoolEntry(this, file, disk.create(file), unique, limitBytes);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /// What an entry is before its bytes.
  ///
  /// @param name path below {@code raw/}
  /// @param step id of the step that asked
  /// @param argv what was run, empty for a file
  /// @param startNanos host time before
  /// @param sensitivity who may see it
  public record EntryHead(
      String name, String step, List<String> argv, long startNanos, Sensitivity sensitivity) {
    /// Keeps an immutable copy.
    public EntryHead {
      argv = List.copyOf(argv);
    }
  }

  /// Keeps which steps are going to run, so that a spool whose capture ended early tells what is missing.
  public synchronized void plan(List<String> steps) throws Failure {
    line(CaptureJson.planLine(steps));
  }

  /// Whether no entry has come to its end yet.
  public synchronized boolean isEmpty() {
    return finished == 0;
  }

  /// Keeps what a step gave.
  public synchronized void coverage(Coverage coverage) throws Failure {
    line(CaptureJson.coverageLine(coverage));
  }

  /// Keeps a clock fit.
  public synchronized void clock(ClockFit clock) throws Failure {
    line(CaptureJson.clockLine(clock));
  }

  synchronized void finished(EntryInfo info, Syncer.Written file) throws Failure {
    line(CaptureJson.entryLine(info));
    finished++;
    try {
      syncer.add(file);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private void line(byte[] json) throws Failure {
    try {
      index.write(json, 0, json.length);
      syncer.check();
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  private void writeFacts() throws IOException {
    Path fresh = folder.resolve(CaptureReader.FACTS + ".new");
    Files.deleteIfExists(fresh);
    byte[] json = CaptureJson.facts(facts);
    try (Disk.Handle file = disk.create(fresh)) {
      file.write(json, 0, json.length);
      file.sync();
    }
    Files.move(fresh, folder.resolve(CaptureReader.FACTS), StandardCopyOption.ATOMIC_MOVE);
  }

  /// Waits until everything is on the disk. The folder stays.
  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      syncer.close();
    }
  }

  /// Ends the spool and makes the sealed file of it, which appears whole or not at all. The folder stays; {@link #delete} removes it.
  public void seal(Path file) throws Failure {
    try {
      close();
      Sealing.seal(folder, file, disk);
    } catch (IOException e) {
      throw failure(file, e);
    }
  }

  /// Ends the spool and leaves its folder for later, as far as this computer still can.
  public void keep() {
    try {
      close();
    } catch (IOException e) {
      // what stopped the capture was told already; what is on the disk can be opened
    }
  }

  /// Removes the folder; nothing else is kept of the capture.
  public void delete() throws Failure {
    try {
      close();
    } catch (IOException e) {
      // what could not be written is not wanted any more
    }
    try {
      Sealing.deleteTree(folder);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  static Failure failure(Path where, IOException e) {
    String message = String.valueOf(e.getMessage());
    String reason = e instanceof FileSystemException fs ? String.valueOf(fs.getReason()) : message;
    String todo =
        message.contains("No space left") || reason.contains("No space left") || isFull(where)
            ? "the disk is full; free some space or choose another folder; what was captured so far"
                + " can be opened"
            : "the operating system says: "
                + (reason.equals("null") ? e.getClass().getSimpleName() : reason);
    return new Failure.Local("Cannot write", where.toString(), todo, e);
  }

  /// The system's words come in the user's language: whether a disk is full is asked of the disk as well.
  private static boolean isFull(Path where) {
    Path folder = where.toAbsolutePath();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    try {
      return folder != null && Files.getFileStore(folder).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}
