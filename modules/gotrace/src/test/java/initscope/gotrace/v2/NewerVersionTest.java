package initscope.gotrace.v2;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.Told;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.testing.Damage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Traces that a later Go might write: the header's number is new, and events that nobody knows stand between the others.
class NewerVersionTest {
  private static final Bytes RECORDED = Told.read(Told.RECORDED.resolve("go1.26.trace"));

  private static byte[] newer(int version) {
    byte[] bytes = RECORDED.toArray();
    byte[] header = ("go 1." + version + " trace").getBytes(StandardCharsets.UTF_8);
    System.arraycopy(header, 0, bytes, 0, header.length);
    return bytes;
  }

  /// A trace with an event of a type inserted now and then, its first argument no ticks.
  private static Bytes with(int version, int every, Random random, int type, int arguments) {
    byte[] bytes = newer(version);
    Wire wire = new Wire(bytes);
    int[] sizes = new int[256];
    EventType.all().forEach(e -> sizes[e.number()] = e.spec().arguments().size());
    int at = 0;
    while (wire.at < bytes.length) {
      int kind = wire.octet();
      wire.out.write(kind);
      if (kind == EventType.END_OF_GENERATION) {
        continue;
      }
      for (int i = 0; i < 3; i++) {
        wire.number(wire.out, wire.number());
      }
      int end = (int) wire.number();
      end += wire.at;
      ByteArrayOutputStream data = new ByteArrayOutputStream();
      int first = bytes[wire.at];
      boolean isTable =
          List.of(EventType.STACKS, EventType.STRINGS, EventType.CPU_SAMPLES, EventType.SYNC)
              .contains(first);
      while (wire.at < end) {
        int from = wire.at;
        int seen = wire.octet();
        if (isTable) {
          wire.at = end;
        } else {
          for (int i = 0; i < sizes[seen]; i++) {
            wire.number();
          }
        }
        data.write(bytes, from, wire.at - from);
        if (!isTable && at++ % every == 0) {
          data.write(type);
          data.write(0);
          for (int i = 1; i < arguments; i++) {
            wire.number(data, random.nextLong() >>> random.nextInt(64));
          }
        }
      }
      wire.number(wire.out, data.size());
      wire.out.writeBytes(data.toByteArray());
    }
    return Bytes.of(wire.out.toByteArray());
  }

  private static final class Wire {
    private final byte[] bytes;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int at = 16;

    Wire(byte[] bytes) {
      this.bytes = bytes;
      out.write(bytes, 0, 16);
    }

    int octet() {
      return bytes[at++] & 0xff;
    }

    long number() {
      long value = 0;
      for (int shift = 0; ; shift += 7) {
        int b = octet();
        value |= (long) (b & 0x7f) << shift;
        if (b < 0x80) {
          return value;
        }
      }
    }

    void number(ByteArrayOutputStream to, long value) {
      long rest = value;
      while ((rest & ~0x7fL) != 0) {
        to.write((int) ((rest & 0x7f) | 0x80));
        rest >>>= 7;
      }
      to.write((int) rest);
    }
  }

  private static String generation(Decoded<GoTrace> seen) {
    return Told.generation(seen.value().generations().getFirst());
  }

  @ParameterizedTest
  @ValueSource(ints = {27, 28, 30, 99})
  void aNewHeaderAloneIsANote(int version) {
    Decoded<GoTrace> seen = Told.decode(Bytes.of(newer(version)));
    assertThat(seen.problems())
        .extracting(Problem::id, Problem::effect)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("gotrace.version.newer", Problem.Effect.NOTE));
    assertThat(generation(seen)).isEqualTo(generation(Told.decode(RECORDED)));
  }

  @Property(tries = 100)
  void eventsThatNobodyKnowsArePassedOver(
      @ForAll long seed,
      @ForAll @IntRange(min = 53, max = 127) int type,
      @ForAll @IntRange(min = 1, max = 6) int arguments,
      @ForAll @IntRange(min = 3, max = 60) int every) {
    Decoded<GoTrace> seen = Told.decode(with(28, every, new Random(seed), type, arguments));
    assertThat(generation(seen)).isEqualTo(generation(Told.decode(RECORDED)));
    assertThat(seen.problems()).allMatch(p -> p.effect() == Problem.Effect.NOTE);
    assertThat(seen.problems())
        .anyMatch(
            p ->
                p.id().equals("gotrace.event.newer")
                    && p.quote().startsWith("event " + type + " of " + arguments + " arguments, "));
  }

  @Test
  void damageIsBorne() {
    Damage.flips(with(28, 10, new Random(2), 70, 3), 60, 5, NewerVersionTest::assertBorne);
  }

  private static void assertBorne(Bytes bytes) {
    assertThat(Told.decode(bytes).problems()).isNotEmpty();
  }

  @Test
  void inAKnownVersionTheyAreDamage() {
    Decoded<GoTrace> seen = Told.decode(with(26, 20, new Random(1), 60, 3));
    assertThat(seen.problems())
        .anyMatch(
            p ->
                p.id().equals("gotrace.event.unknown")
                    && p.effect() == Problem.Effect.LOST_FROM_HERE);
  }
}
