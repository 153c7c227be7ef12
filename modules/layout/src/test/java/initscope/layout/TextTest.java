package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Property
  void aCutLabelFits(@ForAll String text, @ForAll @DoubleRange(min = 0, max = 400) double room) {
    assertThat(TextWidth.of(TextWidth.fit(text, 12, room), 12)).isLessThanOrEqualTo(room);
    assertThat(TextWidth.of(TextWidth.fitMiddle(text, 12, room), 12)).isLessThanOrEqualTo(room);
  }

  @Test
  void aQualifiedNameKeepsItsEnd() {
    assertThat(TextWidth.fitMiddle("shop.example/ordersd/internal/ledgerclient", 12, 120))
        .startsWith("…")
        .endsWith("ledgerclient");
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 ns",
    "999,999 ns",
    "1500,1.5 µs",
    "999499,999 µs",
    "12500000,12.5 ms",
    "4210000000,4.21 s",
    "9999000000,10 s",
    "59999000000,60 s",
    "125000000000,2 min 5 s",
    "11040000000000,3 h 4 min",
    "183600000000000,2 d 3 h",
    "-1500,-1.5 µs"
  })
  void timeSpans(long nanos, String text) {
    assertThat(Durations.of(nanos)).isEqualTo(text);
  }

  @Property
  void ticksAreOrderedApartAndInside(
      @ForAll @LongRange(min = -1_000_000, max = 1_000_000_000_000L) long from,
      @ForAll @LongRange(min = 10, max = 10_000_000_000_000L) long span,
      @ForAll @DoubleRange(min = 50, max = 4000) double width) {
    Viewport seen = new Viewport(from, from + span);
    var ticks = Ticks.of(seen, width, 0, 90);
    for (int i = 0; i < ticks.size(); i++) {
      assertThat(ticks.get(i).place()).isBetween(seen.from(), seen.to());
      if (i > 0) {
        assertThat(ticks.get(i).x() - ticks.get(i - 1).x()).isGreaterThan(89);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "net/http.(*Client).Do,net/http,http.(*Client).Do,false",
    "shop.example/ordersd/internal/ledgerclient.init.0,shop.example/ordersd/internal/ledgerclient,ledgerclient.init.0,true",
    "main.init,main,main.init,true",
    "main.map.init.0,main,main.map.init.0,true",
    "main.initialise,main,main.initialise,false",
    "slices.SortFunc[go.shape.struct { example.com/x.T }],slices,slices.SortFunc[go.shape.struct {"
        + " example.com/x.T }],false",
    "epoll_wait,'',epoll_wait,false",
    "??,'',??,false",
    "'','','',false"
  })
  void namesOfFunctions(String function, String path, String brief, boolean init) {
    assertThat(Symbols.packageOf(function)).isEqualTo(path);
    assertThat(Symbols.brief(function)).isEqualTo(brief);
    assertThat(Symbols.isPackageInit(function)).isEqualTo(init);
  }

  @Test
  void bothLanguagesHaveTheSameWords() throws Exception {
    Properties english = load("words.properties");
    Properties chinese = load("words_zh.properties");
    assertThat(new TreeSet<>(chinese.keySet())).isEqualTo(new TreeSet<>(english.keySet()));
    for (Tone tone : Tone.values()) {
      assertThat(english).containsKey(tone.key());
    }
    for (Certainty certainty : Certainty.values()) {
      assertThat(english).containsKey(certainty.key());
    }
    for (Track.Group group : Track.Group.values()) {
      assertThat(english).containsKey(group.key());
    }
    assertThat(Words.of(Locale.SIMPLIFIED_CHINESE).say("group.threads")).isEqualTo("线程");
    assertThat(Words.of(Locale.FRENCH).say("group.threads")).isEqualTo("Threads");
    assertThat(Words.of(Locale.ENGLISH).say("detail.packages", 1)).isEqualTo("1 package");
  }

  private static Properties load(String name) throws Exception {
    Properties properties = new Properties();
    try (var in = Words.class.getResourceAsStream(name)) {
      properties.load(new java.io.InputStreamReader(in, java.nio.charset.StandardCharsets.UTF_8));
    }
    return properties;
  }
}
