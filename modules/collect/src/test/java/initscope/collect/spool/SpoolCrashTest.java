package initscope.collect.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.EntryInfo;
import initscope.evidence.SpoolReader;
import initscope.model.Failure;
import initscope.model.RawEntry;
import initscope.model.RawEntry.Sensitivity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolCrashTest {
  @TempDir Path temp = Path.of("");

  /// A disk that is full after so many writes.
  private static final class FullDisk implements Disk {
    private int left;

    FullDisk(int writes) {
      this.left = writes;
    }

    @Override
    public void folder(Path path) throws IOException {
      REAL.folder(path);
    }

    @Override
    public Handle create(Path path) throws IOException {
      Handle handle = REAL.create(path);
      return new Handle() {
        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
          if (left-- <= 0) {
            handle.write(bytes, from, length / 2);
            throw new IOException("No space left on device");
          }
          handle.write(bytes, from, length);
        }

        @Override
        public void sync() throws IOException {
          handle.sync();
        }

        @Override
        public void close() throws IOException {
          handle.close();
        }
      };
    }

    @Override
    public void syncFolder(Path path) throws IOException {
      REAL.syncFolder(path);
    }
  }

  private static void fill(Spool spool, int entries) throws Failure {
    for (int i = 0; i < entries; i++) {
      Spool.EntryHead head =
          new Spool.EntryHead(
              "proc/task/" + i + "/stat", "proc.task.stat", List.of(), i, Sensitivity.NAMES);
      SpoolEntry entry = spool.begin(head, 1 << 20);
      byte[] bytes = ("entry " + i).repeat(100).getBytes(java.nio.charset.StandardCharsets.UTF_8);
      entry.write(bytes, 0, bytes.length);
      entry.commit(OptionalInt.empty(), i, false);
    }
  }

  private static CaptureFacts facts() {
    return CaptureFacts.begin("test", "here", "attach", "pid 1", 0);
  }

  @Test
  void aFullDiskLeavesWhatWasWrittenAndSaysWhatToDo() throws Exception {
    for (int writes = 1; writes < 24; writes += 2) {
      Path folder = temp.resolve("spool" + writes);
      Disk disk = new FullDisk(writes);
      assertThatThrownBy(() -> fill(Spool.create(folder, facts(), disk), 40))
          .isInstanceOf(Failure.Local.class)
          .hasMessageContaining("disk is full");
      Capture capture = SpoolReader.open(new SpoolFolder(folder)).value();
      int whole = 0;
      for (EntryInfo info : capture.index()) {
        RawEntry entry = capture.entry(info.name()).orElseThrow();
        if (!info.sha256().isEmpty()) {
          assertThat(capture.verify(entry)).isEmpty();
          whole++;
        }
      }
      assertThat(whole).isEqualTo(Math.max(0, (writes - 1) / 2));
    }
  }

  @Test
  void aKilledProgramLeavesASpoolThatOpens() throws Exception {
    String java = ProcessHandle.current().info().command().orElseThrow();
    for (int i = 0; i < 3; i++) {
      Path folder = temp.resolve("killed" + i);
      Process writer =
          new ProcessBuilder(
                  java,
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  folder.toString())
              .inheritIO()
              .start();
      while (writer.isAlive() && !Files.exists(folder.resolve("raw/proc/task/" + 40 * (i + 1)))) {
        Thread.sleep(5);
      }
      writer.destroyForcibly().waitFor();
      Capture capture = SpoolReader.open(new SpoolFolder(folder)).value();
      long unfinished = 0;
      for (EntryInfo info : capture.index()) {
        RawEntry entry = capture.entry(info.name()).orElseThrow();
        assertThat(capture.verify(entry)).isEmpty();
        unfinished += info.sha256().isEmpty() ? 1 : 0;
      }
      assertThat(capture.index()).hasSizeGreaterThanOrEqualTo(40 * (i + 1));
      assertThat(unfinished).isLessThanOrEqualTo(1);
      assertThat(capture.facts().sealed()).isFalse();
    }
  }

  /// Writes until it is killed.
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws Failure {
      fill(Spool.create(Path.of(args[0]), facts()), 1_000_000);
    }
  }

  @Test
  void onlyItsOwnerReadsIt() throws Exception {
    Path folder = temp.resolve("spool");
    Spool spool = Spool.create(folder, facts());
    fill(spool, 1);
    spool.seal(temp.resolve("x.isz"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    for (Path file : List.of(temp.resolve("x.isz"), folder.resolve("index.jsonl"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    assertThat(temp.resolve("x.isz.new")).doesNotExist();
  }
}
