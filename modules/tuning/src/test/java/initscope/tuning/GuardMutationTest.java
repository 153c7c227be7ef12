package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.tuning.Schedule.Act;
import initscope.tuning.Schedule.What;
import initscope.tuning.host.HostScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/// Every rule of the protocol is taken out of the guard's own text once, and the schedules must notice.
class GuardMutationTest {
  private static final int THREADS = 2;
  private static final int MIXED = 600;

  /// @param rule that is taken out
  /// @param edits of the guard's text: what, by what
  /// @param row of {@link ChangeRow#ALL}
  /// @param kinds of faults that can show it
  private record Mutant(
      String rule, List<String> edits, int row, List<Act> acts, List<What> kinds) {
    String text() {
      String text = HostScript.guard();
      for (int i = 0; i < edits.size(); i += 2) {
        assertThat(text).as(rule).contains(edits.get(i));
        text = text.replace(edits.get(i), edits.get(i + 1));
      }
      return text;
    }
  }

  private static Mutant mutant(String rule, int row, Act act, List<What> kinds, String... edits) {
    return new Mutant(rule, List.of(edits), row, List.of(act), kinds);
  }

  private static final String TO = "  fsync \"$D/state-$2\" || return 1\n";

  private static final List<Mutant> MUTANTS =
      List.of(
          mutant(
              "a timer is started before anything is applied",
              0,
              Act.NOTHING,
              List.of(What.KILL),
              "  start_timer || refuse 'no timer could be started'\n",
              "  TIMER=systemd\n",
              "  alive || die 5 'the timer that takes the change back is gone'\n",
              ""),
          mutant(
              "the begin marker comes before the effect",
              0,
              Act.NOTHING,
              List.of(What.KILL),
              "    { true >\"$D/$i.begin\" && fsync \"$D/$i.begin\"; } 2>/dev/null ||",
              "    : ||"),
          mutant(
              "what is not ours is left alone",
              0,
              Act.ROLLBACK,
              List.of(What.DRIFT_RUNTIME),
              "    if [ \"$V\" != \"$OURS\" ]; then",
              "    if false; then"),
          mutant(
              "a boot guard",
              0,
              Act.CONFIRM,
              List.of(What.KILL_AND_REBOOT),
              "  if [ -n \"$LASTS\" ]; then boot_guard ",
              "  if false; then boot_guard "),
          mutant(
              "CONFIRMING and CONFIRMED are synced",
              0,
              Act.CONFIRM,
              List.of(What.KILL_AND_POWER),
              TO,
              "  case $2 in CONFIRM*) ;; *) fsync \"$D/state-$2\" || return 1;; esac\n"),
          mutant(
              "the begin marker is synced before the file is written",
              0,
              Act.CONFIRM,
              List.of(What.KILL_AND_POWER),
              " && fsync \"$D/$i.begin\";",
              ";"),
          mutant(
              "disarming comes last",
              0,
              Act.CONFIRM,
              List.of(What.KILL),
              "  to ARMED CONFIRMING",
              "  disarm; to ARMED CONFIRMING"),
          mutant(
              "confirm looks at the state and the values",
              0,
              Act.CONFIRM,
              List.of(What.OTHER_ROLLS_BACK, What.TIMER),
              "disarm; report; return;; ARMED) ;; *) die 10 \"state is $S\";; esac",
              "disarm; report; return;; esac",
              "      [ -n \"$SEEN\" ] || die 10 'not applied yet'\n",
              "",
              "      [ \"$V\" = \"$AFTER\" ] || die 8",
              "      : || die 8",
              "    [ \"$V\" = \"$AFTER\" ] || { WHY=",
              "    : || { WHY=",
              "  to ARMED CONFIRMING",
              "  to \"$S\" CONFIRMING"),
          mutant(
              "after a boot the runtime value goes with our file",
              0,
              Act.CONFIRM,
              List.of(What.KILL, What.KILL_TIMER, What.FAIL_SYNC),
              " && [ -z \"$HERE\" ] && [ -z \"$LASTING\" ]; then continue",
              " && [ -z \"$HERE\" ]; then continue"),
          mutant(
              "the timer fires again",
              0,
              Act.NOTHING,
              List.of(What.KILL_TIMER),
              " --on-unit-inactive=60",
              ""),
          mutant(
              "a final state is synced before disarming",
              0,
              Act.CONFIRM,
              List.of(What.KILL, What.TIMER, What.POWER),
              "    CONFIRMED|ROLLED|DRIFT) fsync \"$D/state-$S\" || die 7 'cannot sync the state';"
                  + " disarm;;\n",
              "    CONFIRMED|ROLLED|DRIFT) disarm;;\n"),
          mutant(
              "a final state is synced before it is told",
              0,
              Act.CONFIRM,
              List.of(What.KILL, What.POWER),
              "  state; case $S in CONFIRMED|ROLLED|DRIFT) fsync \"$D/state-$S\" || die 7 'cannot"
                  + " sync the state';; esac\n",
              "  state\n"),
          mutant(
              "one verb at a time",
              0,
              Act.NOTHING,
              List.of(What.NEST),
              "  flock -w \"$1\" 9 || return 1\n",
              ""),
          mutant(
              "a rollback knows that the host was booted",
              2,
              Act.NOTHING,
              List.of(What.KILL_AND_REBOOT),
              "HERE=; [ \"$V\" != \"$BOOT\" ] || HERE=1",
              "HERE=1"),
          mutant(
              "a file that was restored is synced by who finds it so",
              2,
              Act.CONFIRM,
              List.of(What.KILL, What.KILL_TIMER, What.FAIL_SYNC),
              "      case $KIND in file|fstab|dropin|ldconf) file_sync \"$i\" ||"
                  + " LEFT=\"$LEFT $TARGET\";; esac\n",
              ""),
          mutant(
              "the last change is disarmed before it is put aside",
              0,
              Act.CONFIRM,
              List.of(What.FAIL_SYNC, What.OTHER_ARMS),
              "'cannot sync the last change'; release\n",
              "'cannot sync the last change'\n"),
          mutant(
              "the removal of a record is synced",
              0,
              Act.ROLLBACK,
              List.of(What.KILL, What.POWER, What.OTHER_ROLLS_BACK),
              "    { true >\"$B/tx.new/gone\" && fsync \"$B/tx.new/gone\"; } 2>/dev/null ||",
              "    : ||"));

