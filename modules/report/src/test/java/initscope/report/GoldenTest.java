package initscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Incident;
import initscope.model.testing.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;

/// The reports of one incident, whole, in both languages. Pictures are left out here: they have their own golden files.
class GoldenTest {
  private static final Path FOLDER = Path.of("src/test/resources/golden");
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;
  private final Incident incident = Sample.plain();

  @Test
  void json() {
    golden(
        "dial.json",
        AnalysisJson.write(incident, Sample.diagnosis(incident), "0.1.0", Locale.ENGLISH));
    golden("dial.zh.json", AnalysisJson.write(incident, Sample.diagnosis(incident), "0.1.0", ZH));
  }

  @Test
  void markdown() {
    golden(
        "dial.md",
        MarkdownReport.write(incident, Sample.diagnosis(incident), "0.1.0", Locale.ENGLISH));
    golden("dial.zh.md", MarkdownReport.write(incident, Sample.diagnosis(incident), "0.1.0", ZH));
  }

  @Test
  void html() {
    golden(
        "dial.html",
        HtmlReport.write(incident, Sample.diagnosis(incident), "0.1.0", Locale.ENGLISH, List.of()));
    golden(
        "dial.zh.html",
        HtmlReport.write(incident, Sample.diagnosis(incident), "0.1.0", ZH, List.of()));
  }

  /// The keys of initscope.analysis/1, and never a null.
  @Test
  void jsonKeepsItsContract() {
    Json json =
        Json.parse(
            AnalysisJson.write(incident, Sample.diagnosis(incident), "0.1.0", Locale.ENGLISH));
    assertThat(json.text("/schema")).isEqualTo("initscope.analysis/1");
    assertThat(json.text("/tool/name")).isEqualTo("initscope");
    assertThat(json.text("/verdict/rule")).isEqualTo("init.blocked.dial");
    assertThat(json.text("/verdict/confidence")).isEqualTo("certain");
    assertThat(json.text("/verdict/package")).isEqualTo("example.com/shop/internal/ledgerclient");
    assertThat(json.text("/verdict/initFunction"))
        .isEqualTo("example.com/shop/internal/ledgerclient.init.0");
    assertThat(json.text("/verdict/line")).isEqualTo("74");
    assertThat(json.text("/verdict/waitReason")).isEqualTo("IO wait");
    assertThat(json.text("/verdict/waitNanos")).isEqualTo("95000000000");
    assertThat(json.text("/verdict/because/0/evidence/entry")).isNotNull();
    assertThat(json.text("/findings/0/rule")).isEqualTo("init.blocked.dial");
    assertThat(json.text("/process/threads/0/syscall")).isEqualTo("futex");
    assertThat(json.text("/process/goroutines/1/createdBy"))
        .isEqualTo("example.com/shop/internal/beat.init.0");
    assertThat(json.text("/inits/1/state")).isEqualTo("running");
    assertThat(json.text("/coverage/1/state")).isEqualTo("refused");
    assertThat(json.values().values()).doesNotContain("null");
    Json empty =
        Json.parse(
            AnalysisJson.write(
                Incident.EMPTY, Sample.diagnosis(Incident.EMPTY), "0.1.0", Locale.ENGLISH));
    assertThat(empty.values())
        .doesNotContainKeys("/process", "/inits", "/goTrace", "/perf", "/boot");
    assertThat(empty.text("/verdict/confidence")).isEqualTo("not known");
  }

  @Test
  void htmlHasItsPicturesInBothThemesAndNoSharedIds() {
    Document page =
        Jsoup.parse(
            HtmlReport.write(incident, Sample.diagnosis(incident), "0.1.0", Locale.ENGLISH));
    assertThat(page.select("figure")).isNotEmpty();
    assertThat(page.select(".light svg")).hasSameSizeAs(page.select(".dark svg"));
    List<String> ids = page.select("[id]").eachAttr("id");
    assertThat(ids).doesNotHaveDuplicates();
    page.select("[fill^=url]")
        .forEach(
            e -> assertThat(ids).contains(e.attr("fill").replace("url(#", "").replace(")", "")));
    assertThat(page.select("meta[http-equiv]").attr("content"))
        .isEqualTo("default-src 'none'; style-src 'unsafe-inline'; img-src data:");
  }

  @Test
  void wordsAreTheSameInBothLanguages() throws IOException {
    Properties en = load("words");
    Properties zh = load("words_zh");
    assertThat(zh.stringPropertyNames()).isEqualTo(en.stringPropertyNames());
    en.forEach(
        (key, value) ->
            assertThat(zh.getProperty((String) key).contains("{0}"))
                .as((String) key)
                .isEqualTo(((String) value).contains("{0}")));
  }

  private static Properties load(String name) throws IOException {
    Properties properties = new Properties();
    try (InputStream in =
        Objects.requireNonNull(ReportWords.class.getResourceAsStream(name + ".properties"))) {
      properties.load(new java.io.InputStreamReader(in, StandardCharsets.UTF_8));
    }
    return properties;
  }

  private static void golden(String name, String actual) {
    Golden.compare(FOLDER.resolve(name), actual);
  }
}
