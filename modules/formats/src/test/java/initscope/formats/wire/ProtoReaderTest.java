package initscope.formats.wire;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ProtoReaderTest {
  @Property(tries = 300)
  void whatIsWrittenIsRead(
      @ForAll long number, @ForAll long fixed, @ForAll List<Long> packed, @ForAll byte[] noise) {
    ProtoWriter inner = new ProtoWriter().varint(7, number);
    byte[] bytes =
        new ProtoWriter()
            .varint(1, number)
            .fixed64(2, fixed)
            .text(3, "é")
            .message(4, inner)
            .packed(536870911, packed)
            .toBytes();
    ProtoReader in = new ProtoReader(Bytes.of(bytes));

    assertThat(in.next() && in.isNumber(1)).isTrue();
    assertThat(in.value()).isEqualTo(number);
    assertThat(in.next() && in.type() == ProtoReader.FIXED64).isTrue();
    assertThat(in.value()).isEqualTo(fixed);
    assertThat(in.next() && in.isDelimited(3)).isTrue();
    assertThat(in.bytes().utf8()).isEqualTo("é");
    assertThat(in.next() && in.isDelimited(4)).isTrue();
    assertThat(in.bytes()).isEqualTo(Bytes.of(inner.toBytes()));
    if (!packed.isEmpty()) {
      assertThat(in.next() && in.isDelimited(536870911)).isTrue();
      List<Long> seen = new ArrayList<>();
      in.numbers(seen::add);
      assertThat(seen).isEqualTo(packed);
    }
    assertThat(in.next()).isFalse();
    assertThat(in.damaged()).isFalse();
    ProtoReader any = new ProtoReader(Bytes.of(noise));
    while (any.next()) {
      any.numbers(n -> {});
    }
    assertThat(any.offset()).isLessThanOrEqualTo(noise.length);
  }

  @Test
  void bytesThatAreNoFieldEndTheReading() {
    int[][] wrong = {
      {0x08}, // no value
      {0x08, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x01}, // too long
      {0x0a, 5, 1}, // less than it says
      {0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}, // length of -1
      {0x09, 1, 2},
      {0x0b}, // a group
      {0x00, 0}, // field 0
    };
    for (int[] bytes : wrong) {
      byte[] all = new byte[bytes.length + 2];
      all[0] = 0x10; // a good field before it
      for (int i = 0; i < bytes.length; i++) {
        all[i + 2] = (byte) bytes[i];
      }
      ProtoReader in = new ProtoReader(Bytes.of(all));
      assertThat(in.next()).isTrue();
      assertThat(in.next()).isFalse();
      assertThat(in.damaged()).isTrue();
      assertThat(in.offset()).isEqualTo(2);
      assertThat(in.next()).isFalse();
    }
  }

  @Test
  void whatGzipPackedIsUnpackedUpToTheBound() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(new byte[1 << 20]);
    }
    Bytes in = Bytes.of(packed.toByteArray());

    assertThat(Gunzip.recognises(in)).isTrue();
    assertThat(Gunzip.of(in, 1 << 20).whole()).isTrue();
    assertThat(Gunzip.of(in, (1 << 20) - 1).whole()).isFalse();
    assertThat(Gunzip.of(in, 1000).bytes().size()).isEqualTo(1000);
    assertThat(Gunzip.of(in.first(in.size() / 2), 1 << 20).whole()).isFalse();
    assertThat(Gunzip.of(in.first(in.size() / 2), 1 << 20).bytes().size()).isPositive();
    assertThat(Gunzip.of(in.first(12), 10)).isEqualTo(new Gunzip(Bytes.EMPTY, false));
  }
}
