package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import initscope.tuning.Schedule.Act;
import initscope.tuning.Schedule.Fault;
import initscope.tuning.Schedule.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Thousands of schedules of verbs and faults: the real engine, the real guard in a real shell, judged by {@link ScheduleOracle}.
/// `-Dinitscope.tuning.everyMark=true` runs ten times as many, and compares three faults at once with the model too.
class GeneratedSchedulesTest {
  private static final int THREADS = 2;
  private static final boolean ALL = Boolean.getBoolean("initscope.tuning.everyMark");

  @ParameterizedTest
  @CsvSource({"dash, 1, 300, 5000", "busybox sh, 9, 10, 500"})
  void everyScheduleEndsAsTheModelAllows(String shell, int every, int mixed, int least)
      throws Exception {
    GuardCrashTest.available(shell);
    long start = System.nanoTime();
    int schedules = 0;
    int faults = 0;
    List<String> wrong = new ArrayList<>();
    try (HostRuns runs = new HostRuns(TestGuard.text(), shell, THREADS)) {
      List<ScheduleBook> books = new ArrayList<>();
      List<Callable<Void>> work = new ArrayList<>();
      for (ChangeRow row : ChangeRow.ALL) {
        ScheduleBook book = new ScheduleBook(runs, row);
        books.add(book);
        for (Act act : Act.values()) {
          work.add(() -> play(book, act, every, ALL ? 20 * mixed : mixed));
        }
      }
      ScheduleBook.together(THREADS, work);
      for (ScheduleBook book : books) {
        schedules += book.count();
        faults += book.faults();
        wrong.addAll(book.wrong());
      }
      System.err.println(
          "%s: %d schedules with %d faults, %d different runs, %d s, violations %d"
              .formatted(
                  shell,
                  schedules,
                  faults,
                  runs.runs(),
                  (System.nanoTime() - start) / 1_000_000_000,
                  wrong.size()));
    }
    assertThat(wrong.stream().limit(20)).isEmpty();
    assertThat(schedules).isGreaterThanOrEqualTo(least);
  }

  private static Void play(ScheduleBook book, Act act, int every, int mixed) throws Failure {
    // Confirm and rollback meet what the other acts meet; those are looked at less closely.
    boolean close = ALL || act == Act.CONFIRM || act == Act.ROLLBACK;
    Map<What, List<Fault>> singles = book.singles(act, close ? every : 3 * every);
    for (Schedule schedule : book.mixed(act, singles, mixed, 7L + act.ordinal())) {
      book.run(schedule);
    }
    return null;
  }
}
