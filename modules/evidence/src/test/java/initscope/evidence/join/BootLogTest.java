package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.boot.BootNote;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a wait that the clock ended was for.
class BootLogTest {
  @ParameterizedTest
  @CsvSource({
    "Timed out waiting for device /dev/vdb., /dev/vdb",
    "Timed out waiting for device dev-vdb.device., dev-vdb.device",
    "Timed out waiting for device dev-disk-by\\x2dlabel-a.device - /dev/disk/by-label/a.,"
        + " dev-disk-by\\x2dlabel-a.device",
    "Timed out waiting for device Virtual disk data., Virtual disk data",
    "orders.service: start operation timed out. Terminating., orders.service"
  })
  void aDeviceIsNamed(String message, String name) {
    String line = "[   95.123456] web-3 systemd[1]: " + message + "\n";
    Pieces pieces = new Pieces();
    pieces.add(
        new Piece(
            "raw/boot/journal", "boot/journal", 0, OptionalLong.empty(), Bytes.of(line.repeat(2))));
    assertThat(BootLog.of(pieces).notes())
        .hasSize(2)
        .allMatch(n -> n.kind() == BootNote.Kind.TIMED_OUT)
        .extracting(BootNote::unit)
        .containsOnly(name);
  }
}
