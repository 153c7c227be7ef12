package initscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Incident;
import initscope.model.finding.Diagnosis;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A host chooses names, paths, lines: whatever it says, a report holds no script, no handler, no reference to elsewhere.
class HostileTextTest {
  private static final List<String> SVG_ATTRIBUTES =
      List.of("d", "x", "y", "fill", "stroke", "width", "height");

  static List<String> poisons() {
    return List.of(
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "'><svg onload=alert(1)>",
        "</title></style></head><script>alert(1)</script>",
        "</code></td></table><iframe src=//evil.example>",
        "--><script>alert(1)</script><!--",
        "]]><script>alert(1)</script>",
        "</svg><script>alert(1)</script>",
        "javascript:alert(1)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<style>@import url(//evil.example/x.css)</style>",
        "<meta http-equiv=refresh content=0;url=//evil.example>",
        "<base href=//evil.example/>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;alert(1)&#60;/script&#62;",
        "<math><mi//xlink:href=\"data:x,<script>alert(1)</script>\">",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
        "`${alert(1)}`",
        "\u0000<script>alert(1)</script>",
        "<scr\u0000ipt>alert(1)</scr\u0000ipt>",
        "\u202e<gnp.exe>\u2066",
        "\u001b]0;title\u0007\u001b[2J",
        "\ud800<script>\udfff",
        "<form action=//evil.example><input autofocus onfocus=alert(1)>",
        "style=\"background:url(//evil.example)\"");
  }

  @ParameterizedTest
  @MethodSource("poisons")
  void htmlStaysInert(String poison) {
    Incident incident = Sample.with(poison);
    Diagnosis diagnosis = Sample.diagnosis(incident);
    assertThat(diagnosis.verdict().rule()).isEqualTo("init.blocked.dial");
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      String html = HtmlReport.write(incident, diagnosis, "0.1.0" + poison, locale);
      Document page = Jsoup.parse(html);
      assertThat(
              page.select(
                  "script,iframe,object,embed,link,base,form,input,a,img,math,foreignObject,use,image,animate,set,audio,video"))
          .isEmpty();
      assertThat(page.select("meta[http-equiv]")).hasSize(1);
      assertThat(page.select("style")).hasSize(1);
      assertThat(page.select("head > title")).hasSize(1);
      for (Element element : page.getAllElements()) {
        element.attributes().forEach(attribute -> harmless(element, attribute));
      }
      assertThat(html.chars().filter(c -> c < 0x20 && c != '\n' && c != '\t')).isEmpty();
      assertThat(html).doesNotContain("\u202e", "\u2066", "\u001b", "\u0000");
    }
  }

  private static void harmless(Element element, Attribute attribute) {
    String name = attribute.getKey().toLowerCase(Locale.ROOT);
    String value = attribute.getValue().toLowerCase(Locale.ROOT);
    assertThat(name)
        .as(element.tagName())
        .doesNotStartWith("on")
        .isNotIn("src", "href", "xlink:href", "action", "srcset", "style");
    boolean own = element.tagName().equals("meta") || name.startsWith("xmlns");
    if (!own && SVG_ATTRIBUTES.contains(name)) {
      assertThat(value).doesNotContain("javascript:", "//");
    }
  }

  /// JSON gives every text back as it was, but a terminal sees no control character.
  @ParameterizedTest
  @MethodSource("poisons")
  void jsonIsWholeAndHarmless(String poison) {
    Incident incident = Sample.with(poison);
    String json = AnalysisJson.write(incident, Sample.diagnosis(incident), "0.1.0", Locale.ENGLISH);
    assertThat(json.chars().filter(c -> c < 0x20 && c != '\n')).isEmpty();
    assertThat(json).doesNotContain("\u202e", "\u2066", "\u009b");
    Json parsed = Json.parse(json);
    assertThat(parsed.text("/process/exe")).isEqualTo("/opt/shop/bin/shop" + poison);
  }

  @ParameterizedTest
  @MethodSource("poisons")
  void markdownHoldsNoMarkupOfTheHost(String poison) {
    Incident incident = Sample.with(poison);
    String text =
        MarkdownReport.write(incident, Sample.diagnosis(incident), "0.1.0", Locale.ENGLISH);
    assertThat(text.chars().filter(c -> c < 0x20 && c != '\n')).isEmpty();
    assertThat(outsideCode(text)).doesNotContain("<");
  }

  /// Markdown with its code spans taken out, as CommonMark finds them: by runs of backticks of equal length.
  private static String outsideCode(String text) {
    StringBuilder rest = new StringBuilder();
    for (int i = 0; i < text.length(); ) {
      if (text.charAt(i) == '\\' && i + 1 < text.length()) {
        i += 2;
        continue;
      }
      if (text.charAt(i) != '`') {
        rest.append(text.charAt(i++));
        continue;
      }
      int run = run(text, i);
      int end = i + run;
      while (end < text.length() && run(text, end) != run) {
        end += Math.max(1, run(text, end));
      }
      i = end >= text.length() ? text.length() : end + run;
    }
    return rest.toString();
  }

  private static int run(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) == '`') {
      end++;
    }
    return end - from;
  }
}
