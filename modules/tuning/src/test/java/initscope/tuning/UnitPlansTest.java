package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.change.PlanItem;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Drop-ins: assignments that stay beside GODEBUG, values that systemd takes, files that are read after ours.
class UnitPlansTest {
  private static final String DROPINS = "etc/systemd/system/ordersd.service.d/";
  private KindsHost host;

  @BeforeEach
  void make() throws IOException {
    host = new KindsHost("dash", 252);
  }

  @AfterEach
  void remove() throws IOException {
    host.close();
  }

  private static String[] unit(String... settings) {
    return Stream.of(settings).map(s -> "unit:ordersd.service=" + s).toArray(String[]::new);
  }

  private static List<String> ids(PlanView view) {
    return view.blockers().stream().map(Finding::id).toList();
  }

  /// Lines of Environment of the last file that a plan writes.
  private static List<String> environment(PlanView view) {
    PlanItem last = view.plan().orElseThrow().items().getLast();
    return last.wantBytes()
        .map(Bytes::utf8)
        .orElse("")
        .lines()
        .filter(l -> l.startsWith("Environment="))
        .map(l -> l.substring(12))
        .toList();
  }

  private void file(String name, String text) throws IOException {
    host.write(DROPINS + name, text);
    host.run("systemctl", "daemon-reload");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "GODEBUG=inittrace=1 GOTRACEBACK=all # GODEBUG=madvdontneed=1,inittrace=1 GOTRACEBACK=all",
        "A=1 \"GODEBUG=inittrace=1\" \"B=x y\" # A=1 GODEBUG=madvdontneed=1,inittrace=1 \"B=x y\"",
        "A=100%% GODEBUG=a=b%%c # A=100%% GODEBUG=madvdontneed=1,a=b%%c",
        "MODE=test # MODE=test",
      })
  void onlyTheWordGodebugIsMerged(String wanted, String written) throws Exception {
    PlanView view = host.view(false, 600, unit("Service.Environment=" + wanted));
    assertThat(environment(view)).containsExactly(written);
  }

  @Test
  void severalGodebugsOfOnePlanAreOne() throws Exception {
    PlanView view =
        host.view(
            false,
            600,
            unit(
                "Service.Environment=GODEBUG=inittrace=1 A=1",
                "Service.Environment=GODEBUG=gctrace=1",
                "Service.Environment=B=2 GODEBUG=inittrace=2"));
    assertThat(environment(view))
        .containsExactly("GODEBUG=madvdontneed=1,inittrace=2,gctrace=1 A=1", "B=2");
  }

  @Test
  void aPercentOfTheUnitIsWrittenTwice() throws Exception {
    file("20-more.conf", "[Service]\nEnvironment=GODEBUG=note=5%%\n");
    String shown = host.show("Environment");
    PlanView view = host.view(false, 600, unit("Service.Environment=GODEBUG=inittrace=1"));
    String percents = shown.contains("%%") ? "%%%%" : "%%";
    assertThat(environment(view)).containsExactly("GODEBUG=note=5" + percents + ",inittrace=1");
  }

  @Test
  void ofAKeptLineOnlyGodebugGivesWay() throws Exception {
    file(
        "90-initscope.conf",
        "[Service]\n"
            + "Environment=GODEBUG=gctrace=1 FOO=bar\n"
            + "Environment=GODEBUG=x=1\n"
            + "Environment=Z=1\n");
    PlanView view = host.view(true, 600, unit("Service.Environment=GODEBUG=inittrace=1"));
    assertThat(environment(view)).containsExactly("FOO=bar", "Z=1", "GODEBUG=x=1,inittrace=1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Service.LimitNOFILE=65kk",
        "Service.LimitNOFILE=64K",
        "Service.LimitCORE=1X",
        "Service.Restart=alway",
        "Service.Type=Notify",
        "Service.Type=dbus",
        "Service.RemainAfterExit=maybe",
        "Service.TimeoutStartSec=5 parsecs",
        "Service.RestartSec=infinity",
        "Service.Nice=20",
        "Service.Nice=-21",
        "Service.OOMScoreAdjust=1001",
        "Service.PIDFile=run/x.pid",
        "Service.NotifyAccess=any",
        "Service.Environment=NOVALUE",
        "Service.Environment=1A=x",
        "Service.Environment=A=\"x",
        "Unit.After=postgres",
        "Unit.RequiresMountsFor=opt/bins"
      })
  void aValueThatSystemdWouldIgnoreIsRefused(String setting) throws Exception {
    PlanView view = host.view(false, 600, unit(setting));
    assertThat(ids(view)).containsExactly("unit.value");
    for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
      assertThat(PlanTexts.say(view.blockers().getFirst().todo().orElseThrow(), locale))
          .hasSizeGreaterThan(6)
          .doesNotContain("{");
    }
  }

  @Test
  void legalValuesAreTaken() throws Exception {
    assertThat(
            ids(
                host.view(
                    false,
                    600,
                    unit(
                        "Service.LimitNOFILE=1024:65536",
                        "Service.LimitCORE=infinity",
                        "Service.LimitSTACK=8M",
                        "Service.LimitNPROC=4096",
                        "Service.Restart=on-failure",
                        "Service.RestartSec=1min 30s",
                        "Service.TimeoutStartSec=300",
                        "Service.Type=notify",
                        "Service.RemainAfterExit=yes",
                        "Service.Nice=-20",
                        "Service.OOMScoreAdjust=-1000",
                        "Service.Environment=GOMAXPROCS=4 'X=a b'",
                        "Unit.After=postgresql.service dev-vda\\x2d1.device",
                        "Unit.RequiresMountsFor=/opt/bins /data"))))
        .isEmpty();
  }

  @Test
  void anOldSystemdTakesOneNumberAsALimit() throws Exception {
    try (KindsHost old = new KindsHost("dash", 219)) {
      for (String value : List.of("1024:65536", "8M")) {
        PlanView view = old.view(false, 600, unit("Service.LimitSTACK=" + value));
        assertThat(ids(view)).containsExactly("unit.value");
      }
      assertThat(ids(old.view(false, 600, unit("Service.LimitSTACK=8388608")))).isEmpty();
    }
  }

  @Test
  void typeExecIsInTheSystemdOfLaterReleasesOfCentos8() throws Exception {
    try (KindsHost eight = new KindsHost("dash", 239)) {
      PlanView view = eight.view(false, 600, unit("Service.Type=exec"));
      assertThat(view.plan()).isPresent();
      assertThat(view.findings()).extracting(Finding::id).contains("unit.type_exec_perhaps");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "override.conf, Nice=3, Service.Nice=1, true",
    "override.conf, Nice=1, Service.Nice=1, false",
    "override.conf, CPUWeight=3, Service.Nice=1, false",
    "96-site.conf, Nice=3, Service.Nice=1, true",
    "94-site.conf, Nice=3, Service.Nice=1, false",
    "override.conf, TimeoutSec=9, Service.TimeoutStartSec=300, true",
    "override.conf, Environment=MODE=x, Service.Environment=A=1, false",
    "override.conf, Environment=B=2 A=x, Service.Environment=A=1, true",
    "override.conf, Environment=, Service.Environment=A=1, true",
  })
  void aFileReadLaterBlocksWhatItWouldWin(String name, String line, String setting, boolean blocked)
      throws Exception {
    file(name, "; a comment\n[Service]\n" + line + "\n");
    PlanView view = host.view(false, 600, unit(setting));
    assertThat(ids(view)).isEqualTo(blocked ? List.of("unit.later_file") : List.of());
    if (blocked) {
      assertThat(PlanTexts.say(view.blockers().getFirst().text(), Locale.ENGLISH))
          .contains("/" + DROPINS + name);
    }
  }

  @Test
  void aDependencyOfALaterFileAddsUp() throws Exception {
    file("override.conf", "[Unit]\nAfter=a.service\n");
    assertThat(ids(host.view(true, 600, unit("Unit.After=b.service")))).isEmpty();
  }

  @Test
  void whatShallLastLooksAtFilesBetweenTheTwoNames() throws Exception {
    file("92-site.conf", "[Service]\nNice=3\n");
    assertThat(ids(host.view(false, 600, unit("Service.Nice=1")))).isEmpty();
    assertThat(ids(host.view(true, 600, unit("Service.Nice=1"))))
        .containsExactly("unit.later_file");
  }

  @Test
  void aKeptLimitLooksAtThemToo() throws Exception {
    file("override.conf", "[Service]\nCPUQuota=70%\n");
    String half = "cgroup:ordersd.service=CPUQuota=50%";
    assertThat(ids(host.view(true, 600, half))).containsExactly("unit.later_file");
    assertThat(ids(host.view(false, 600, half))).isEmpty();
  }
}
