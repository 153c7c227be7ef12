package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.verbs.Tune;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What stands on the start page of a change.
final class ShownTest {
  private static String shown(String... words) throws Exception {
    return Shown.change(Tune.changes(List.of(words)).getFirst());
  }

  @Test
  void secretsOfAnEnvironmentAreNotShown() throws Exception {
    String shown =
        shown(
            "unit:a.service=Service.Environment=GODEBUG=inittrace=1 \"TOKEN=s3 cret\" PW=x",
            "unit:a.service=Service.LimitNOFILE=9",
            "unit:a.service=restart");
    assertThat(shown)
        .isEqualTo(
            "a.service = Service.Environment=GODEBUG=inittrace=1 TOKEN=… PW=…"
                + " Service.LimitNOFILE=9 restart");
    assertThat(shown("unit:a.service=Service.SetCredential=k:s3cret")).doesNotContain("s3cret");
  }

  @Test
  void otherValuesAreShownAsTheyAre() throws Exception {
    assertThat(shown("net.core.somaxconn=1024")).isEqualTo("net.core.somaxconn = 1024");
  }
}
