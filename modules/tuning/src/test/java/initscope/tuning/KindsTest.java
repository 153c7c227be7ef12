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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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
