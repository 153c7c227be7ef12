package initscope.formats;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoder;
import initscope.model.testing.Golden;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenTest {
  static List<Path> inputs() {
    return Fixtures.all();
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void decodesAsExpected(Path input) {
    var seen = Fixtures.decoder(input).decode(Fixtures.bytes(input));
    Golden.compare(Path.of(input + ".expected"), Dump.of(seen));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  void isRecognised(Path input) {
    Bytes bytes = Fixtures.bytes(input);
    Decoder<?> decoder = Fixtures.decoder(input);
    // a single word or an empty table is too little to go by, and then nothing is said
    if (bytes.size() > 8) {
      assertThat(Formats.recognise(bytes.first(1 << 16)).map(d -> d.format().name()))
          .contains(decoder.format().name());
    }
  }
}