  @Test
  void everyRuleIsMissed() throws Exception {
    Map<String, String> found = new ConcurrentHashMap<>();
    List<Callable<Void>> work = new ArrayList<>();
    for (Mutant mutant : MUTANTS) {
      String text = TestGuard.of(mutant.text());
      work.add(
          () -> {
            long start = System.nanoTime();
            try (HostRuns runs = new HostRuns(text, "dash", 1)) {
              ScheduleBook book = new ScheduleBook(runs, ChangeRow.ALL.get(mutant.row()));
              Optional<String> wrong = book.hunt(mutant.acts(), mutant.kinds(), MIXED);
              found.put(mutant.rule(), wrong.orElse(""));
              System.err.println(
                  "without '%s': %d schedules, %d runs, %d ms, %s"
                      .formatted(
                          mutant.rule(),
                          book.count(),
                          runs.runs(),
                          (System.nanoTime() - start) / 1_000_000,
                          wrong.orElse("NOT FOUND")));
            }
            return null;
          });
    }
    ScheduleBook.together(THREADS, work);
    Map<String, String> missing = new TreeMap<>(found);
    missing.values().removeIf(v -> !v.isEmpty());
    assertThat(missing.keySet()).isEmpty();
    assertThat(found).hasSameSizeAs(MUTANTS);
  }
}
