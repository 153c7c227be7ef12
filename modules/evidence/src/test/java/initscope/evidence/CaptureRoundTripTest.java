package initscope.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import initscope.model.Bytes;
import initscope.model.Coverage;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.RawEntry;
import initscope.model.testing.Damage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CaptureRoundTripTest {
  private static final byte[] ZIP = Captures.zip(Captures.SMALL);

  @Test
  void everythingComesBack() {
    Decoded<Capture> opened = CaptureReader.open(Bytes.of(ZIP));
    assertThat(opened.problems()).isEmpty();
    Capture capture = opened.value();
    assertThat(capture.facts().sealed()).isTrue();
    assertThat(capture.facts().coverage())
        .containsExactly(new Coverage("proc.maps", Coverage.State.REFUSED, "Permission denied"));
    Captures.SMALL.forEach(
        (name, text) -> {
          RawEntry entry = capture.entry("raw/" + name).orElseThrow();
          assertThat(entry.bytes()).isEqualTo(Bytes.of(text));
          assertThat(capture.verify(entry)).isEmpty();
        });
  }

  @Test
  void anyoneCanUnzipIt() throws Exception {
    Map<String, String> seen = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(ZIP))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        seen.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat(seen.keySet()).startsWith("capture.json", "index.jsonl");
    assertThat(seen.get("raw/proc/exe")).isEqualTo("/opt/shop/shop (deleted)");
  }

  @Test
  void largeEntriesAreReadInPlace() {
    Map<String, String> entries = Map.of("pstack", "x".repeat(100_000));
    byte[] zip = Captures.zip(entries);
    assertThat(zip.length).isGreaterThan(100_000);
    Capture capture = CaptureReader.open(Bytes.of(zip)).value();
    assertThat(capture.entry("pstack").orElseThrow().bytes().size()).isEqualTo(100_000);
  }

  @Test
  void aChangedEntryIsShownAndToldOf() {
    byte[] zip = Captures.zip(Map.of("pstack", "x".repeat(100_000)));
    int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf("xxxx");
    zip[at + 5] = 'y';
    Capture capture = CaptureReader.open(Bytes.of(zip)).value();
    RawEntry entry = capture.entry("pstack").orElseThrow();
    assertThat(capture.verify(entry)).map(Problem::id).contains("isz.entry.changed");
  }

  @Test
  void aFileOfALaterFormatIsRefused() {
    String json = "{\"formatVersion\":2,\"tool\":\"InitScope 9\"}";
    Decoded<Capture> opened =
        CaptureReader.open(
            Captures.members(Map.of("capture.json", Bytes.of(json), "raw/a", Bytes.of("x"))),
            List.of());
    assertThat(opened.value().index()).isEmpty();
    assertThat(opened.problems())
        .anySatisfy(
            p -> {
              assertThat(p.id()).isEqualTo("isz.format.newer");
              assertThat(p.effect()).isEqualTo(Effect.LOST_FROM_HERE);
            });
  }

  @Test
  void aCutFileGivesWhatStandsBeforeTheCut() {
    Capture whole = CaptureReader.open(Bytes.of(ZIP)).value();
    int before = -1;
    for (int cut = ZIP.length - 1; cut > 0; cut -= 37) {
      Decoded<Capture> opened = CaptureReader.open(Bytes.of(Arrays.copyOf(ZIP, cut)));
      assertThat(opened.problems()).isNotEmpty();
      int entries = opened.value().index().size();
      if (before >= 0) {
        assertThat(entries).isLessThanOrEqualTo(before);
      }
      before = entries;
      opened
          .value()
          .index()
          .forEach(
              info ->
                  assertThat(opened.value().entry(info.name()).orElseThrow().bytes())
                      .isEqualTo(whole.entry(info.name()).orElseThrow().bytes()));
    }
    assertThat(CaptureReader.open(Bytes.of(Arrays.copyOf(ZIP, ZIP.length - 30))).value().index())
        .hasSize(Captures.SMALL.size());
  }

  @Property(tries = 2000)
  void flippedBytesNeverThrow(@ForAll @IntRange(min = 0, max = 20_000) int at, @ForAll byte value) {
    byte[] zip = ZIP.clone();
    zip[at % zip.length] = value;
    assertThatCode(() -> IncidentReader.read(List.of(new NamedInput("x.isz", Bytes.of(zip)))))
        .doesNotThrowAnyException();
  }

  @Test
  void randomDamageNeverThrows() {
    Damage.flips(
        Bytes.of(ZIP),
        1000,
        7,
        bytes -> IncidentReader.read(List.of(new NamedInput("x.isz", bytes))));
  }

  @Test
  void aSpoolsLastLineMayBeHalf() {
    Map<String, Bytes> files = new LinkedHashMap<>();
    Capture whole = CaptureReader.open(Bytes.of(ZIP)).value();
    StringBuilder index = new StringBuilder();
    for (EntryInfo info : whole.index()) {
      index.append(new String(CaptureJson.entryLine(info), StandardCharsets.UTF_8));
      files.put(Capture.RAW + info.name(), whole.entry(info.name()).orElseThrow().bytes());
    }
    index.append(
        new String(
            CaptureJson.coverageLine(new Coverage("xray", Coverage.State.DONE, "")),
            StandardCharsets.UTF_8));
    files.put("capture.json", Bytes.of(CaptureJson.facts(whole.facts().withSealed(false))));
    for (int cut = 0; cut < index.length(); cut += 11) {
      files.put("index.jsonl", Bytes.of(index.substring(0, cut)));
      Decoded<Capture> opened = SpoolReader.open(Captures.members(files));
      assertThat(opened.value().index()).hasSize(Captures.SMALL.size());
      assertThat(opened.value().facts().sealed()).isFalse();
    }
    files.put("index.jsonl", Bytes.of(index.toString()));
    assertThat(SpoolReader.open(Captures.members(files)).value().facts().coverage())
        .contains(new Coverage("xray", Coverage.State.DONE, ""));
  }
}
