package initscope.model.go;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoSymbolTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "runtime.main|runtime",
        "net.(*Dialer).DialContext|net",
        "example.com/shop/internal/ledgerclient.init.0|example.com/shop/internal/ledgerclient",
        "example.com/shop/internal/ledgerclient.init.0.func1|example.com/shop/internal/ledgerclient",
        "gopkg.in/yaml%2ev3.(*Decoder).Decode|gopkg.in/yaml.v3",
        "gopkg.in/yaml.v3.init|gopkg.in/yaml.v3",
        "gopkg.in/yaml.v3.(*Decoder).Decode|gopkg.in/yaml.v3",
        "example.com/x.v3|example.com/x",
        "example%2ecom.Run|example.com",
        "main.Map[...]|main",
        "main.Map[go.shape.int,example.com/a/b.T]|main",
        "example.com/a.(*Tree[example.com/other/c.K]).Put|example.com/a",
        "main.glob..func5|main",
        "main.main.func1.2|main",
        "vendor/golang.org/x/net/dns/dnsmessage.init|vendor/golang.org/x/net/dns/dnsmessage",
        "'github.com/a/b.init.1'|github.com/a/b",
        "runtime/cgo(.text)|runtime/cgo",
        "example.com/a%2.Run|example.com/a%2",
        "example.com/a%zz.Run|example.com/a%zz",
        "main.init·1|main",
      })
  void tellsThePackage(String function, String expected) {
    assertThat(GoSymbol.packageOf(function)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "??",
    "futex_wait",
    "main",
    "''",
    "type..eq.main.T",
    "type:.eq.[2]string",
    "memcpy.isra.0",
    "std::vector<int>::push_back",
    "pthread_cond_wait@@GLIBC_2.3.2",
    "go:main.inittasks",
    ".text",
  })
  void whatIsNotOfAPackageHasNone(String function) {
    assertThat(GoSymbol.packageOf(function)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "a/b.init,a/b",
    "a/b.init.0,a/b",
    "a/b.map.init.3,a/b",
    "main.init.ializers,main",
    "main.init·1,main",
    "a/b.init.0.func1,",
    "a/b.glob..func1,",
    "a/b.(*T).init,",
    "a/b.T.init,",
    "a/init.Run,",
    "a/init.init.0,a/init",
    "a/b.initialise,",
    "a/b.init.,",
    "a/b.init.func1,",
  })
  void onlyTheRuntimeCallsAnInitFunction(String function, String owner) {
    assertThat(GoSymbol.initPackage(function)).isEqualTo(Optional.ofNullable(owner));
  }
}
