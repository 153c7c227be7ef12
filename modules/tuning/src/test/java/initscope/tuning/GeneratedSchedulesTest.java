package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.tuning.Schedule.Act;
import initscope.tuning.Schedule.Fault;
import initscope.tuning.Schedule.What;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

/// Thousands of schedules of verbs and faults: the real engine, the real guard in a real shell, judged by {@link ScheduleOracle}.
/// `-Dinitscope.tuning.everyMark=true` runs ten times as many.
class GeneratedSchedulesTest {
  private static final int THREADS = 2;
  private static final int MIXED = Boolean.getBoolean("initscope.tuning.everyMark") ? 6000 : 300;

  @Test
  void everyScheduleEndsAsTheModelAllows() throws Exception {
    long start = System.nanoTime();
    int schedules = 0;
    int faults = 0;
    List<String> wrong = new ArrayList<>();
    try (HostRuns runs = new HostRuns(TestGuard.text(), "dash", THREADS)) {
      List<ScheduleBook> books = new ArrayList<>();
      List<Callable<Void>> work = new ArrayList<>();
      for (ChangeRow row : ChangeRow.ALL) {
        ScheduleBook book = new ScheduleBook(runs, row);
        books.add(book);
        for (Act act : Act.values()) {
          work.add(
              () -> {
                Map<What, List<Fault>> singles = book.singles(act, 1);
                for (Schedule schedule : book.mixed(act, singles, MIXED, 7L + act.ordinal())) {
                  book.run(schedule);
                }
                return null;
              });
        }
      }
      ScheduleBook.together(THREADS, work);
      for (ScheduleBook book : books) {
        schedules += book.count();
        faults += book.faults();
        wrong.addAll(book.wrong());
      }
      System.err.println(
          schedules
              + " schedules with "
              + faults
              + " faults, "
              + runs.runs()
              + " different runs of a shell, "
              + (System.nanoTime() - start) / 1_000_000_000
              + " s, violations "
              + wrong.size());
    }
    java.nio.file.Files.write(
        java.nio.file.Path.of(System.getProperty("wrong", "/tmp/wrong.txt")), wrong);
    assertThat(wrong.size()).isZero();
    assertThat(schedules).isGreaterThanOrEqualTo(5000);
  }
}
