package initscope.remote.reads;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Progress;
import initscope.remote.RealSshd;
import initscope.remote.Session;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomReadsTest {
  RealSshd sshd;
  Session session;
  Path file;
  byte[] content = new byte[700_001];

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    sshd = RealSshd.start(folder);
    session = sshd.connect();
    new Random(5).nextBytes(content);
    file = Files.write(folder.resolve("it's a file"), content);
  }

  @AfterAll
  void stop() {
    if (session != null) {
      session.close();
    }
    if (sshd != null) {
      sshd.close();
    }
  }

  private RandomReads reader(String how) throws Exception {
    RandomReads reader =
        how.equals("dd")
            ? new DdReader(session, false)
            : HostReads.open(session, false, Progress.NONE);
    Assumptions.assumeTrue(reader.how().startsWith(how), "no sftp-server is installed");
    return reader;
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "dd"})
  void readsWhatStandsThere(String how) throws Exception {
    var random = new Random(6);
    var ranges = new ArrayList<Range>(List.of(new Range(0, content.length), new Range(9, 0)));
    for (int i = 0; i < 60; i++) {
      int at = random.nextInt(content.length);
      ranges.add(new Range(at, random.nextInt(Math.min(70_000, content.length - at) + 1)));
    }
    for (int i = 0; i < 40; i++) {
      ranges.add(new Range(random.nextInt(300) * 2000L, 16));
    }
    try (RandomReads reader = reader(how)) {
      Reads reads = reader.read(file.toString(), ranges, Progress.NONE);
      assertThat(reads.chunks()).hasSameSizeAs(ranges);
      for (Chunk chunk : reads.chunks()) {
        int from = (int) chunk.range().offset();
        assertThat(chunk.bytes().toArray())
            .isEqualTo(java.util.Arrays.copyOfRange(content, from, from + chunk.range().length()));
        assertThat(chunk.reason()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sftp", "dd"})
  void saysWhyNotAndGoesOn(String how) throws Exception {
    try (RandomReads reader = reader(how)) {
      var ranges = List.of(new Range(content.length - 5, 50), new Range(content.length + 9999, 3));
      List<Chunk> chunks = reader.read(file.toString(), ranges, Progress.NONE).chunks();
      assertThat(chunks.get(0).bytes().size()).isEqualTo(5);
      assertThat(chunks.get(0).reason()).contains("end of file");
      assertThat(chunks.get(1).bytes().isEmpty()).isTrue();
      List<Chunk> none = reader.read("/no/such", List.of(new Range(0, 4)), Progress.NONE).chunks();
      assertThat(none.getFirst().reason()).contains("no such file");
      assertThat(reader.read(file.toString(), List.of(new Range(1, 2)), Progress.NONE).chunks())
          .allMatch(Chunk::complete);
    }
  }

  /// Memory of this very process: the last page that is there, and beyond it.
  @ParameterizedTest
  @ValueSource(strings = {"sftp", "dd"})
  void readsMemoryUpToAHole(String how) throws Exception {
    String mem = "/proc/" + ProcessHandle.current().pid() + "/mem";
    Assumptions.assumeTrue(Files.isReadable(Path.of(mem)), "memory cannot be read here");
    long hole = endOfAMapping();
    try (Arena arena = Arena.ofConfined();
        RandomReads reader = reader(how)) {
      MemorySegment ours = arena.allocate(100_000, 4096);
      ours.setAtIndex(ValueLayout.JAVA_LONG_UNALIGNED, 3, 0x1122334455667788L);
      var ranges =
          List.of(
              new Range(ours.address(), 100_000),
              new Range(hole - 16, 32),
              new Range(hole - 8192, 9000),
              new Range(hole + 100, 8),
              new Range(0x7fff_ffff_f000L, 64),
              new Range(0xffff_ffff_ff00_0000L, 64));
      List<Chunk> chunks = reader.read(mem, ranges, Progress.NONE).chunks();
      Assumptions.assumeFalse(
          chunks.getFirst().reason().filter("permission denied"::equals).isPresent(),
          "memory of another process of this user cannot be read here");
      assertThat(chunks.get(0).complete()).isTrue();
      assertThat(chunks.get(0).bytes().u64(24)).isEqualTo(0x1122334455667788L);
      assertThat(chunks.get(1).bytes().size()).isEqualTo(16);
      assertThat(chunks.get(2).bytes().size()).isEqualTo(8192);
      for (Chunk chunk : chunks.subList(1, 6)) {
        assertThat(chunk.reason()).as(chunk.range().toString()).isPresent();
      }
      assertThat(chunks.subList(3, 6)).allMatch(c -> c.bytes().isEmpty());
    }
  }

  /// End of a readable mapping with nothing behind it.
  private static long endOfAMapping() throws Exception {
    long end = 0;
    boolean readable = false;
    for (String line : Files.readAllLines(Path.of("/proc/self/maps"))) {
      int dash = line.indexOf('-');
      long from = Long.parseUnsignedLong(line.substring(0, dash), 16);
      if (readable && from - end > 1 << 20) {
        return end;
      }
      end = Long.parseUnsignedLong(line.substring(dash + 1, line.indexOf(' ')), 16);
      readable = line.contains(" r") && line.contains("/");
    }
    Assumptions.abort("no such mapping here");
    return 0;
  }
}
