package initscope.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class PropertiesTest {
  @Property(tries = 500)
  void aSecretPrintsAsStars(@ForAll @StringLength(min = 4, max = 40) String text) {
    char[] chars = text.toCharArray();
    try (Secret secret = Secret.of(chars)) {
      assertThat(secret.toString()).isEqualTo("***");
      assertThat(new String(secret.utf8(), java.nio.charset.StandardCharsets.UTF_8))
          .isEqualTo(
              new String(
                  text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                  java.nio.charset.StandardCharsets.UTF_8));
    }
    assertThat(chars).containsOnly((char) 0);
  }

  @Property(tries = 500)
  void anyFileOfKnownHostsIsRead(@ForAll String text, @ForAll String host) {
    var known = new KnownHosts(KnownHosts.parse(Path.of("f"), text));
    assertThat(known.judge(host, new byte[] {0, 0, 0, 1, 'x'})).isNotNull();
  }

  @Property(tries = 1000)
  void aStarMatchesAnyTail(@ForAll @StringLength(max = 20) String head, @ForAll String tail) {
    if (head.indexOf('*') < 0 && head.indexOf('?') < 0) {
      assertThat(Wildcards.match(head + "*", head + tail)).isTrue();
    }
    assertThat(Wildcards.match(head, head)).isTrue();
  }

  @Property(tries = 500)
  void anyLineOfAConfigurationIsCut(@ForAll String line) {
    assertThat(SshConfigWords.of(line)).doesNotContainNull();
  }
}
