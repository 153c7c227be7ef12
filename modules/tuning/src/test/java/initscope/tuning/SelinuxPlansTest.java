package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.Plan;
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
  private static final String NONE = "/opt/bins/bin(/.*)?    <<none>>\n";
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

  private void local(KindsHost on) throws IOException {
    on.write(KindsHost.FCONTEXTS, NONE);
    for (String path : List.of("", "/helper", "/ordersd")) { // files keep what they had
      String file = on.root + "/opt/bins/bin" + path;
      on.run("chcon", "-h", "system_u:object_r:bin_t:s0", file);
    }
  }

  @Test
  void aLocalLineWithoutALabelIsReplacedAndTheUndoNamesIt() throws Exception {
    local(host);
    PlanView view = host.view(true, 600, "label:/opt/bins/bin=ordersd_exec_t");
    assertThat(view.undo()).contains("semanage fcontext -m -t '<<none>>' '/opt/bins/bin(/.*)?'");
  }

  /// The guard is killed at each of its marks while it confirms: where the timer then takes the change back, the line is there again.
  @Test
  void aLocalLineWithoutALabelComesBackAsOne() throws Exception {
    int replaced = 0;
    boolean reached = true;
    for (int mark = 1; reached; mark++) {
      try (KindsHost one = new KindsHost("dash", 252)) {
        local(one);
        TuneEngine engine = one.engine(new MemoryJournal());
        Plan plan = one.plan(true, "label:/opt/bins/bin=ordersd_exec_t");
        TxId id = engine.apply(plan, one::login, ProofOfLife.LOGIN).id().orElseThrow();
        one.crashAt(mark);
        try {
          engine.confirm(id, one::login);
        } catch (Failure e) {
          assertThat(e).as("the guard was killed").isInstanceOf(Failure.HostUnreachable.class);
        }
        reached = !one.crashIsStillToCome();
        one.crashAt(0);
        boolean written = !one.read(KindsHost.FCONTEXTS).equals(NONE);
        one.fireTimers();
        if (engine.status(id, one::login).state() == TxState.ROLLED) {
          replaced += written ? 1 : 0;
          assertThat(one.read(KindsHost.FCONTEXTS)).as("mark " + mark).isEqualTo(NONE);
        }
      }
    }
    assertThat(replaced).isPositive();
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
