package initscope.formats.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class ProtoWriterTest {
  private static final ProtoSchema SCHEMA =
      new ProtoSchema(
          """
          message All
          int64 signed 1
          uint64 unsigned 2
          fixed64 fixed 3
          string text 4
          repeated int64 many 5
          All inner 16
          fixed64 far 536870911
          """);

  @Property(tries = 300)
  void protobufReadsWhatIsWritten(
      @ForAll long signed, @ForAll long fixed, @ForAll String text, @ForAll List<Long> many) {
    String sent = new String(text.getBytes(UTF_8), UTF_8);
    ProtoWriter inner = new ProtoWriter().text(4, text).packed(5, many);
    ProtoWriter all = new ProtoWriter().varint(1, signed).varint(2, signed).fixed64(3, fixed);
    all.message(16, inner).fixed64(536870911, ~fixed);

    DynamicMessage read = SCHEMA.read("All", all.toBytes());
    assertThat((Long) ProtoSchema.get(read, "signed")).isEqualTo(signed);
    assertThat((Long) ProtoSchema.get(read, "unsigned")).isEqualTo(signed);
    assertThat((Long) ProtoSchema.get(read, "fixed")).isEqualTo(fixed);
    assertThat((Long) ProtoSchema.get(read, "far")).isEqualTo(~fixed);
    DynamicMessage within = ProtoSchema.get(read, "inner");
    assertThat((String) ProtoSchema.get(within, "text")).isEqualTo(sent);
    assertThat(ProtoSchema.<List<Long>>get(within, "many")).isEqualTo(many);
  }

  @Test
  void aClearedWriterBeginsAnew() {
    ProtoWriter writer = new ProtoWriter().varint(1, 300);
    assertThat(writer.toBytes()).containsExactly(8, 0xac, 2);

    writer.clear();

    assertThat(writer.varint(1, 0).toBytes()).containsExactly(8, 0);
    assertThat(writer.size()).isEqualTo(2);
  }
}
