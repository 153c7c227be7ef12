package initscope.verbs.traces;

import initscope.formats.csv.CsvWriter;
import initscope.gotrace.GoTrace;
import initscope.gotrace.profile.GoroutineRow;
import initscope.gotrace.profile.GoroutineSheet;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/// The goroutines of a trace as a table: times in nanoseconds from the trace's beginning, empty where not seen; waits by the reasons that lasted
/// longest, the rest together.
final class GoroutinesCsv {
  private static final int MOST_REASONS = 16;
  private static final int ROWS_BETWEEN_REPORTS = 1 << 10;

  private static final List<String> TITLES =
      List.of(
          "id",
          "function",
          "created_by",
          "created_in",
          "start_ns",
          "end_ns",
          "running_ns",
          "runnable_ns",
          "syscall_ns",
          "waiting_ns",
          "gc_assist_ns");

  private GoroutinesCsv() {}

  static void write(GoTrace trace, OutputStream sink, Progress progress)
      throws IOException, CancelledException {
    GoroutineSheet sheet = new GoroutineSheet(trace);
    List<String> reasons = sheet.longestReasons(MOST_REASONS, progress);
    List<String> titles = new ArrayList<>(TITLES);
    reasons.forEach(reason -> titles.add("waiting_ns: " + reason));
    titles.add("waiting_ns: (other)");
    CsvWriter csv = new CsvWriter(sink);
    csv.row(titles);
    for (int row = 0; row < sheet.size(); row++) {
      if (row % ROWS_BETWEEN_REPORTS == 0) {
        progress.report(row, sheet.size(), "writing goroutines");
      }
      csv.row(cells(sheet.row(row), reasons));
    }
  }

  private static List<String> cells(GoroutineRow row, List<String> reasons) {
    List<String> cells = new ArrayList<>();
    cells.add(Long.toString(row.id()));
    cells.add(row.function());
    cells.add(text(row.creator()));
    cells.add(row.creatorFunction());
    cells.add(text(row.startNanos()));
    cells.add(text(row.endNanos()));
    cells.add(Long.toString(row.runningNanos()));
    cells.add(Long.toString(row.runnableNanos()));
    cells.add(Long.toString(row.syscallNanos()));
    cells.add(Long.toString(row.waitingNanos()));
    cells.add(Long.toString(row.assistNanos()));
    long other = row.waitingNanos();
    for (String reason : reasons) {
      long nanos = row.blockedNanos().getOrDefault(reason, 0L);
      cells.add(Long.toString(nanos));
      other -= nanos;
    }
    cells.add(Long.toString(other));
    return cells;
  }

  private static String text(OptionalLong number) {
    return number.isPresent() ? Long.toString(number.getAsLong()) : "";
  }
}
