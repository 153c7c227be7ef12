package initscope.collect;

import initscope.model.go.TimeLapse;
import initscope.model.go.TimeLapse.Ending;
import java.util.Locale;

/// What the coverage of a capture says of its time-lapse: how dense, until when, by what clock, and at what cost to the host.
final class LapseWords {
  private LapseWords() {}

  /// @param waited how long the process was waited for; empty for one that ran
  static String of(TimeLapse lapse, String waited) {
    if (lapse.ending() == Ending.MAIN && lapse.samples().size() == 1) {
      return waited
          + "the process runs main.main already, its package inits are over: to see them, start"
          + " the capture first and then start or restart the process";
    }
    String end =
        switch (lapse.ending()) {
          case MAIN -> "main.main runs";
          case PROCESS_ENDED -> "the process ended";
          case TIME_LIMIT -> "the time was over";
          case CANCELLED, LOST -> "stopped early";
        };
    return waited
        + lapse.samples().size()
        + " samples, one in "
        + millis(lapse.intervalNanos())
        + " and "
        + millis(lapse.longestGapNanos())
        + " at most, until "
        + end
        + "; clock: "
        + lapse.clock()
        + " within "
        + millis(lapse.clockBoundNanos())
        + "; read by "
        + transport(lapse);
  }

  private static String transport(TimeLapse lapse) {
    TimeLapse.Cost cost = lapse.cost();
    String cpu =
        cost.cpuNanos().isPresent() && cost.overNanos() > 0
            ? String.format(
                    Locale.ROOT, "%.1f", 100.0 * cost.cpuNanos().getAsLong() / cost.overNanos())
                + " % of a CPU, "
            : "";
    int count = Math.max(1, lapse.samples().size());
    return "sftp-server with "
        + cpu
        + cost.reads() / count
        + " reads and "
        + cost.bytes() / count
        + " bytes a sample ("
        + cost.reads()
        + " and "
        + cost.bytes()
        + " in all)";
  }

  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
  }

  private static String millis(long nanos) {
    return String.format(Locale.ROOT, nanos < 10_000_000 ? "%.2f ms" : "%.0f ms", nanos / 1e6);
  }
}
