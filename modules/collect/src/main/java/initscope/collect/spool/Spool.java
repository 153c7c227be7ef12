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
/// program, cut the link or fill the disk: {@link SpoolFolder} opens what is there. Used by one thread at a time.
public final class Spool implements Closeable {
  private final Path folder;
  private final Disk disk;
  private final Disk.Handle index;
  private final Syncer syncer;
  private final Set<String> names = new HashSet<>();
  private final Set<Path> folders = new HashSet<>();
  private CaptureFacts facts;

  private Spool(Path folder, Disk disk, CaptureFacts facts) throws IOException {
    this.folder = folder;
    this.disk = disk;
    this.facts = facts;
    disk.folder(folder.resolve(Capture.RAW));
    writeFacts();
    this.index = disk.create(folder.resolve(CaptureReader.INDEX));
    this.syncer = new Syncer(index);
  }

  /// Begins a spool in a folder that is not there yet.
  public static Spool create(Path folder, CaptureFacts facts) throws Failure {
    return create(folder, facts, Disk.REAL);
  }

  static Spool create(Path folder, CaptureFacts facts, Disk disk) throws Failure {
    try {
      return new Spool(folder, disk, facts);
    } catch (IOException e) {
      throw failure(folder, e);
    }
  }

  /// Where it is.
  public Path folder() {
    return folder;
  }

  /// What is known of the capture so far.
  public CaptureFacts facts() {
    return facts;
  }

  /// Replaces what is known of the capture.
  public void facts(CaptureFacts now) throws Failure {
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
  public SpoolEntry begin(EntryHead head, long limitBytes) throws Failure {
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
      return new SpoolEntry(this, disk.create(file), unique, limitBytes);
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

  /// Keeps what a step gave.
  public void coverage(Coverage coverage) throws Failure {
    line(CaptureJson.coverageLine(coverage));
  }

  /// Keeps a clock fit.
  public void clock(ClockFit clock) throws Failure {
    line(CaptureJson.clockLine(clock));
  }

  void finished(EntryInfo info, Disk.Handle file) throws Failure {
    line(CaptureJson.entryLine(info));
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
    syncer.close();
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
    boolean full = message.contains("No space left") || reason.contains("No space left");
    String todo =
        full
            ? "the disk is full; free some space or choose another folder; what was captured so far"
                + " can be opened"
            : "the operating system says: "
                + (reason.equals("null") ? e.getClass().getSimpleName() : reason);
    return new Failure.Local("Cannot write", where.toString(), todo, e);
  }
}
