package initscope.layout.trace;

import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A line of the table that says what the timeline says: how long what stands in a row was in each kind of state, over the whole trace.
///
/// @param row a P, a thread, or a group of goroutines
/// @param members how many it stands for
/// @param nanos by kind
/// @param states how many began
public record TraceTotal(TraceRow row, int members, List<Long> nanos, long states) {
  /// All Ps, threads and groups.
  public static List<TraceTotal> of(TraceBook book, TraceGroups groups, Progress progress)
      throws CancelledException {
    List<TraceTotal> totals = new ArrayList<>();
    for (int i = 0; i < book.trace().procs().size(); i++) {
      totals.add(of(book, new TraceRow(TraceRow.Sort.PROC, i)));
    }
    for (int i = 0; i < book.trace().threads().size(); i++) {
      totals.add(of(book, new TraceRow(TraceRow.Sort.THREAD, i)));
    }
    for (int group = 0; group < groups.size(); group++) {
      long[] nanos = new long[4];
      long states = 0;
      for (int i = 0; i < groups.count(group); i++) {
        if ((i & 0xff) == 0) {
          progress.report(i, groups.count(group), "goroutines");
        }
        long[] sums = new long[4];
        states +=
            book.trace()
                .goroutine(groups.member(group, i))
                .sumsAbout(book.trace().endNanos(), sums);
        for (int kind = 0; kind < 4; kind++) {
          nanos[kind] += sums[kind];
        }
      }
      TraceRow row = new TraceRow(TraceRow.Sort.GROUP, group);
      totals.add(new TraceTotal(row, groups.count(group), listed(nanos), states));
    }
    return List.copyOf(totals);
  }

  private static TraceTotal of(TraceBook book, TraceRow row) {
    long[] sums = new long[4];
    long[] counts = new long[1];
    book.make(row).sums(new long[] {book.trace().endNanos()}, sums, counts);
    return new TraceTotal(row, 1, listed(sums), counts[0]);
  }

  private static List<Long> listed(long[] nanos) {
    return Arrays.stream(nanos).boxed().toList();
  }
}
