package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.tuning.host.GuardReport;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// For each kind of change the guard is killed at marks of each verb, then the timer fires or the host boots: the whole host is as it
/// was before, or the change is confirmed and there. `-Dinitscope.tuning.everyMark=true` takes every mark, for minutes.
class KindsCrashTest {
  private static final TxId ID = new TxId("00112233445566778899aabbccddeeff");
  private static final int KILLED = 137;
  private static final String KILLED_AGAIN = "killed again";
  private static final String KEPT = "etc/systemd/system/ordersd.service.d/90-initscope.conf";
  private static final boolean ALL = Boolean.getBoolean("initscope.tuning.everyMark");

  private static Reply run(KindsHost host, Plan plan, String verb, int mark) throws Exception {
    HostShell shell = host.login();
    host.crashAt(mark);
    Reply reply =
        shell.run(
            verb.equals("arm")
                ? HostScript.arm(host.guard(), ID, plan, "test")
                : HostScript.verb("any", verb, ID.hex()));
    host.crashAt(0);
    return reply;
  }

  private static String state(KindsHost host) throws Exception {
    Reply reply = host.login().run(HostScript.verb("any", "status", ID.hex()));
    return GuardReport.parse(reply.out()).orElseThrow(() -> new AssertionError(reply)).state();
  }

  private static Plan prepare(KindsHost host, KindsCase one, String verb) throws Exception {
    Plan plan = host.plan(one.lasting(), one.words().toArray(String[]::new));
    for (String step : List.of("arm", "apply")) {
      if (step.equals(verb)) {
        return plan;
      }
      assertThat(run(host, plan, step, 0).exit()).as(one + " " + step).isZero();
    }
    return plan;
  }

  /// @return whether the mark was reached
  private static boolean once(
      KindsCase one, String shell, String verb, int mark, boolean boots, Map<String, String> old)
      throws Exception {
    try (KindsHost host = one.host(shell)) {
      Plan plan = prepare(host, one, verb);
      if (run(host, plan, verb, mark).exit() != KILLED) {
        return false;
      }
      String said = state(host);
      String where = one + " " + verb + "@" + mark + " said " + said + (boots ? ", boot" : "");
      KindsCase.Step confirmed = boots ? one.kept() : one.onTrial();
      if (boots) {
        host.reboot();
      } else {
        host.fireTimers();
      }
      assertEnd(host, confirmed, said, where, old);
      return true;
    }
  }

  private static void assertEnd(
      KindsHost host, KindsCase.Step confirmed, String said, String where, Map<String, String> old)
      throws Exception {
    String now = state(host);
    assertThat(now).as(where).isIn("NONE", "PREP", "ROLLED", "CONFIRMED");
    if (said.equals("CONFIRMED") && !now.equals("NONE")) {
      assertThat(now).as(where).isEqualTo(said); // what is in /run goes with a boot
    }
    if (now.equals("CONFIRMED")) {
      confirmed.check(host);
      assertThat(host.timerArmed()).as(where).isFalse();
      return;
    }
    if (now.equals("PREP")) {
      // Nothing of it was done, and the next change clears it away: let one.
      run(host, host.plan(false, "boolean:nis_enabled=on"), "arm", 0);
      run(host, host.plan(false, "boolean:nis_enabled=on"), "rollback", 0);
    }
    run(host, host.plan(false, "boolean:nis_enabled=on"), "forget", 0);
    assertThat(KindsTest.differences(old, host.tree())).as(where).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("initscope.tuning.KindsCase#toKill")
  void killedAnywhereTheHostEndsAsBeforeOrConfirmed(KindsCase one) throws Exception {
    Map<String, String> fresh;
    Map<String, String> booted;
    try (KindsHost host = one.host("dash")) {
      fresh = host.tree();
      host.reboot();
      booted = host.tree();
    }
    List<String> reached = new ArrayList<>();
    int turn = one.name().length();
    for (String verb : List.of("arm", "apply", "confirm", "rollback")) {
      int step = ALL ? 1 : verb.equals("arm") ? 13 : verb.equals("apply") ? 4 : 7;
      int mark = ALL ? 1 : 1 + turn % step;
      while (once(one, "dash", verb, mark, turn % 2 == 0, turn % 2 == 0 ? booted : fresh)) {
        if (ALL) {
          once(one, "dash", verb, mark, turn % 2 == 1, turn % 2 == 1 ? booted : fresh);
        }
        mark += step;
        turn++;
      }
      reached.add(verb + "<" + mark);
    }
    System.err.println("killed " + one + " at " + reached);
  }

  /// A drop-in of ours from before, changed again: the file is put back from a copy that was made before systemd read the new one, so
  /// that only the record tells whether systemd has read it since.
  @Test
  void aDropInThatWasThereIsReadAgainWhereverTakingBackIsKilled() throws Exception {
    int last = 1;
    while (killedInConfirm(last + 1, 0).equals("CONFIRMING")) {
      last++;
    }
    int mark = 1;
    while (killedInConfirm(last, mark).equals(KILLED_AGAIN)) {
      mark++;
    }
    assertThat(mark).isGreaterThan(10);
  }

  /// @param mark of confirm
  /// @param next mark of the rollback after it; 0 for none
  /// @return the state after confirm, or {@link #KILLED_AGAIN}
  private static String killedInConfirm(int mark, int next) throws Exception {
    try (KindsHost host = KindsCase.units().getLast().host("dash")) {
      host.write(KEPT, "[Service]\nLimitNOFILE=4096\n");
      host.run("systemctl", "daemon-reload");
      Map<String, String> old = host.tree();
      Plan plan = host.plan(true, "unit:ordersd.service=Service.LimitNOFILE=65536");
      for (String verb : List.of("arm", "apply")) {
        assertThat(run(host, plan, verb, 0).exit()).isZero();
      }
      run(host, plan, "confirm", mark);
      String said = state(host);
      boolean again = next > 0 && run(host, plan, "rollback", next).exit() == KILLED;
      if (next > 0) {
        host.fireTimers();
        assertEnd(host, h -> {}, state(host), "confirm@" + mark + " rollback@" + next, old);
      }
      return again ? KILLED_AGAIN : said;
    }
  }
}
