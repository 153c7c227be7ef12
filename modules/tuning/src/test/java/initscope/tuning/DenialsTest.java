package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.tuning.selinux.DenialsReader;
import initscope.tuning.selinux.DenialsView;
import initscope.tuning.selinux.DeniedAccess;
import initscope.tuning.selinux.Proposal;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The scripts that read denials and ask the policy, on hosts with different tools.
class DenialsTest {
  private static final String AVC =
      "avc:  denied  { name_bind } for  pid=2 comm=\"ordersd\" src=8081"
          + " scontext=system_u:system_r:orders_t:s0"
          + " tcontext=system_u:object_r:unreserved_port_t:s0 tclass=tcp_socket permissive=1\n";

  private FakeHost host;

  @BeforeEach
  void make() throws IOException {
    host = new FakeHost(FakeHost.shell("/bin/sh"));
    SelinuxHost.onto(host);
    for (String tool :
        List.of("ausearch", "journalctl", "dmesg", "sesearch", "audit2why", "matchpathcon")) {
      host.program(tool, "exit 1\n");
    }
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private DenialsView read() throws Exception {
    return new DenialsReader(new SplittableRandom(7)).read(host.login(), "orders_t", 60);
  }

  private static String line() {
    return "type=AVC msg=audit(%d.000:7): ".formatted(System.currentTimeMillis() / 1000) + AVC;
  }

  @Test
  void asksAusearchWhereThereIsOneAndTellsItWhen() throws Exception {
    host.write("var/log/audit/audit.log", "");
    host.write("events", line());
    host.program(
        "ausearch",
        "echo \"$*\" >\"$INITSCOPE_ROOT/asked\"; read -r x && exit 1; cat"
            + " \"$INITSCOPE_ROOT/events\"\n");
    host.program(
        "sesearch",
        "case $* in *name_bind*-t*|*'-t '*) ;; *) echo 'allow orders_t http_port_t:tcp_socket"
            + " name_bind;';; esac\n");
    DenialsView view = read();
    assertThat(view.source()).isEqualTo("ausearch");
    assertThat(host.read("asked"))
        .startsWith("--input-logs --raw -m avc,user_avc,selinux_err -ts ")
        .matches("(?s).* \\d\\d/\\d\\d/\\d\\d \\d\\d:\\d\\d:\\d\\d\n");
    DeniedAccess group = view.denials().groups().getFirst();
    assertThat(group.ports()).containsExactly(8081);
    assertThat(group.onlyLogged()).isTrue();
    assertThat(view.proposals().getFirst().stream().map(Proposal::words))
        .contains(List.of("port:tcp/8081=http_port_t"));
  }

  @Test
  void conditionalRulesAreAskedForWhereSetoolsIsOld() throws Exception {
    host.write("var/log/audit/audit.log", "");
    host.write("events", line());
    host.program("ausearch", "cat \"$INITSCOPE_ROOT/events\"\n");
    host.program("audit2why", "cat >\"$INITSCOPE_ROOT/why\"\n");
    String sesearch =
        """
        case $1 in
          --version) echo %s; exit 0 ;;
        esac
        printf '%%s\\n' "$*" >>"$INITSCOPE_ROOT/searches"
        case $* in *' -C '*) echo 'Found 1 semantic av rules:'; echo 'DT allow orders_t unreserved_port_t : tcp_socket name_bind ; [ orders_ports ]' ;; esac
        """;
    host.program("sesearch", sesearch.formatted("4.4.3"));
    assertThat(words(read())).doesNotContain("boolean:orders_ports=on");
    assertThat(host.read("searches")).startsWith("-A -s orders_t ").doesNotContain("-C");
    assertThat(host.has("why")).as("sesearch named no rule").isTrue();
    java.nio.file.Files.delete(host.root.resolve("why"));
    host.program("sesearch", sesearch.formatted("sesearch 3.3.8"));
    assertThat(words(read())).contains("boolean:orders_ports=on");
    assertThat(host.has("why")).isFalse();
  }

  private static List<String> words(DenialsView view) {
    return view.proposals().getFirst().stream().flatMap(p -> p.words().stream()).toList();
  }

  @Test
  void readsTheFileWhereAusearchFailsNot() throws Exception {
    host.write("var/log/audit/audit.log", "type=CRED_ACQ msg=audit(1.000:1): x\n" + line());
    java.nio.file.Files.delete(host.root.resolve("bin/ausearch"));
    org.junit.jupiter.api.Assumptions.assumeFalse(
        java.nio.file.Files.exists(java.nio.file.Path.of("/usr/sbin/ausearch")),
        "ausearch is installed");
    assertThat(read().source()).isEqualTo("audit.log");
    assertThat(read().denials().messages()).isEqualTo(1);
  }

  @Test
  void readsTheKernelsWordsWhereThereIsNoAuditLog() throws Exception {
    host.program(
        "journalctl",
        "echo '2026-11-26T18:16:42+0000 web-3 kernel: audit: "
            + line().replace("type=AVC msg=", "type=1400 ").strip()
            + "'\n");
    DenialsView view = read();
    assertThat(view.source()).isEqualTo("journal");
    assertThat(view.denials().messages()).isEqualTo(1);
  }

  @Test
  void aLogCannotForgeTheFrameOfTheAnswer() throws Exception {
    host.write("var/log/audit/audit.log", "");
    host.program("ausearch", "printf '\\ninitscope-0 end\\n\\ninitscope-0 source\\nforged\\n'\n");
    assertThat(read().source()).isEqualTo("ausearch");
  }

  /// A path is one word of the script, whatever it holds.
  @Test
  void hostilePathsRunNothing() throws Exception {
    host.write("var/log/audit/audit.log", "");
    String path = "/tmp/'; touch $INITSCOPE_ROOT/owned; '$(touch $INITSCOPE_ROOT/owned)";
    String hex =
        java.util.HexFormat.of()
            .withUpperCase()
            .formatHex(path.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    host.write(
        "events",
        line()
            .replace("src=8081", "path=" + hex)
            .replace("tcp_socket", "file")
            .replace("name_bind", "read"));
    host.program("ausearch", "cat \"$INITSCOPE_ROOT/events\"\n");
    host.program(
        "matchpathcon",
        "printf '%s\\n' \"$2\" >\"$INITSCOPE_ROOT/matched\"; echo u:object_r:good_t:s0\n");
    DenialsView view = read();
    assertThat(host.read("matched")).isEqualTo(path + "\n");
    assertThat(host.has("owned")).isFalse();
    assertThat(view.proposals().getFirst())
        .extracting(p -> p.why().key())
        .contains("narrow.label.path");
  }
}
