package initscope.xray.dwarf;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Units written by hand, so that each thing in them is known.
class GoTypesTest {
  private static final Set<String> NAMES = Set.of("runtime.g", "runtime.words");
  private static final int STRING = 0x08;
  private static final int DATA1 = 0x0b;
  private static final int BLOCK1 = 0x0a;
  private static final int UDATA = 0x0f;
  private static final int REF_ADDR = 0x10;
  private static final int IMPLICIT = 0x21;

  private static Bytes shapes() {
    Out out = new Out();
    out.bytes(1, 0x11, 1, 0x03, STRING, 0x13, DATA1, 0, 0); // unit: name, language
    out.bytes(2, 0x13, 1, 0x03, STRING, 0x0b, UDATA, 0, 0); // structure: name, size
    out.bytes(3, 0x0d, 0, 0x03, STRING, 0x38, UDATA, 0x49, REF_ADDR, 0, 0); // member
    out.bytes(4, 0x24, 0, 0x03, STRING, 0x0b, IMPLICIT, 4, 0, 0); // base type of 4 bytes
    out.bytes(5, 0x0f, 0, 0x03, STRING, 0x49, REF_ADDR, 0, 0); // pointer
    out.bytes(6, 0x16, 0, 0x03, STRING, 0x49, REF_ADDR, 0, 0); // typedef
    out.bytes(7, 0x34, 0, 0x03, STRING, 0x02, BLOCK1, 0x49, REF_ADDR, 0, 0, 0); // variable
    return out.toBytes();
  }

  /// A unit of C, one of package fmt, then that of package runtime.
  private static byte[] units(int version) {
    Out all = new Out();
    all.unit(version, new Out().bytes(1).text("runtime").bytes(0x0c, 0));
    all.unit(version, new Out().bytes(1).text("fmt").bytes(0x16, 0));
    int start = all.size() + (version < 5 ? 11 : 12);
    Out body = new Out().bytes(1).text("runtime").bytes(0x16);
    int word = start + body.size();
    body.bytes(4).text("uint32");
    int pointer = start + body.size();
    body.bytes(5).text("*runtime.g").address(word);
    int alias = start + body.size();
    body.bytes(6).text("runtime.alias").address(word);
    body.bytes(7).text("runtime.words").bytes(9, 3).number(0x4711, 8).address(word);
    body.bytes(2).text("runtime.g").bytes(0x90, 0x03); // 400
    body.bytes(3).text("m").bytes(48).address(pointer);
    body.bytes(3).text("status").bytes(0x90, 0x01).address(alias); // 144
    body.bytes(0, 0);
    all.unit(version, body);
    return all.toBytes().toArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void readsStructuresOfTheUnitOfPackageRuntime(int version) throws IOException {
    GoTypes types =
        GoTypes.find(new ByteArrayInputStream(units(version)), shapes(), NAMES).orElseThrow();
    GoTypes.Type g = types.type("runtime.g").orElseThrow();
    assertThat(g.size()).isEqualTo(400);
    assertThat(types.members(g))
        .extracting(m -> m.name() + " " + m.offset() + " " + m.type().size())
        .containsExactly("m 48 8", "status 144 4");
    assertThat(types.type("runtime.m")).isEmpty();
    assertThat(types.variable("runtime.words")).contains(new GoTypes.Variable(0x4711, 4));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 0xffff})
  void passesWhatIsWrittenOtherwise(int version) throws IOException {
    assertThat(GoTypes.find(new ByteArrayInputStream(units(version)), shapes(), NAMES)).isEmpty();
  }

  @Property(tries = 400)
  void anyDamageIsBorne(
      @ForAll @Size(max = 8) int[] places, @ForAll @IntRange(min = 2, max = 5) int version) {
    byte[] units = units(version);
    byte[] shapes = shapes().toArray();
    for (int place : places) {
      byte[] hit = (place & 1) == 0 ? units : shapes;
      hit[Math.floorMod(place >> 9, hit.length)] = (byte) (place >> 1);
    }
    ask(units, shapes);
  }

  @Property(tries = 200)
  void anyBytesAreBorne(@ForAll byte[] units, @ForAll byte[] shapes) {
    ask(units, shapes);
  }

  private static void ask(byte[] units, byte[] shapes) {
    try {
      Optional<GoTypes> types =
          GoTypes.find(new ByteArrayInputStream(units), Bytes.of(shapes), NAMES);
      var unused = types.flatMap(t -> t.variable("runtime.words"));
      assertThat(unused).isNotNull();
      for (GoTypes.Member member :
          types.flatMap(t -> t.type("runtime.g").map(t::members)).orElse(java.util.List.of())) {
        types.orElseThrow().members(member.type());
      }
    } catch (IOException end) {
      assertThat(end).isNotNull(); // the units ended early
    }
  }

  /// Bytes as they are written.
  private static final class Out {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    int size() {
      return out.size();
    }

    Bytes toBytes() {
      return Bytes.of(out.toByteArray());
    }

    Out bytes(int... values) {
      for (int value : values) {
        out.write(value);
      }
      return this;
    }

    Out text(String text) {
      out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
      return bytes(0);
    }

    Out number(long value, int size) {
      for (int i = 0; i < size; i++) {
        out.write((int) (value >>> (8 * i)));
      }
      return this;
    }

    Out address(int offset) {
      return number(offset, 4);
    }

    void unit(int version, Out body) {
      number(body.size() + (version < 5 ? 7 : 8), 4).number(version, 2);
      if (version < 5) {
        number(0, 4).bytes(8);
      } else {
        bytes(1, 8).number(0, 4);
      }
      out.writeBytes(body.out.toByteArray());
    }
  }
}
