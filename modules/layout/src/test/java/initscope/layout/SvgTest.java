package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.flame.FlameOrder;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameSvg;
import initscope.layout.flame.Profiles;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import initscope.model.testing.OrdersdIncident;
import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SvgTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  @ParameterizedTest
  @EnumSource
  void theTimelineNamesItselfAndWhatItShows(Theme theme) throws Exception {
    Timeline timeline = Timelines.of(OrdersdIncident.incident(), WORDS);
    String svg = TimelineSvg.write(timeline, theme, WORDS, 1200);
    String text = text(svg);
    assertThat(text)
        .contains("ordersd.service @ orders-7")
        .contains(timeline.sentence())
        .contains("ledgerclient")
        .contains("+10 s")
        .contains("time since the start of the process");
    assertThat(svg).contains(theme.background().hex());
  }

  @ParameterizedTest
  @EnumSource
  void theFlameViewNamesItselfAndItsFrames(Theme theme) throws Exception {
    Profile profile = Profiles.goroutines(OrdersdIncident.incident());
    String svg = FlameSvg.write(profile, FlameQuery.DEFAULT, "ordersd", theme, WORDS, 1200);
    assertThat(text(svg))
        .contains("runtime.main")
        .contains("ledgerclient.mustConnect")
        .contains("[IO wait]");
  }

  @Property(tries = 300)
  void hostTextNeverBecomesMarkup(@ForAll String name) throws Exception {
    Frame frame = Frame.of(name + "<script>alert('x')</script>\u202e\u0007");
    Profile profile =
        new Profile(
            "goroutines",
            "goroutines",
            List.of(new Profile.Sample(List.of(frame), 1, Selection.NONE)));
    String svg =
        FlameSvg.write(
            profile, FlameQuery.DEFAULT.withOrder(FlameOrder.TIME), name, Theme.LIGHT, WORDS, 900);
    assertThat(elements(svg)).doesNotContain("script");
    assertThat(svg).doesNotContain("\u202e").doesNotContain("\u0007");
    Span span = new Span(0, 100, Certainty.KNOWN, Tone.DONE, name + "]]>&\"'", Selection.NONE);
    Track track = Track.of(Track.Group.INIT, name, "<b>", Selection.NONE, List.of(span));
    Timeline timeline =
        new Timeline(
            List.of(track), new Viewport(0, 100), 0, OptionalLong.of(100), name, name, name);
    assertThat(elements(TimelineSvg.write(timeline, Theme.DARK, WORDS, 900))).doesNotContain("b");
  }

  private static String text(String svg) throws Exception {
    StringBuilder text = new StringBuilder();
    XMLStreamReader in = reader(svg);
    while (in.hasNext()) {
      if (in.next() == XMLStreamConstants.CHARACTERS) {
        text.append(in.getText()).append('\n');
      }
    }
    return text.toString();
  }

  private static List<String> elements(String svg) throws Exception {
    List<String> names = new java.util.ArrayList<>();
    XMLStreamReader in = reader(svg);
    while (in.hasNext()) {
      if (in.next() == XMLStreamConstants.START_ELEMENT) {
        names.add(in.getLocalName());
      }
    }
    return names;
  }

  private static XMLStreamReader reader(String svg) throws Exception {
    return XMLInputFactory.newFactory().createXMLStreamReader(new StringReader(svg));
  }
}
