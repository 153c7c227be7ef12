package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoSymbolsTest {
  @ParameterizedTest
  @CsvSource({
    "main.init.0, main, init.0",
    "gopkg.in/yaml%2ev3.(*Decoder).Decode, gopkg.in/yaml.v3, (*Decoder).Decode",
    "example.com/a/b.F[go.shape.*example.com/x.T], example.com/a/b, F[go.shape.*example.com/x.T]",
    "net/http.init.map.0, net/http, init.map.0",
    "nodot, nodot, nodot",
  })
  void partsASymbol(String symbol, String path, String local) {
    assertThat(GoSymbols.packageOf(symbol)).isEqualTo(path);
    assertThat(GoSymbols.localName(symbol)).isEqualTo(local);
  }

  @Test
  void knowsWhatAnInitRuns() {
    assertThat("a/b.init,a.init.0,a.init.12,x.map.init.3".split(",")).allMatch(GoSymbols::isInit);
    assertThat("a.initial,a.init.func1,a.(*T).init,a.init.,a.map.x".split(","))
        .noneMatch(GoSymbols::isInit);
  }

  @Test
  void leavesABrokenEscapeAsItIs() {
    assertThat(GoSymbols.unescape("a%2")).isEqualTo("a%2");
    assertThat(GoSymbols.unescape("a%zz")).isEqualTo("a%zz");
  }
}
