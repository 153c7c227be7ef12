package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.NamedInput;
import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.Parallel;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Progress;
import initscope.model.testing.Damage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TraceIndexFilesTest {
  private static final Path RECORDED =
      Path.of("../gotrace/src/test/resources/gotrace/v1/small-1.21.trace");

  @TempDir Path temp = Path.of("");
  private Path trace = Path.of("");
  private Path index = Path.of("");

  @BeforeEach
  void copy() throws IOException {
    trace = Files.copy(RECORDED, temp.resolve("a [b] {c}.trace"));
    index = temp.resolve("a [b] {c}.trace.initscope-index");
  }

  /// Opens the trace as the window does, and says whether an index spared the decoding.
  private static boolean open(Path trace, String version) {
    try {
      TraceIndexFiles files = new TraceIndexFiles(version, 0);
      NamedInput input = new NamedInput(trace.toString(), Bytes.of(Files.readAllBytes(trace)));
      Decoded<GoTrace> decoded = new GoTraceDecoder().decode(input.bytes());
      var found = files.find(input, Parallel.NONE);
      if (found.isPresent()) {
        assertThat(found.get().value().eventCounts()).isEqualTo(decoded.value().eventCounts());
      } else {
        files.decoded(input, decoded);
      }
      files.write();
      return found.isPresent();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Progress.CancelledException e) {
      throw new AssertionError(e);
    }
  }

  private boolean open() {
    return open(trace, "1");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(temp)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void theSecondTimeTheIndexIsRead() throws IOException {
    assertThat(open()).isFalse();
    assertThat(names()).containsExactly("a [b] {c}.trace", "a [b] {c}.trace.initscope-index");
    if (Files.getFileStore(temp).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(index)))
          .isEqualTo("rw-------");
    }
    FileTime written = Files.getLastModifiedTime(index);
    assertThat(open()).isTrue();
    assertThat(Files.getLastModifiedTime(index)).as("not written again").isEqualTo(written);
  }

  @Test
  void deletedAnyTimeItIsWrittenAgain() throws IOException {
    open();
    Files.delete(index);
    assertThat(open()).isFalse();
    assertThat(open()).isTrue();
  }

  @Test
  void whatIsCutOrFlippedIsDecodedAgainAndReplaced() throws IOException {
    open();
    Bytes whole = Bytes.of(Files.readAllBytes(index));
    Damage.cuts(whole, 200, cut -> replacesDamage(cut, whole));
    Damage.flips(whole, 200, 3, flipped -> replacesDamage(flipped, whole));
  }

  private void replacesDamage(Bytes damaged, Bytes whole) {
    try {
      Files.write(index, damaged.toArray());
      assertThat(open()).isEqualTo(damaged.equals(whole));
      assertThat(Bytes.of(Files.readAllBytes(index))).isEqualTo(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aChangedTraceOrAnotherProgramReplacesIt() throws IOException {
    open();
    byte[] bytes = Files.readAllBytes(trace);
    bytes[bytes.length - 1]++;
    Files.write(trace, bytes);
    assertThat(open()).isFalse();
    assertThat(open()).isTrue();
    Files.write(trace, new byte[] {1}, StandardOpenOption.APPEND);
    assertThat(open()).isFalse();
    assertThat(open(trace, "2")).isFalse();
    assertThat(open(trace, "2")).isTrue();
    assertThat(names()).hasSize(2);
  }

  @Test
  void aTraceThatChangesWhileItIsReadGetsNoIndex() throws Exception {
    TraceIndexFiles files = new TraceIndexFiles("1", 0);
    NamedInput input = new NamedInput(trace.toString(), Bytes.of(Files.readAllBytes(trace)));
    assertThat(files.find(input, Parallel.NONE)).isEmpty();
    files.decoded(input, new GoTraceDecoder().decode(input.bytes()));
    Files.write(trace, new byte[] {1}, StandardOpenOption.APPEND);
    files.write();
    assertThat(names()).containsExactly("a [b] {c}.trace");
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNoMatter() throws IOException {
    Files.createDirectories(index.resolve("in the way"));
    assertThat(open()).isFalse();
    assertThat(open()).isFalse();
    assertThat(names()).hasSize(2);
    assertThat(open(temp.resolve("../" + temp.getFileName() + "/a [b] {c}.trace"), "1")).isFalse();
  }

  @Test
  void onlyPartsThatAreOldAreRemoved() throws IOException {
    Path left = Files.createFile(temp.resolve(index.getFileName() + ".1.part"));
    Path fresh = Files.createFile(temp.resolve(index.getFileName() + ".2.part"));
    Path other = Files.createFile(temp.resolve("other.initscope-index.3.part"));
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofHours(2)));
    Files.setLastModifiedTime(left, old);
    Files.setLastModifiedTime(other, old);
    open();
    assertThat(left).doesNotExist();
    assertThat(fresh).exists();
    assertThat(other).exists();
  }

  /// The other program writes and deletes an index over and over until it is killed.
  @Test
  void killedWhileWritingLeavesAWholeIndexOrNone() throws Exception {
    for (int round = 0; round < 5; round++) {
      Process writer =
          new ProcessBuilder(
                  ProcessHandle.current().info().command().orElseThrow(),
                  "-cp",
                  System.getProperty("java.class.path"),
                  Writer.class.getName(),
                  trace.toString())
              .redirectErrorStream(true)
              .start();
      for (int writes = 0; writes <= 40 * round; writes++) {
        assertThat(writer.getInputStream().read()).isEqualTo('w');
      }
      writer.destroyForcibly().waitFor();
      boolean isThere = Files.exists(index);
      assertThat(open()).isEqualTo(isThere);
    }
  }

  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      Path trace = Path.of(args[0]);
      while (true) {
        Files.deleteIfExists(TraceIndexFiles.beside(trace, TraceIndexFiles.SUFFIX));
        open(trace, "1");
        System.out.write('w');
        System.out.flush();
      }
    }
  }

  @Test
  void onlyWhoStaysWithALargeTraceGetsAnIndex() throws Exception {
    try (RandomAccessFile file = new RandomAccessFile(trace.toFile(), "rw")) {
      file.setLength(33 << 20);
    }
    Analysis once = Analyze.run(List.of(trace), Progress.NONE);
    assertThat(once.traces()).hasSize(1);
    assertThat(names()).hasSize(1);
    Analysis decoded = Analyze.open(List.of(trace), Progress.NONE);
    for (int i = 0; i < 600 && !Files.exists(index); i++) {
      Thread.sleep(100);
    }
    assertThat(index).exists();
    Analysis read = Analyze.open(List.of(trace), Progress.NONE);
    assertThat(read.incident()).isEqualTo(decoded.incident());
    assertThat(read.traces().getFirst().trace().eventCounts())
        .isEqualTo(decoded.traces().getFirst().trace().eventCounts());
  }

  @Test
  void aSmallTraceGetsNone() throws Exception {
    TraceIndexFiles files = new TraceIndexFiles("1");
    NamedInput input = new NamedInput(trace.toString(), Bytes.of(Files.readAllBytes(trace)));
    assertThat(files.find(input, Parallel.NONE)).isEmpty();
    files.decoded(input, new GoTraceDecoder().decode(input.bytes()));
    files.write();
    assertThat(names()).hasSize(1);
  }

  @Test
  void theUserMayWantNone() throws IOException {
    System.setProperty("initscope.index", "never");
    try {
      assertThat(open()).isFalse();
      assertThat(names()).hasSize(1);
    } finally {
      System.clearProperty("initscope.index");
    }
  }
}
