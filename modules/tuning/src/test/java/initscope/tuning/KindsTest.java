package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.host.GuardItem;
import initscope.tuning.host.GuardItem.Fate;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.Reply;
import initscope.tuning.plan.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each kind of change on a host that has what it changes: tried, taken back by hand, by the timer and by a boot, kept, and met by
/// somebody else's value. What is taken back leaves the whole host as it was.
class KindsTest {
  private static TxId apply(KindsHost host, TuneEngine engine, KindsCase one, boolean lasting)
      throws Failure {
    StatusView view =
        engine.apply(
            host.plan(lasting, one.words().toArray(String[]::new)), host::login, ProofOfLife.LOGIN);
    assertThat(view.state()).as(one.name()).isEqualTo(TxState.APPLIED);
    return view.id().orElseThrow();
  }

  private static List<GuardItem> begun(StatusView status) {
    return status.items().stream().filter(GuardItem::begun).toList();
  }

  /// What is left of a transaction whose end nobody asked for yet is no change of the host.
  private static void assertAsBefore(KindsHost host, Map<String, String> before, String where)
      throws Exception {
    assertThat(differences(before, host.tree())).as(where).isEmpty();
  }

  static Map<String, String> differences(Map<String, String> before, Map<String, String> after) {
    Map<String, String> out = new TreeMap<>();
    after.forEach(
        (name, text) -> {
          if (!text.equals(before.get(name))) {
            out.put(name, before.getOrDefault(name, "absent") + " -> " + text);
          }
        });
    before.forEach(
        (name, text) -> {
          if (!after.containsKey(name)) {
            out.put(name, text + " -> absent");
          }
        });
    return out;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("initscope.tuning.KindsCase#onEveryShell")
  void rollbackLeavesTheHostAsItWas(KindsCase one, String shell) throws Exception {
    try (KindsHost host = one.host(shell)) {
      Map<String, String> before = host.tree();
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id = apply(host, engine, one, one.lasting());
      one.onTrial().check(host);
      assertThat(begun(engine.status(id, host::login)))
          .extracting(GuardItem::onRollback)
          .containsOnly(Fate.RESTORED);
      assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
      assertAsBefore(host, before, one.name());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("initscope.tuning.KindsCase#all")
  void theTimerLeavesTheHostAsItWas(KindsCase one) throws Exception {
    try (KindsHost host = one.host("dash")) {
      Map<String, String> before = host.tree();
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id = apply(host, engine, one, one.lasting());
      host.fireTimers();
      assertThat(engine.status(id, host::login).state()).isEqualTo(TxState.ROLLED);
      assertAsBefore(host, before, one.name());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("initscope.tuning.KindsCase#all")
  void aBootLeavesTheHostAsItWas(KindsCase one) throws Exception {
    try (KindsHost host = one.host("dash")) {
      host.reboot();
      Map<String, String> before = host.tree();
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id = apply(host, engine, one, one.lasting());
      host.reboot();
      assertThat(engine.status(id, host::login).state()).isEqualTo(TxState.ROLLED);
      assertAsBefore(host, before, one.name());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("initscope.tuning.KindsCase#all")
  void whatIsConfirmedOutlastsABootWhereItShall(KindsCase one) throws Exception {
    try (KindsHost host = one.host("dash")) {
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id = apply(host, engine, one, one.lasting());
      if (one.confirmable()) {
        assertThat(engine.confirm(id, host::login).state()).isEqualTo(TxState.CONFIRMED);
        one.onTrial().check(host);
        assertThat(host.timerArmed()).isFalse();
        assertThat(host.has("etc/.initscope")).isFalse();
        assertThat(host.has("etc/systemd/system/initscope-guard.service")).isFalse();
        assertThat(host.has("etc/systemd/system/initscope-guard-late.service")).isFalse();
        host.reboot();
        one.kept().check(host);
      }
    }
  }

  /// What a unit was given until the next boot is not lost when more is tried and taken back.
  @Test
  void aSecondTrialOfAUnitGoesOnFromWhatIsKeptUntilTheNextBoot() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      TuneEngine engine = host.engine(new MemoryJournal());
      String unit = "unit:" + KindsHost.UNIT + "=";
      for (String one : List.of("Service.LimitNOFILE=65536", "Service.Nice=5")) {
        TxId id =
            engine
                .apply(host.plan(false, unit + one), host::login, ProofOfLife.LOGIN)
                .id()
                .orElseThrow();
        assertThat(host.show("LimitNOFILE")).isEqualTo("LimitNOFILE=65536\n");
        if (one.contains("LimitNOFILE")) {
          engine.confirm(id, host::login);
        } else {
          assertThat(host.show("Nice")).isEqualTo("Nice=5\n");
          engine.rollback(id, host::login);
        }
        assertThat(host.show("LimitNOFILE")).isEqualTo("LimitNOFILE=65536\n");
      }
      assertThat(host.show("Nice")).isNotEqualTo("Nice=5\n");
      assertThat(host.view(true, 600, unit + "Service.Nice=5").blockers())
          .extracting(Finding::id)
          .containsExactly("unit.trial_there");
    }
  }

  @Test
  void aPermissiveDomainIsNeverKept() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id =
          engine
              .apply(host.plan(false, "permissive:ordersd_t"), host::login, ProofOfLife.LOGIN)
              .id()
              .orElseThrow();
      assertThatThrownBy(() -> engine.confirm(id, host::login))
          .isInstanceOf(Failure.HostRefused.class);
      assertThatThrownBy(() -> engine.extend(id, 3601, host::login))
          .isInstanceOf(Failure.Usage.class);
      assertThat(engine.extend(id, 3600, host::login).state()).isEqualTo(TxState.APPLIED);
      assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
      assertThat(host.has(KindsHost.MODULES + "permissive_ordersd_t")).isFalse();
    }
  }

  @Test
  void whatIsKeptIsNotTakenBack() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      TuneEngine engine = host.engine(new MemoryJournal());
      Plan plan = host.plan(true, "boolean:httpd_can_network_connect=on");
      TxId id = engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
      assertThat(engine.confirm(id, host::login).state()).isEqualTo(TxState.CONFIRMED);
      assertThatThrownBy(() -> engine.rollback(id, host::login))
          .isInstanceOf(Failure.HostRefused.class);
      assertThat(host.read(KindsHost.BOOLEANS)).contains("httpd_can_network_connect=1\n");
    }
  }

  /// semanage can forget all booleans only: those of others are there again, whatever kills the guard in between.
  @Test
  void theBooleansOfOthersStayInThePolicyStore() throws Exception {
    int mark = 0;
    boolean killed = true;
    while (killed) {
      mark++;
      try (KindsHost host = new KindsHost("dash", 252)) {
        host.run("setsebool", "-P", "nis_enabled", "1");
        String before = host.read(KindsHost.BOOLEANS);
        Plan plan = host.plan(true, "boolean:httpd_can_network_connect=on");
        TxId id = TxId.of(1, 2);
        host.login().run(HostScript.arm(host.guard(), id, plan, "test"));
        host.login().run(HostScript.verb("any", "apply", id.hex()));
        // After the write, before it is decided.
        host.crashAt(7);
        host.login().run(HostScript.verb("any", "confirm", id.hex()));
        assertThat(host.read(KindsHost.BOOLEANS)).contains("httpd_can_network_connect=1\n");
        host.crashAt(mark);
        host.login().run(HostScript.verb("any", "rollback", id.hex()));
        killed = !host.crashIsStillToCome();
        host.crashAt(0);
        host.fireTimers();
        assertThat(host.read(KindsHost.BOOLEANS)).as("killed at " + mark).isEqualTo(before);
      }
    }
    assertThat(mark).isGreaterThan(5);
  }

  /// A table that is put back with a newer time would make systemd ask for a reload of every mount, which bars plans for units.
  @Test
  void aTableThatIsPutBackHasItsOldTime() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      Path table = host.root.resolve("etc/fstab");
      Files.setLastModifiedTime(table, FileTime.fromMillis(1_700_000_000_000L));
      host.run("systemctl", "daemon-reload");
      Plan plan = host.plan(true, "mount:/data=noatime");
      TxId id = TxId.of(1, 2);
      host.login().run(HostScript.arm(host.guard(), id, plan, "test"));
      host.login().run(HostScript.verb("any", "apply", id.hex()));
      host.crashAt(9);
      host.login().run(HostScript.verb("any", "confirm", id.hex()));
      assertThat(Files.getLastModifiedTime(table).toMillis()).isGreaterThan(1_700_000_000_000L);
      host.login().run(HostScript.verb("any", "rollback", id.hex()));
      assertThat(Files.getLastModifiedTime(table).toMillis()).isEqualTo(1_700_000_000_000L);
      assertThat(host.run("systemctl", "show", "-p", "NeedDaemonReload", "data.mount").out())
          .isEqualTo("NeedDaemonReload=no\n");
    }
  }

  /// A service that did not run is not left running, one that fails after our restart is not kept, one that is gone holds nothing up.
  @Test
  void aServiceThatDidNotRunIsStoppedAgain() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      String unit = "unit:" + KindsHost.UNIT + "=";
      host.run("systemctl", "stop", KindsHost.UNIT);
      TuneEngine engine = host.engine(new MemoryJournal());
      Plan plan = host.plan(false, unit + "Service.Nice=5", unit + "restart");
      TxId id = engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
      assertThat(host.show("ActiveState")).isEqualTo("ActiveState=active\n");
      host.write(".lab/pid1/run/" + KindsHost.UNIT, "0 failed failed\n");
      assertThatThrownBy(() -> engine.confirm(id, host::login))
          .isInstanceOf(Failure.NeedsPerson.class)
          .hasMessageContaining("failed since we restarted it");
      assertThat(engine.rollback(id, host::login).state()).isEqualTo(TxState.ROLLED);
      assertThat(host.show("ActiveState")).isEqualTo("ActiveState=inactive\n");
    }
  }

  /// The unit's file goes while a limit and a drop-in of it are on trial.
  @ParameterizedTest
  @ValueSource(strings = {"cgroup:other.service=CPUQuota=50%", "unit:other.service=Service.Nice=5"})
  void aUnitThatIsGoneHoldsNothingUp(String word) throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id =
          engine.apply(host.plan(false, word), host::login, ProofOfLife.LOGIN).id().orElseThrow();
      Files.delete(host.root.resolve("usr/lib/systemd/system/other.service"));
      host.run("systemctl", "daemon-reload");
      host.fireTimers();
      assertThat(host.timerArmed()).isFalse();
      assertThat(engine.status(id, host::login).state()).isIn(TxState.ROLLED, TxState.DRIFT);
    }
  }

  /// Somebody edits a unit while ours is on trial: confirm would load it too.
  @Test
  void confirmDoesNotLoadWhatSomebodyElseEdits() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      TuneEngine engine = host.engine(new MemoryJournal());
      Plan plan = host.plan(true, "unit:" + KindsHost.UNIT + "=Service.Nice=5");
      TxId id = engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
      host.write("etc/systemd/system/other.service.d/half.conf", "[Service]\nNice=");
      assertThatThrownBy(() -> engine.confirm(id, host::login))
          .isInstanceOf(Failure.ChangeRolledBack.class)
          .hasMessageContaining("not loaded yet");
    }
  }

  /// A kept limit that another drop-in overrides is not told as kept.
  @Test
  void whatIsLostWhenItIsKeptIsTakenBack() throws Exception {
    try (KindsHost host = new KindsHost("dash", 252)) {
      TuneEngine engine = host.engine(new MemoryJournal());
      Plan plan = host.plan(true, "cgroup:" + KindsHost.UNIT + "=CPUQuota=50%");
      TxId id = engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
      host.write(
          "etc/systemd/system/" + KindsHost.UNIT + ".d/zz.conf", "[Service]\nCPUQuota=20%\n");
      assertThatThrownBy(() -> engine.confirm(id, host::login))
          .isInstanceOfAny(Failure.ChangeRolledBack.class, Failure.NeedsPerson.class);
      assertThat(host.has("etc/systemd/system/" + KindsHost.UNIT + ".d/90-initscope-cgroup.conf"))
          .isFalse();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("initscope.tuning.KindsCase#withDrift")
  void somebodyElsesValueIsLeftAloneAndAllThreeAreNamed(KindsCase one) throws Exception {
    try (KindsHost host = one.host("dash")) {
      TuneEngine engine = host.engine(new MemoryJournal());
      TxId id = apply(host, engine, one, one.lasting());
      one.drift().orElseThrow().check(host);
      one.theirs().check(host);
      assertThatThrownBy(() -> engine.confirm(id, host::login))
          .isInstanceOf(Failure.NeedsPerson.class)
          .hasMessageContaining(" now, '")
          .hasMessageContaining(" after our change, '");
      List<GuardItem> foretold = begun(engine.status(id, host::login));
      List<String> left =
          foretold.stream()
              .filter(i -> i.onRollback() == Fate.LEFT)
              .map(GuardItem::target)
              .toList();
      assertThat(left).isNotEmpty();
      assertThatThrownBy(() -> engine.rollback(id, host::login))
          .isInstanceOf(Failure.NeedsPerson.class)
          .hasMessageContainingAll(left.toArray(String[]::new))
          .hasMessageContaining("we wrote '");
      one.theirs().check(host);
    }
  }

  /// Programs started, counted by wrappers before them on the path; what the lab's programs start themselves does not count.
  @ParameterizedTest(name = "{0}")
  @MethodSource("initscope.tuning.KindsCase#toKill")
  void fewProgramsAreStarted(KindsCase one) throws Exception {
    try (KindsHost host = one.host("dash")) {
      Plan plan = host.plan(one.lasting(), one.words().toArray(String[]::new));
      TxId id = TxId.of(1, 2);
      host.countPrograms();
      List<String> counts = new ArrayList<>();
      for (String verb : List.of("arm", "apply", "confirm")) {
        host.write("forks", "");
        Reply reply =
            host.login()
                .run(
                    verb.equals("arm")
                        ? HostScript.arm(host.guard(), id, plan, "test")
                        : HostScript.verb("any", verb, id.hex()));
        assertThat(reply.exit()).as(verb + reply).isZero();
        long forks = host.read("forks").lines().count();
        counts.add(verb + "=" + forks);
        // Eight an item, plus what a verb needs once, as for kernel parameters; two guards of a
        // boot.
        assertThat(forks)
            .as(verb + " " + host.read("forks"))
            .isLessThanOrEqualTo(8L * plan.items().size() + (verb.equals("arm") ? 26 : 14));
      }
      System.err.println(one + ": " + plan.items().size() + " items, programs started: " + counts);
    }
  }
}
