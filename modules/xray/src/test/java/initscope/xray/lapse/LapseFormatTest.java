package initscope.xray.lapse;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.xray.LapseProgram;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Range;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Round trips, cuts and flips, with fixed seeds.
class LapseFormatTest {
  private static final long STACK = 0xc000010000L;

  /// Samples whose stack changes here and there, with a task table that hardly does, and a file that cannot be read.
  private static List<LapseSample> samples(Random random, int count) {
    byte[] stack = new byte[4096];
    random.nextBytes(stack);
    byte[] tasks = new byte[600];
    List<LapseSample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (int change = random.nextInt(4); change > 0; change--) {
        int at = random.nextInt(stack.length - 40);
        byte[] run = new byte[1 + random.nextInt(40)];
        random.nextBytes(run);
        System.arraycopy(run, 0, stack, at, run.length);
      }
      tasks[random.nextInt(tasks.length)] = (byte) random.nextInt(3);
      int length = i % 7 == 3 ? 2048 : stack.length;
      Map<Source, List<Chunk>> chunks = new EnumMap<>(Source.class);
      chunks.put(
          Source.MEMORY,
          List.of(
              Chunk.of(new Range(0x500000, tasks.length), Bytes.of(tasks.clone())),
              Chunk.of(new Range(STACK, length), Bytes.of(Arrays.copyOf(stack, length)))));
      chunks.put(Source.THREAD, List.of(Chunk.unreadable(new Range(0, 64), "permission denied")));
      samples.add(new LapseSample(i * 50L, i * 50L + 3, 7, -1, chunks));
    }
    return samples;
  }

  private static byte[] written(List<LapseSample> samples) {
    LapseWriter writer = new LapseWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.fixed(Source.EXECUTABLE, Chunk.of(new Range(64, 3), Bytes.of("ELF")));
    writer.note("pid", "4711");
    for (LapseSample sample : samples) {
      writer.sample(sample);
      out.writeBytes(writer.drain()); // as entries of a capture, joined
    }
    writer.fixed(Source.EXECUTABLE, Chunk.of(new Range(128, 5), Bytes.of("names")));
    writer.note("end", "main");
    writer.end();
    out.writeBytes(writer.drain());
    return out.toByteArray();
  }

  private static Map<Source, List<Chunk>> chunks(LapseSample sample) {
    return sample.chunks();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void whatWasWrittenIsRead(long seed) {
    List<LapseSample> samples = samples(new Random(seed), 200);
    byte[] file = written(samples);
    Decoded<Lapse> decoded = LapseFormat.decode(Bytes.of(file));
    assertThat(decoded.problems()).isEmpty();
    Lapse lapse = decoded.value();
    assertThat(lapse.number("pid", 0)).isEqualTo(4711);
    assertThat(lapse.notes()).containsEntry("end", "main");
    assertThat(lapse.fixed().getOrDefault(Source.EXECUTABLE, List.of())).hasSize(2);
    assertThat(lapse.samples()).hasSameSizeAs(samples);
    for (int i = 0; i < samples.size(); i++) {
      assertThat(chunks(lapse.samples().get(i))).isEqualTo(chunks(samples.get(i)));
      assertThat(lapse.samples().get(i).sentNanos()).isEqualTo(samples.get(i).sentNanos());
    }
    long whole = samples.stream().mapToLong(LapseSample::bytes).sum();
    assertThat((long) file.length).as("what did not change is not stored").isLessThan(whole / 3);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void aCutFileReadsToTheCut(long seed) {
    Random random = new Random(seed);
    List<LapseSample> samples = samples(random, 40);
    byte[] file = written(samples);
    for (int i = 0; i < 300; i++) {
      int size = random.nextInt(file.length);
      Decoded<Lapse> cut = LapseFormat.decode(Bytes.of(Arrays.copyOf(file, size)));
      assertThat(cut.problems()).isNotEmpty();
      List<LapseSample> read = cut.value().samples();
      for (int s = 0; s + 1 < read.size(); s++) { // the last may be half
        assertThat(chunks(read.get(s))).isEqualTo(chunks(samples.get(s)));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24})
  void noFlippedByteThrows(long seed) {
    Random random = new Random(seed);
    byte[] file = written(samples(random, 30));
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = file.clone();
      for (int flips = 1 + random.nextInt(4); flips > 0; flips--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Lapse lapse = LapseFormat.decode(Bytes.of(damaged)).value();
      LapseClock.of(lapse.samples()).boundNanos();
      assertThat(
              LapseProgram.open(
                      lapse.fixed(Source.EXECUTABLE), lapse.fixed(Source.MEMORY), List.of())
                  .program())
          .isEmpty();
    }
  }

  @Test
  void aFileOfNothingButRepetitionIsBounded() {
    LapseWriter writer = new LapseWriter();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] large = new byte[1 << 20];
    for (int i = 0; i < 600; i++) { // every one differs in a byte: a copy each
      large[i] = 1;
      Map<Source, List<Chunk>> chunks =
          Map.of(
              Source.MEMORY,
              List.of(Chunk.of(new Range(0, large.length), Bytes.of(large.clone()))));
      writer.sample(new LapseSample(i, i, 1, -1, chunks));
      out.writeBytes(writer.drain());
    }
    Decoded<Lapse> decoded = LapseFormat.decode(Bytes.of(out.toByteArray()));
    assertThat(decoded.problems()).extracting(Problem::id).containsExactly("lapse.limit");
    assertThat(decoded.value().samples().size()).isLessThan(300);
  }
}
