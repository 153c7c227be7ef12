package initscope.formats.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.formats.Formats;
import initscope.formats.wire.Unzstd;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.perf.PerfData;
import io.airlift.compress.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Text that the host packed in the pipe is the same as what it packed, also where it was cut.
class PackedScriptTest {
  private static final int SAMPLES = 40_000;
  private static final byte[] TEXT = text().getBytes(StandardCharsets.UTF_8);
  private static final int WINDOW = 1 << 20;

  private static String text() {
    Random random = new Random(1);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SAMPLES; i++) {
      text.append("api 10/10 [000] ").append(5 + i / 100).append(".000100: ");
      text.append(random.nextInt(1 << 30)).append(" cpu-clock: \n");
      text.append("\t401000 main.load").append(random.nextInt(50)).append("+0x10 (/srv/api)\n");
      text.append("\t402000 main.main+0x20 (/srv/api)\n\n");
    }
    return text.toString();
  }

  private static byte[] zstd(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream packing = new ZstdOutputStream(out)) {
      packing.write(plain);
    }
    return out.toByteArray();
  }

  private static Decoded<PerfData> decode(byte[] packed) {
    Bytes in = Bytes.of(packed);
    assertThat(Formats.recognise(in.first(64 << 10)).orElseThrow().format().name())
        .isEqualTo(PerfScriptDecoder.NAME);
    return new PerfScriptDecoder().decode(in);
  }

  private static void assertWhole(byte[] packed) {
    Decoded<PerfData> decoded = decode(packed);
    assertThat(decoded.problems()).isEmpty();
    assertThat(decoded.value().samples().size()).isEqualTo(SAMPLES);
    assertThat(decoded.value().samples().offset(SAMPLES - 1))
        .isEqualTo(decode(TEXT).value().samples().offset(SAMPLES - 1));
  }

  @Test
  void allThreeWaysGiveTheSame() throws IOException {
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    try (OutputStream packing = new GZIPOutputStream(gzip)) {
      packing.write(TEXT);
    }
    assertThat(TEXT.length).isGreaterThan(3 * WINDOW);
    assertWhole(gzip.toByteArray());
    assertWhole(zstd(TEXT));
  }

  @Test
  void whatZstdItselfPacks(@TempDir Path folder) throws Exception {
    Path plain = Files.write(folder.resolve("script"), TEXT);
    for (String how : List.of("zstd -qc", "zstd -qc19", "zstd -qc --no-check", "zstd -qcT2")) {
      for (String from : List.of("cat script | " + how, how + " script")) {
        Path out = folder.resolve("out");
        Process process =
            new ProcessBuilder("sh", "-c", from)
                .directory(plain.getParent().toFile())
                .redirectOutput(out.toFile())
                .start();
        assumeTrue(process.waitFor() == 0, "zstd is not installed");
        assertWhole(Files.readAllBytes(out));
      }
    }
  }

  /// Frames follow each other where files were joined; some hold nothing to unpack.
  @Test
  void severalFrames() throws IOException {
    int middle = new String(TEXT, StandardCharsets.UTF_8).indexOf("\n\n", TEXT.length / 2) + 2;
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(zstd(Arrays.copyOf(TEXT, middle)));
    both.write(new byte[] {0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9});
    both.write(zstd(Arrays.copyOfRange(TEXT, middle, TEXT.length)));
    assertWhole(both.toByteArray());
  }

  @Test
  void oneThatWasCutGivesItsWholeBlocks() throws IOException {
    byte[] packed = zstd(TEXT);
    for (int left : new int[] {packed.length / 3, packed.length / 2, packed.length - 6}) {
      Decoded<PerfData> decoded = decode(Arrays.copyOf(packed, left));
      assertThat(decoded.problems())
          .extracting(Problem::id, Problem::quote)
          .contains(
              org.assertj.core.groups.Tuple.tuple("perf.packed.damaged", "the packed text is cut"));
      double share = (double) left / packed.length - 0.15; // a block is 128 KiB of 4 MiB
      assertThat(decoded.value().samples().size()).isBetween((int) (SAMPLES * share), SAMPLES);
    }
  }

  /// What {@code zstd --long} makes of a pipe, and what a frame says that is its own window.
  @Test
  void aWindowTooLargeIsNamedWithItsPlaceAndWhatToDo() throws IOException {
    byte[] window = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 4, (byte) 0x88, 1, 0, 0, 0, 0, 0, 0};
    byte[] single = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, (byte) 0xa0, 1, 0, 0, 8, 1, 0, 0};
    for (byte[] frame : List.of(window, single)) {
      for (byte[] before : List.of(new byte[0], zstd(TEXT))) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(before);
        both.writeBytes(frame);
        Decoded<PerfData> decoded = decode(both.toByteArray());
        assertThat(decoded.value().samples().size()).isEqualTo(before.length == 0 ? 0 : SAMPLES);
        assertThat(decoded.problems())
            .containsExactly(
                new Problem(
                    "perf.packed.window",
                    Problem.Effect.LOST_FROM_HERE,
                    before.length,
                    "a window of 128 MiB is more than is unpacked here: unpack it with zstd -d"
                        + " --long=31 first"));
      }
    }
  }

  @Test
  void bytesBehindTheLastFrameAreCounted() throws IOException {
    byte[] packed = zstd(TEXT);
    for (String more : List.of("x", "api 10/10 ")) {
      ByteArrayOutputStream both = new ByteArrayOutputStream();
      both.write(packed);
      both.write(more.getBytes(StandardCharsets.UTF_8));
      Decoded<PerfData> decoded = decode(both.toByteArray());
      assertThat(decoded.value().samples().size()).isEqualTo(SAMPLES);
      assertThat(decoded.problems())
          .containsExactly(
              new Problem(
                  "perf.packed.trailing",
                  Problem.Effect.SKIPPED,
                  packed.length,
                  (more.length() == 1 ? "1 byte" : more.length() + " bytes")
                      + " behind the last frame of zstd left out: if of the text, unpack it with"
                      + " zstd -d first"));
    }
  }

  /// A frame of which only the first bytes came is cut, and so is one that holds nothing to unpack.
  @Test
  void theBeginningOfAFrameIsCut() throws IOException {
    byte[] packed = zstd(TEXT);
    byte[] skipped = {0x53, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9};
    for (byte[] begin : List.of(packed, skipped)) {
      for (int length = 1; length < 9; length++) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.write(packed);
        both.write(begin, 0, length);
        assertThat(decode(both.toByteArray()).problems())
            .extracting(Problem::quote)
            .containsExactly("the packed text is cut");
      }
    }
  }

  @Test
  void damageNeverThrows() throws IOException {
    byte[] packed = zstd(Arrays.copyOf(TEXT, 300_000));
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] bad =
          Arrays.copyOf(packed, i % 2 == 0 ? packed.length : random.nextInt(packed.length));
      for (int j = 0; j < 1 + i % 4 && bad.length > 8; j++) {
        bad[4 + random.nextInt(i % 3 == 0 ? Math.min(30, bad.length - 4) : bad.length - 4)] =
            (byte) random.nextInt();
      }
      new PerfScriptDecoder().recognises(Bytes.of(bad));
      new PerfScriptDecoder().decode(Bytes.of(bad));
    }
  }

  /// A few bytes that unpack to a lot are read as far as they are asked for.
  @Test
  void aBombIsBounded() {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    bomb.writeBytes(new byte[] {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0, 0x58});
    for (int i = 0; i < 100_000; i++) { // each a byte 131,072 times
      bomb.writeBytes(new byte[] {2, 0, 0x10, 'a'});
    }
    Bytes packed = Bytes.of(bomb.toByteArray());
    assertThat(Unzstd.recognises(packed)).isTrue();
    assertThat(Unzstd.of(packed, 1 << 20).size()).isEqualTo(1 << 20);
    assertThat(new PerfScriptDecoder().recognises(packed)).isFalse();
  }
}
