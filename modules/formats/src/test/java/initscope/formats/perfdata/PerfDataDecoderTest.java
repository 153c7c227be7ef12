package initscope.formats.perfdata;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.testing.Damage;
import initscope.model.testing.Golden;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PerfDataDecoderTest {
  private static final Path FOLDER = Path.of("src/test/resources/initscope/formats/perfdata");

  static List<Path> recordings() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".perf-data")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes bytes(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Decoded<PerfData> decode(Bytes bytes) {
    return new PerfDataDecoder().decode(bytes);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void addressesAndHeadersAreAsExpected(Path file) {
    Golden.compare(Path.of(file + ".detail.expected"), Detail.of(decode(bytes(file))));
  }

  @Test
  void theOrderOfBytesIsNoMatter() {
    String little = Detail.of(decode(bytes(FOLDER.resolve("stacks.perf-data"))));
    String big = Detail.of(decode(bytes(FOLDER.resolve("big-endian.perf-data"))));

    assertThat(big).isEqualTo(little);
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void aCutFileGivesSamplesOfTheWhole(Path file) {
    Bytes whole = bytes(file);
    Set<String> all = new HashSet<>(rows(decode(whole).value()));
    Damage.cuts(
        whole,
        300,
        cut -> {
          Decoded<PerfData> seen = decode(cut);
          // which name a thread has depends on the records that came in time before
          assertThat(all).containsAll(rows(seen.value()));
          if (!file.endsWith("pipe.perf-data")) { // which may end after any record
            assertThat(seen.problems()).as("cut at %d", cut.size()).isNotEmpty();
          }
          inOrder(seen, cut);
        });
  }

  @ParameterizedTest
  @MethodSource("recordings")
  void flippedBytesNeverThrow(Path file) {
    Damage.flips(bytes(file), 1500, 23, damaged -> inOrder(decode(damaged), damaged));
  }

  /// Where lengths and counts stand, the worst of them.
  @ParameterizedTest
  @MethodSource("recordings")
  void extremeNumbersAreBorne(Path file) {
    byte[] whole = bytes(file).toArray();
    for (int at = 0; at + 8 <= Math.min(whole.length, 4000); at += 4) {
      for (int value : new int[] {0xff, 0x7f, 0x80, 0}) {
        byte[] copy = Arrays.copyOf(whole, whole.length);
        Arrays.fill(copy, at, at + 8, (byte) value);
        Bytes damaged = Bytes.of(copy);
        inOrder(decode(damaged), damaged);
      }
    }
  }

  /// Records that make a careless reader copy maps, or go over all it knows, again and again.
  @Test
  void recordsWithoutEndTakeLinearTime() throws IOException {
    byte[] pipe = bytes(FOLDER.resolve("pipe.perf-data")).toArray();
    byte[] many = Arrays.copyOf(pipe, 48 << 20);
    ByteBuffer out = ByteBuffer.wrap(many).order(ByteOrder.LITTLE_ENDIAN).position(pipe.length);
    for (int i = 0; out.remaining() > 200; i++) {
      out.putInt(10).putShort((short) 2).putShort((short) 80).putInt(7).putInt(7);
      out.putLong(i * 8192L % 1_000_003).putLong(4096).putLong(0).putLong(0).putLong(0).putLong(0);
      out.putInt(5).putInt(2).putLong('/');
      out.putInt(7).putShort((short) 0).putShort((short) 32).putInt(i).putInt(7);
      out.putInt(i).putInt(7).putLong(i);
      out.putInt(65).putShort((short) 0).putShort((short) 24).putLong(i).putLong(i);
      out.putInt(3).putShort((short) 0).putShort((short) 24).putInt(i).putInt(i).putLong('c');
    }
    Bytes hostile = Bytes.of(many);

    inOrder(decode(hostile), hostile);
  }

  /// A frame that is its own window is unpacked into as much memory as it says it needs: here 1 GiB.
  @Test
  void aFrameThatClaimsMuchMemoryIsRefused() {
    byte[] packed = bytes(FOLDER.resolve("compressed.perf-data")).toArray();
    ByteBuffer in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    int frame = 0;
    while (in.getInt(frame) != 0xfd2fb528) {
      frame++;
    }
    in.put(frame + 4, (byte) 0xa0).putInt(frame + 5, 1 << 30);

    Decoded<PerfData> decoded = decode(Bytes.of(packed));

    assertThat(decoded.problems()).extracting(Problem::id).contains("perfdata.compressed.damaged");
  }

  @Test
  void whatOldPerfWroteNamesTheCommand() {
    byte[] old = Arrays.copyOf("PERFFILE".getBytes(StandardCharsets.US_ASCII), 200);

    Problem problem = decode(Bytes.of(old)).problems().getFirst();

    assertThat(problem.id()).isEqualTo("perfdata.too-old");
    assertThat(problem.quote()).isEqualTo(Recording.COMMAND);
    assertThat(Recording.COMMAND.length()).isLessThanOrEqualTo(Problem.MAX_QUOTE);
  }

  private static void inOrder(Decoded<?> seen, Bytes in) {
    long before = 0;
    for (Problem problem : seen.problems()) {
      assertThat(problem.offset()).as(problem.id()).isBetween(before, in.size());
      before = problem.offset();
    }
  }

  /// By time, place and weight: names of events stand behind the records, and those of threads may be cut.
  private static List<String> rows(PerfData data) {
    PerfSamples samples = data.samples();
    return IntStream.range(0, samples.size())
        .mapToObj(
            row ->
                samples.timeNanos(row)
                    + " "
                    + data.threads().get(samples.thread(row)).tid()
                    + " "
                    + samples.weight(row))
        .toList();
  }
}
