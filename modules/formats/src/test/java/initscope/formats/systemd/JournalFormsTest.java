package initscope.formats.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.host.JournalEntry;
import initscope.model.testing.Corpus;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The journal as JSON and text, and the kernel's log.
class JournalFormsTest {
  private static final String DMESG = "rhel-cmds/insights/dmesg/";

  private static List<JournalEntry> json(String text) {
    var seen = new JournalJsonDecoder().decode(Bytes.of(text));
    assertThat(seen.problems()).isEmpty();
    return seen.value();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "11月 27 10:49:46 web1 shopd[7]: hello",
        "нояб. 27 10:49:46 web1 shopd[7]: hello",
        "四 2025-11-27 10:49:46 CST web1 shopd[7]: hello",
        "Nov 27 10:49:46 web1 shopd[7]: hello"
      })
  void journalTimesOfOtherLanguagesAreRead(String line) {
    var decoder = new JournalTextDecoder();
    assertThat(decoder.recognises(Bytes.of(line + "\n"))).isTrue();
    JournalEntry entry = decoder.decode(Bytes.of(line + "\n")).value().getFirst();
    assertThat(entry.message()).isEqualTo("hello");
    assertThat(entry.field("SYSLOG_TIMESTAMP")).contains(line.substring(0, line.indexOf(" web1")));
    assertThat(entry.field("SYSLOG_PID")).contains("7");
  }

  @Test
  void aContainerLogsUnderItsNumber() {
    String line = "Nov 27 10:49:46 web1 3f2b1c9d8e7f[1234]: hello\n";
    JournalEntry entry = new JournalTextDecoder().decode(Bytes.of(line)).value().getFirst();
    assertThat(entry.field("SYSLOG_IDENTIFIER")).contains("3f2b1c9d8e7f");
    // a number alone is no name: this is no journal
    assertThat(new JournalTextDecoder().recognises(Bytes.of("Nov 27 10:49:46 web1 12: hello\n")))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[四 11月 27 10:49:46 2026] Linux version 6.1.0",
        "[Thu Nov 27 10:49:46 2026] Linux version 6.1.0",
        "[Thu Nov  7 10:49:46 2026] Linux version 6.1.0",
        "[Nov27 10:49] Linux version 6.1.0",
        "[  +0.000012] Linux version 6.1.0"
      })
  void kernelTimesForPeopleAreRead(String line) {
    JournalEntry entry = new DmesgDecoder().decode(Bytes.of(line + "\n")).value().getFirst();
    assertThat(entry.message()).isEqualTo("Linux version 6.1.0");
    assertThat(entry.field("SYSLOG_TIMESTAMP")).isPresent();
  }

  @Test
  void readsEveryKindOfValue() {
    JournalEntry entry =
        json("""
        {"MESSAGE":"a\\"\\\\\\/\\n\\t\\u00e9\\ud83d\\ude00","B":[104,195,169],"L":["x","y"],"N":7,"E":"","T":true,"M":[[1],"z"]}
        """)
            .getFirst();
    assertThat(entry.message()).isEqualTo("a\"\\/\n\té😀");
    assertThat(entry.fields())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "MESSAGE",
                "a\"\\/\n\té😀",
                "B",
                "hé",
                "L",
                "x\ny",
                "N",
                "7",
                "E",
                "",
                "T",
                "true",
                "M",
                "\u0001\nz"));
    assertThat(entry.field("B")).contains("hé");
    assertThat(entry.field("none")).isEmpty();
  }

  @Test
  void aFieldThatWasTooLongForTheJournalIsANote() {
    var seen = new JournalJsonDecoder().decode(Bytes.of("{\"MESSAGE\":null,\"_PID\":\"1\"}\n"));
    assertThat(seen.problems())
        .extracting(Problem::id)
        .containsExactly("journal-json.field.too-long");
    assertThat(seen.value().getFirst().fields()).containsOnlyKeys("_PID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"_PID\":\"1\",\"MESSAGE\":\"cut\n",
        "{\"_PID\":\"1\",\"MESSAGE\":}\n",
        "{\"_PID\":\"1\" \"MESSAGE\":\"a\"}\n",
        "{\"_PID\":{\"a\":1}}\n",
        "{\"_PID\":[[[[[[1]]]]]]}\n",
        "{\n",
        "nonsense\n",
        "\u0000\u0000\n",
      })
  void damageCostsItsObjectOnly(String damaged) {
    String good = "{\"MESSAGE\":\"a\",\"__MONOTONIC_TIMESTAMP\":\"5\"}\n";
    var seen = new JournalJsonDecoder().decode(Bytes.of(good + damaged + good));
    assertThat(seen.value()).extracting(JournalEntry::message).containsExactly("a", "a");
    assertThat(seen.problems()).isNotEmpty();
    assertThat(seen.problems().getFirst().offset()).isEqualTo(good.length());
  }

  @Test
  void everyLengthOfStringEndsWhereItEnds() {
    for (int length = 0; length < 40; length++) {
      String text = "x".repeat(length);
      for (String inside : List.of("", "\\\"", "\\\\", "é")) {
        JournalEntry entry =
            json("{\"A\":\"" + text + inside + "\",\"MESSAGE\":\"m\"}\n").getFirst();
        assertThat(entry.message()).isEqualTo("m");
        assertThat(entry.field("A").orElseThrow()).startsWith(text);
      }
    }
  }

  @Test
  void prettyEventStreamsAndRecordsAreTheSame() {
    String object = "{\"MESSAGE\" : \"a\",\n\t\"__CURSOR\" : \"s=1\"\n}";
    for (String text :
        List.of(object + "\n", "data: " + object + "\n\n", "\u001e" + object + "\n")) {
      assertThat(json(text + text)).hasSize(2);
      assertThat(new JournalJsonDecoder().recognises(Bytes.of(text))).isTrue();
    }
  }

  /// What insights-core asserts of its own sample.
  @Test
  void readsDmesgWithSeconds() {
    var seen = new DmesgDecoder().decode(Corpus.bytes(DMESG + "TS_MSGINFO.txt"));
    assertThat(seen.problems()).isEmpty();
    List<JournalEntry> entries = seen.value();
    assertThat(entries).hasSize(34);
    assertThat(entries).allMatch(e -> e.monotonicNanos().isPresent());
    assertThat(entries).filteredOn(e -> e.monotonicNanos().orElseThrow() > 24_847_000).hasSize(7);
    assertThat(entries)
        .filteredOn(e -> e.message().equals("CPU: Processor Core ID: 0"))
        .extracting(e -> e.monotonicNanos().orElseThrow())
        .containsExactly(4_983_000L);
    assertThat(entries.getLast().message())
        .isEqualTo(
            "perf: interrupt took too long (2507 > 2500), lowering"
                + " kernel.perf_event_max_sample_rate to 79750");
  }

  @Test
  void readsDmesgWithoutTimes() {
    var seen = new DmesgDecoder().decode(Corpus.bytes(DMESG + "MSGINFO.txt"));
    List<JournalEntry> entries = seen.value();
    assertThat(entries).hasSize(17);
    assertThat(entries).filteredOn(e -> e.message().startsWith("lo:")).hasSize(2);
    assertThat(entries).filteredOn(e -> e.message().startsWith("(null)")).hasSize(2);
    assertThat(entries).filteredOn(e -> e.message().contains("HPSA")).hasSize(3);
    assertThat(entries)
        .filteredOn(e -> e.monotonicNanos().isPresent())
        .extracting(JournalEntry::message)
        .containsExactly("HP HPSA Driver (v 3.4.4-1-RH2) 2.5.0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[    1.234567] usb 1-1: new device | 1234567 | ''",
        "[    1.234567][    T1] usb 1-1: new device | 1234567 | ''",
        "[    1.234567 <    0.000001>] usb 1-1: new device | 1234567 | ''",
        "<6>[    1.234567] usb 1-1: new device | 1234567 | 6",
        "kern  :info  : [    1.234567] usb 1-1: new device | 1234567 | 6",
        "[Thu Nov 27 10:49:46 2026] usb 1-1: new device | '' | ''",
        "2026-11-27T10:49:46,123456+00:00 usb 1-1: new device | '' | ''",
      })
  void readsEveryStamp(String line, String micros, String priority) {
    Bytes in = Bytes.of((line + "\n").repeat(3));
    assertThat(new DmesgDecoder().recognises(in)).isTrue();
    JournalEntry entry = new DmesgDecoder().decode(in).value().getFirst();
    assertThat(entry.message()).isEqualTo("usb 1-1: new device");
    assertThat(entry.field("__MONOTONIC_TIMESTAMP").orElse("")).isEqualTo(micros);
    assertThat(entry.field("PRIORITY").orElse("")).isEqualTo(priority);
  }

  @Test
  void aJournalOfAnyFormIsToldByItsBeginning() {
    assertThat(Journals.recognise(Bytes.of("{\"__CURSOR\":\"a\"}\n")).orElseThrow())
        .isInstanceOf(JournalJsonDecoder.class);
    assertThat(Journals.recognise(Bytes.of("__CURSOR=a\nMESSAGE=b\n")).orElseThrow())
        .isInstanceOf(JournalExportDecoder.class);
    assertThat(Journals.recognise(Bytes.of("[    1.234567] h systemd[1]: m\n")).orElseThrow())
        .isInstanceOf(JournalTextDecoder.class);
    assertThat(Journals.recognise(Bytes.of("[    1.234567] usb 1-1: m\n")).orElseThrow())
        .isInstanceOf(DmesgDecoder.class);
    assertThat(Journals.recognise(Bytes.of("hello\n"))).isEmpty();
  }
}
