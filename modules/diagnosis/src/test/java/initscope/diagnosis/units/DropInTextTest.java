package initscope.diagnosis.units;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.start.Place;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Where a proposed drop-in lies.
class DropInTextTest {
  @ParameterizedTest
  @CsvSource({
    "/etc/systemd/system/a.service, 90-start.conf",
    "/etc/systemd/system/a.service.d/10-a.conf, 90-start.conf",
    "/etc/systemd/system/a.service.d/override.conf, zz-start.conf",
    "/etc/systemd/system/a.service.d/zzz.conf, zzz_start.conf",
    "a.service.d/override.conf, zz-start.conf"
  })
  void aDropInIsReadAfterTheMistake(String file, String name) {
    assertThat(DropInText.fileAfter(Optional.of(new Place(file, 1)))).isEqualTo(name);
  }
}
