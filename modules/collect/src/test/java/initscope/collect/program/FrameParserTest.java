package initscope.collect.program;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrameParserTest {
  private static final String NONCE = "nonce";

  private static final class Kept implements FrameSink {
    final List<String> events = new ArrayList<>();
    final ByteArrayOutputStream content = new ByteArrayOutputStream();

    @Override
    public void begin(String id, long nanos) {
      events.add("begin " + id + " " + nanos);
    }

    @Override
    public void content(byte[] bytes, int from, int length) {
      content.write(bytes, from, length);
    }

    @Override
    public void end(int status, long nanos) {
      events.add("end " + status + " " + nanos);
    }

    @Override
    public void fact(String key, String value) {
      events.add(key + "=" + value);
    }
  }

  /// Whatever bytes a block holds and however they arrive, it comes out as it went in.
  @Property(tries = 500)
  void anyContentComesThrough(@ForAll byte[] content, @ForAll @IntRange(min = 1, max = 50) int step)
      throws Failure {
    check(content, step);
  }

  @Test
  void contentThatLooksLikeFramesComesThrough() throws Failure {
    for (String hostile :
        List.of(
            "",
            "\n",
            "\n\n",
            "nonc",
            "nonce",
            "nonce\n",
            "\nnonce\n",
            "x nonce e 0 1.00\n",
            "\nnonc\nnonce\n nonce e 0 1.00\n",
            "a\r\n",
            "\0\n\0")) {
      for (int step = 1; step < 9; step++) {
        check(hostile.getBytes(StandardCharsets.UTF_8), step);
      }
    }
  }

  private static void check(byte[] content, int step) throws Failure {
    ByteArrayOutputStream wire = new ByteArrayOutputStream();
    wire.writeBytes("banner\nnonce k pid 7 8\nnonce b x 12.34\n".getBytes(StandardCharsets.UTF_8));
    wire.writeBytes(content);
    wire.writeBytes("\nnonce e 3 12.35\ntrailing".getBytes(StandardCharsets.UTF_8));
    Kept kept = new Kept();
    FrameParser parser = new FrameParser(NONCE, kept);
    byte[] bytes = wire.toByteArray();
    for (int at = 0; at < bytes.length; at += step) {
      parser.accept(bytes, at, Math.min(step, bytes.length - at));
    }
    assertThat(kept.events).containsExactly("pid=7 8", "begin x 12340000000", "end 3 12350000000");
    assertThat(kept.content.toByteArray()).isEqualTo(content);
    assertThat(parser.inBlock()).isFalse();
  }
}
