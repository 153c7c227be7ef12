package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What plans of SELinux leave alone because the way back would be barred, and how odd names are written.
class SelinuxPlansTest {
  private KindsHost host;

  @BeforeEach
  void make() throws IOException {
    host = new KindsHost("dash", 252);
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private static List<String> ids(PlanView view) {
    return view.blockers().stream().map(Finding::id).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"secure_mode", "secure_mode_insmod", "secure_mode_policyload"})
  void aBooleanThatBarsTheWayBackIsOnlyEverTurnedOff(String name) throws Exception {
    host.write("sys/fs/selinux/booleans/" + name, "0 0");
    PlanView view = host.view(false, 600, "boolean:" + name + "=on");
    assertThat(ids(view)).containsExactly("boolean.denied");
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(PlanTexts.say(view.blockers().getFirst().text(), locale))
          .contains(name)
          .doesNotContain("sysctl.reason");
    }
    host.write("sys/fs/selinux/booleans/" + name, "1 1");
    assertThat(host.view(false, 600, "boolean:" + name + "=off").plan()).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "/bin, /bin",
    "/usr, /bin",
    "/usr/bin/env, /usr/bin",
    "/usr/lib64, /usr/lib*",
    "/usr/lib/ours, /usr/lib*",
    "/lib64, /lib*",
    "/etc, /etc/ld.so*",
    "/etc/ld.so.cache, /etc/ld.so*",
    "/etc/systemd/system/a.service, /etc/systemd",
    "/var/lib, /var/lib/selinux",
    "/run/, /run",
  })
  void whatTheGuardRunsOnKeepsItsLabel(String path, String place) throws Exception {
    PlanView view = host.view(false, 600, "label:" + path + "=bin_t");
    assertThat(ids(view)).contains("label.denied");
    if (!path.equals("/usr")) {
      assertThat(PlanTexts.say(view.blockers().getFirst().text(), Locale.ENGLISH)).contains(place);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/opt/bins/bin", "/usr/local/bin", "/binaries", "/var/lib/orders"})
  void otherFilesMayGetAnother(String path) throws Exception {
    host.write(path.substring(1) + "/x", "");
    PlanView view = host.view(false, 600, "label:" + path + "=ordersd_exec_t");
    assertThat(ids(view)).isEmpty();
  }

  @Test
  void aSlashAtTheEndOfAPathMeansTheSamePath() throws Exception {
    Change change = Changes.of(List.of(Changes.Words.of("label:/opt/bins/bin/=bin_t"))).getFirst();
    assertThat(change.target()).isEqualTo("/opt/bins/bin");
    PlanView view = host.view(true, 600, "label:/opt/bins/bin/=ordersd_exec_t");
    assertThat(view.onConfirm())
        .containsExactly("semanage fcontext -a -t ordersd_exec_t '/opt/bins/bin(/.*)?'");
  }

  @Test
  void aLocalLineWithoutALabelComesBackAsOne() throws Exception {
    String none = "/opt/bins/bin(/.*)?    <<none>>\n";
    host.write(KindsHost.FCONTEXTS, none);
    for (String path : List.of("", "/helper", "/ordersd")) { // files keep what they had
      String file = host.root + "/opt/bins/bin" + path;
      host.run("chcon", "-h", "system_u:object_r:bin_t:s0", file);
    }
    PlanView view = host.view(true, 600, "label:/opt/bins/bin=ordersd_exec_t");
    assertThat(view.undo()).contains("semanage fcontext -m -t '<<none>>' '/opt/bins/bin(/.*)?'");
    TuneEngine engine = host.engine(new MemoryJournal());
    TxId id =
        engine.apply(view.plan().orElseThrow(), host::login, ProofOfLife.LOGIN).id().orElseThrow();
    host.run("semanage", "fcontext", "-m", "-t", "ordersd_exec_t", "/opt/bins/bin(/.*)?");
    assertThat(host.read(KindsHost.FCONTEXTS)).doesNotContain("<<none>>");
    host.run("semanage", "fcontext", "-m", "-t", "<<none>>", "/opt/bins/bin(/.*)?");
    assertThat(host.read(KindsHost.FCONTEXTS)).isEqualTo(none);
    assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
    assertThat(host.read(KindsHost.FCONTEXTS)).isEqualTo(none);
  }

  @Test
  void namesOfFilesAreQuotedInTheCommandsShown() throws Exception {
    host.write("opt/bins/bin/x;reboot", "");
    PlanView view = host.view(false, 600, "label:/opt/bins/bin=ordersd_exec_t");
    assertThat(view.commands())
        .contains("chcon -h system_u:object_r:ordersd_exec_t:s0 '/opt/bins/bin/x;reboot'");
    assertThat(view.undo())
        .contains("chcon -h system_u:object_r:bin_t:s0 '/opt/bins/bin/x;reboot'");
  }
}
