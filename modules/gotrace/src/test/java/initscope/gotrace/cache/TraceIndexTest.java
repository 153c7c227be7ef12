package initscope.gotrace.cache;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.EventLocator;
import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.Parallel;
import initscope.gotrace.TraceFormat;
import initscope.gotrace.facts.TraceFacts;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Progress.CancelledException;
import initscope.model.testing.Corpus;
import initscope.model.testing.Damage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TraceIndexTest {
  private static final Path RECORDED = Path.of("src/test/resources/gotrace");

  /// Larger ones are read once, not damaged many times.
  private static final int SMALL = 40_000;

  static List<Path> traces() throws IOException {
    List<Path> all = new ArrayList<>(Corpus.below("go-trace"));
    try (Stream<Path> files = Files.walk(RECORDED)) {
      files.filter(Files::isRegularFile).forEach(all::add);
    }
    all.removeIf(file -> TraceFormat.version(bytes(file).first(16)).isEmpty());
    return all;
  }

  static List<Path> small() throws IOException {
    return traces().stream()
        .filter(file -> bytes(file).size() > 1000 && bytes(file).size() < SMALL)
        .toList();
  }

  private static Bytes bytes(Path file) {
    try {
      return Bytes.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TraceKey key(Bytes trace) {
    return TraceKey.of(trace, "1");
  }

  private static byte[] index(Decoded<GoTrace> decoded, TraceKey key) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      assertThat(TraceIndexWriter.write(decoded, key, out)).isTrue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static Optional<Decoded<GoTrace>> read(Bytes index, Bytes trace) {
    return read(index, trace, key(trace));
  }

  private static Optional<Decoded<GoTrace>> read(Bytes index, Bytes trace, TraceKey key) {
    try {
      return TraceIndexReader.read(index, trace, key, Parallel.NONE);
    } catch (CancelledException e) {
      throw new AssertionError(e);
    }
  }

  @ParameterizedTest
  @MethodSource("traces")
  void givesTheTraceThatWasDecoded(Path file) {
    Bytes trace = bytes(file);
    Decoded<GoTrace> decoded = new GoTraceDecoder().decode(trace);
    byte[] index = index(decoded, key(trace));
    Decoded<GoTrace> read = read(Bytes.of(index), trace).orElseThrow();
    assertThat(read.problems()).isEqualTo(decoded.problems());
    assertThat(read.value().eventCounts().toString())
        .isEqualTo(decoded.value().eventCounts().toString());
    assertThat(TraceText.of(read.value()).equals(TraceText.of(decoded.value())))
        .as("what it tells, as text")
        .isTrue();
    EventLocator locator = new EventLocator(trace);
    assertThat(TraceFacts.of(read.value(), 0, locator))
        .isEqualTo(TraceFacts.of(decoded.value(), 0, locator));
    assertThat(index(read, key(trace))).as("written again").isEqualTo(index);
  }

  @Test
  void anIndexOfAnotherTraceFormatOrProgramIsNone() throws IOException {
    Bytes trace = bytes(small().getFirst());
    TraceKey key = key(trace);
    Bytes index = Bytes.of(index(new GoTraceDecoder().decode(trace), key));
    assertThat(read(index, trace)).isPresent();
    assertThat(read(index, trace, new TraceKey(key.size() + 1, key.hash(), "1"))).isEmpty();
    assertThat(read(index, trace, new TraceKey(key.size(), key.hash() + 1, "1"))).isEmpty();
    assertThat(read(index, trace, new TraceKey(key.size(), key.hash(), "2"))).isEmpty();
    byte[] changed = trace.toArray();
    changed[changed.length - 1]++;
    assertThat(read(index, Bytes.of(changed))).isEmpty();
    ForgedIndex newer = new ForgedIndex(index.toArray());
    newer.setWord(16, TraceIndexWriter.FORMAT + 1);
    assertThat(read(newer.sealed(), trace)).isEmpty();
  }

  @Test
  void aCutOrFlippedIndexIsNone() throws IOException {
    for (Path file : small()) {
      Bytes trace = bytes(file);
      Bytes index = Bytes.of(index(new GoTraceDecoder().decode(trace), key(trace)));
      Damage.cuts(index, 200, cut -> assertThat(read(cut, trace)).isEmpty());
      Damage.flips(
          index,
          200,
          file.hashCode(),
          flipped -> assertThat(read(flipped, trace).isPresent()).isEqualTo(flipped.equals(index)));
    }
  }

  @ParameterizedTest
  @MethodSource("small")
  void aForgedIndexMayLieButNothingBreaks(Path file) {
    Bytes trace = bytes(file);
    byte[] index = index(new GoTraceDecoder().decode(trace), key(trace));
    Random random = new Random(7);
    int told = 0;
    for (int round = 0; round < 400; round++) {
      ForgedIndex forged = new ForgedIndex(index);
      int length = forged.to() - forged.from();
      for (int change = random.nextInt(4); change >= 0; change--) {
        int at = forged.from() + random.nextInt(length);
        if (random.nextBoolean()) {
          forged.set(at, (byte) random.nextInt(256));
        } else {
          forged.setWord(Math.min(at, forged.to() - 8), lie(random));
        }
      }
      Optional<Decoded<GoTrace>> read = read(forged.sealed(), trace);
      if (read.isPresent()) {
        told++;
        TraceFacts.of(read.get().value(), 0, new EventLocator(trace));
        TraceText.of(read.get().value());
      }
    }
    assertThat(told).as("forgeries that were taken").isPositive();
  }

  private static long lie(Random random) {
    return switch (random.nextInt(5)) {
      case 0 -> -1;
      case 1 -> Long.MAX_VALUE;
      case 2 -> Integer.MAX_VALUE;
      case 3 -> random.nextInt(1 << 20);
      default -> random.nextLong();
    };
  }

  /// Every count of the file, one after the other, told larger than anything can be: nothing so large is allocated.
  @Test
  void noLengthIsBelieved() throws IOException {
    Bytes trace = bytes(small().getFirst());
    byte[] index = index(new GoTraceDecoder().decode(trace), key(trace));
    ForgedIndex whole = new ForgedIndex(index);
    int end = Math.min(whole.to() - 8, whole.from() + 4000);
    for (int at = whole.from(); at < end; at += 4) {
      for (long lie :
          new long[] {Integer.MAX_VALUE - 9, 1L << 30, Long.MAX_VALUE, Long.MIN_VALUE}) {
        ForgedIndex forged = new ForgedIndex(index);
        forged.setWord(at, lie);
        read(forged.sealed(), trace);
      }
    }
  }
}
