package initscope.cli;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.selinux.AvcDecoder;
import initscope.model.Bytes;
import initscope.model.testing.Golden;
import initscope.tuning.plan.GeneralTypes;
import initscope.tuning.plan.RefusedRules;
import initscope.tuning.selinux.Denials;
import initscope.tuning.selinux.DenialsView;
import initscope.tuning.selinux.Narrowing;
import initscope.tuning.selinux.PolicyAnswers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What {@code tune denials} prints, in both languages.
final class DenialsTextTest {
  private static final Path FOLDER = Path.of("src/test/resources/initscope/cli");

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void printsGroupsAndWords(String language) throws Exception {
    var log = new AvcDecoder().decode(Bytes.of(Files.readAllBytes(FOLDER.resolve("orders.log"))));
    Denials denials = Denials.of(log.value(), "orders_t", 0);
    PolicyAnswers answers =
        new PolicyAnswers(
            Map.of(
                "tools",
                "sesearch\nmatchpathcon\n",
                "rule orders_t user_home_t file",
                "allow orders_t user_home_t:file { getattr open read }; [ orders_read_home"
                    + " ]:True\n",
                "expected /opt/orders/ledger.toml",
                "system_u:object_r:usr_t:s0\n",
                "rule orders_t unreserved_port_t tcp_socket",
                "",
                "use orders_t tcp_socket name_bind",
                "allow orders_t http_port_t:tcp_socket name_bind;\n",
                "rule orders_t shadow_t file",
                "",
                "rule orders_t orders_t process",
                ""));
    Narrowing narrowing = new Narrowing(GeneralTypes.load(), RefusedRules.load());
    var proposals = denials.groups().stream().map(g -> narrowing.proposals(g, answers, 1)).toList();
    List<String> lines =
        DenialsText.lines(
            new DenialsView("ausearch", denials, proposals, log.problems()),
            Locale.forLanguageTag(language));
    assertThat(String.join("", lines).chars().noneMatch(c -> c < ' ' || c == 0x202e)).isTrue();
    Golden.compare(FOLDER.resolve("denials." + language + ".txt"), String.join("\n", lines) + "\n");
  }
}
