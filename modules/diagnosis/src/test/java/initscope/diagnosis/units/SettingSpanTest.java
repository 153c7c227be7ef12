package initscope.diagnosis.units;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Spans as settings have them, each as {@code systemd-analyze timespan} of 252 reads and prints it.
class SettingSpanTest {
  @ParameterizedTest
  @CsvSource({
    "90, 90000000000, 1min 30s",
    "1min 30s, 90000000000, 1min 30s",
    "5min20s, 320000000000, 5min 20s",
    "2 hours, 7200000000000, 2h",
    "2.5, 2500000000, 2.500000s",
    ".5, 500000000, 500ms",
    "1h30m, 5400000000000, 1h 30min",
    "30m, 1800000000000, 30min",
    "12.34 .56, 12900000000, 12.900000s",
    "1 2, 3000000000, 3s",
    "1M, 2629800000000000, 1month",
    "2weeks3d, 1468800000000000, 2w 3d",
    "5 us, 5000, 5us",
    "2.5ms, 2500000, 2.500ms",
    "1min3.1s, 63100000000, 1min 3.100000s",
    "7 msec, 7000000, 7ms",
    "1y, 31557600000000000, 1y",
    "0, 0, 0",
    "infinity, 9223372036854775807, infinity"
  })
  void spansAsUnitFilesHaveThem(String value, long nanos, String shown) {
    assertThat(SettingSpan.nanos(value)).hasValue(nanos);
    assertThat(SettingSpan.shown(nanos)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "soon", "", "5m 3x", "-1", "1.2.3", "5 S", "1h, 5m", "0x10", "1e3", "+", "22.", "."
      })
  void whatIsNoSpan(String value) {
    assertThat(SettingSpan.nanos(value)).isEmpty();
  }
}
