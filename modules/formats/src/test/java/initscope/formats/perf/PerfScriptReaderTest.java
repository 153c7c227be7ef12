package initscope.formats.perf;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfThread;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Lines that look like others.
class PerfScriptReaderTest {
  private static Decoded<PerfData> decode(String text) {
    return new PerfScriptDecoder().decode(Bytes.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "' C2 CompilerThre    12/34  [001]     5.000100:    1 cycles:'|C2 CompilerThre|12|34",
        "'           :-1    -1/-1    [001]     5.000100:    1 cycles:'|:-1|-1|-1",
        "'V8 WorkerThread 7  24636/25607 [000] 94564.109216: 100 cycles:'|V8 WorkerThread"
            + " 7|24636|25607",
        "'          cafe  25607 [000] 94564.109216: cycles:'|cafe|-1|25607",
        "'java 25607 4794564.109216: 1 cycles:'|java|-1|25607"
      })
  void namesOfThreadsMayLookLikeAddressesAndNumbers(String line, String comm, int pid, int tid) {
    Decoded<PerfData> decoded = decode(line + "\n" + line + "\n\n");

    assertThat(decoded.problems()).isEmpty();
    assertThat(decoded.value().samples().size()).isEqualTo(2);
    assertThat(decoded.value().threads()).containsExactly(new PerfThread(comm, pid, tid));
  }

  @Test
  void framesMayBeIndentedByBlanks() {
    PerfData data =
        decode(
                """
                api 10/10 [000] 5.000100: 1000 cpu-clock:
                            401000 main.load+0x10 (/srv/api)
                            402000 main.main+0x20 (/srv/api)

                """)
            .value();

    assertThat(data.stacks().stack(data.samples().stack(0)).stream().map(Frame::function))
        .containsExactly("main.main", "main.load");
  }
}
