package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.tuning.host.GuardReport;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The guard is killed with SIGKILL at every one of its marks, in every verb, by real shells. Then the timer, a boot, or a second
/// kill followed by the timer: the host ends as before, unless it said CONFIRMED.
class GuardCrashTest {
  private static final TxId ID = new TxId("00112233445566778899aabbccddeeff");
  private static final int NEVER = 0;
  private int runs;

  private enum After {
    TIMER,
    BOOT
  }

  static void available(String shell) {
    String program = shell.split(" ")[0];
    Assumptions.assumeTrue(
        List.of("/bin", "/usr/bin").stream().anyMatch(d -> Files.isExecutable(Path.of(d, program))),
        program + " is not installed");
  }

  private static Reply verb(FakeHost host, String verb, String... words) throws Failure {
    return host.login().run(HostScript.verb("any", verb, words));
  }

  private static Reply run(FakeHost host, Plan plan, String verb, int crashAt) throws Failure {
    host.crashAt = crashAt;
    HostShell shell = host.login();
    Reply reply =
        verb.equals("arm")
            ? shell.run(HostScript.arm(Bench.GUARD, ID, plan, "test"))
            : verb(host, verb, ID.hex());
    host.crashAt = NEVER;
    return reply;
  }

  private static Plan prepare(FakeHost host, String verb) throws Failure {
    Plan plan = Bench.plan(host, true);
    for (String step : List.of("arm", "apply", "confirm")) {
      if (step.equals(verb)) {
        return plan;
      }
      if (step.equals("confirm")) {
        return plan;
      }
      assertThat(run(host, plan, step, NEVER).exit()).as(step).isZero();
    }
    return plan;
  }

  private static String state(FakeHost host) throws Failure {
    return GuardReport.parse(verb(host, "status", ID.hex()).out()).orElseThrow().state();
  }

  private static void assertEnd(FakeHost host, String saidBefore, String where)
      throws IOException, Failure {
    String now = state(host);
    boolean kept = saidBefore.equals("CONFIRMED");
    assertThat(now)
        .as(where)
        .isIn(kept ? List.of("CONFIRMED") : List.of("NONE", "ROLLED", "PREP", "CONFIRMED"));
    boolean fresh = now.equals("CONFIRMED");
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).as(where).isEqualTo(fresh ? "1" : "60");
    assertThat(host.sysctl(FakeHost.RMEM))
        .as(where)
        .isEqualTo(fresh ? "4096 87380 16777216" : "4096 87380 6291456");
    assertThat(host.has(FakeHost.OWN)).as(where).isEqualTo(fresh);
    if (!now.equals("PREP") && !now.equals("NONE")) {
      try (var left = Files.list(host.root.resolve("etc/sysctl.d"))) {
        assertThat(left.map(p -> p.getFileName().toString()).filter(n -> n.startsWith(".")))
            .as(where)
            .isEmpty();
      }
      assertThat(host.has("etc/systemd/system/initscope-guard.service")).as(where).isFalse();
      assertThat(host.timerArmed()).as(where).isFalse();
    }
  }

  /// @return whether the mark was reached
  private boolean once(String shell, String verb, int mark, After after, int second)
      throws IOException, Failure {
    try (FakeHost host = new FakeHost(FakeHost.shell(shell))) {
      Plan plan = prepare(host, verb);
      if (run(host, plan, verb, mark).exit() != 137) {
        return false;
      }
      String said = state(host);
      String where =
          shell + " " + verb + "@" + mark + " said " + said + ", then " + after + "@" + second;
      host.crashAt = second;
      if (after == After.BOOT) {
        host.reboot();
      } else {
        host.fireTimers();
      }
      host.crashAt = NEVER;
      if (second != NEVER) {
        host.fireTimers();
      }
      if (after == After.BOOT && !said.equals("CONFIRMED") && !state(host).equals("NONE")) {
        verb(host, "rollback", ID.hex(), "laptop");
      }
      assertEnd(host, said, where);
      runs++;
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash", "busybox sh"})
  void killedAnywhereTheHostEndsAsBefore(String shell) throws Exception {
    available(shell);
    boolean all = Boolean.getBoolean("initscope.tuning.everyMark");
    int step = all ? 1 : shell.equals("dash") ? 2 : 6;
    List<String> marks = new ArrayList<>();
    for (String verb : List.of("arm", "apply", "confirm", "rollback")) {
      int mark = 1;
      while (once(shell, verb, mark, After.TIMER, NEVER)) {
        if (all || mark % 3 == 1) {
          once(shell, verb, mark, After.BOOT, NEVER);
        }
        mark += step;
      }
      marks.add(verb + "=" + (mark - step));
      assertThat(mark).as("marks of " + verb).isGreaterThan(4);
    }
    System.err.println("killed " + shell + " at " + marks + ", schedules " + runs);
  }

  /// Two kills. `-Dinitscope.tuning.everyMark=true` here and above tries more of them, for minutes.
  @ParameterizedTest
  @ValueSource(strings = {"dash"})
  void killedAgainWhileTakingBackTheHostEndsAsBefore(String shell) throws Exception {
    available(shell);
    boolean all = Boolean.getBoolean("initscope.tuning.everyMark");
    for (String verb : List.of("apply", "confirm", "rollback")) {
      boolean reached = true;
      for (int mark = 1; reached; mark += all ? 2 : 7) {
        for (int second = 1; second <= 18 && reached; second += all ? 2 : 6) {
          reached = once(shell, verb, mark, After.TIMER, second);
        }
      }
    }
    assertThat(runs).isGreaterThan(5);
    System.err.println("killed twice, schedules " + runs);
  }

  /// Programs started for two kernel parameters and one file, counted by wrappers before them on the path.
  @ParameterizedTest
  @ValueSource(strings = {"dash", "bash"})
  void fewProgramsAreStarted(String shell) throws Exception {
    available(shell);
    try (FakeHost host = new FakeHost(FakeHost.shell(shell))) {
      Plan plan = Bench.plan(host, true);
      for (String name :
          List.of(
              "cat", "dd", "mv", "rm", "mkdir", "ln", "sha256sum", "flock", "rmdir", "ls", "id")) {
        host.write(
            "bin/" + name,
            "#!/bin/sh\necho "
                + name
                + " >>\"$INITSCOPE_ROOT/forks\"\nPATH=/usr/bin:/bin exec "
                + name
                + " \"$@\"\n");
        host.root.resolve("bin/" + name).toFile().setExecutable(true);
      }
      List<String> counts = new ArrayList<>();
      for (String verb : List.of("arm", "apply", "confirm")) {
        host.write("forks", "");
        assertThat(run(host, plan, verb, NEVER).exit()).as(verb).isZero();
        long forks = host.read("forks").lines().count();
        counts.add(verb + "=" + forks);
        // Eight an item, plus what a verb needs once: lock, states, guard, timer, the report's
        // reading of values.
        assertThat(forks).as(verb).isLessThanOrEqualTo(3 * 8 + (verb.equals("arm") ? 22 : 14));
      }
      System.err.println("programs started by " + shell + ": " + counts);
    }
  }
}
