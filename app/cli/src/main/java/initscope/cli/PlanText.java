package initscope.cli;

import initscope.collect.Plan;
import initscope.collect.steps.Cost;
import initscope.collect.steps.Step;
import initscope.collect.steps.Touch;
import java.util.Locale;

/// The steps of a capture and what they cost, before any runs.
final class PlanText {
  private PlanText() {}

  static void print(Plan plan, Console console) {
    console.result(row("step", "needs", "stops ms", "CPU ms", "bytes", "on host"));
    for (Plan.Planned planned : plan.steps()) {
      Step step = planned.step();
      Cost cost = step.cost();
      console.result(
          row(
                  step.id(),
                  step.need().name().toLowerCase(Locale.ROOT),
                  Columns.millis(cost.stoppedNanos()),
                  Columns.millis(cost.cpuNanos()),
                  Long.toString(cost.bytes()),
                  Long.toString(cost.hostBytes()))
              + planned.skipped().map(why -> "  not run: " + why).orElse(""));
    }
    console.result(
        "needs: owner is the user the process runs as, or root; initscope doctor HOST tells which"
            + " of them this login is");
    if (plan.running().stream().anyMatch(step -> step.touch() == Touch.RECORDS)) {
      console.result(
          "on host: bytes that perf writes into a folder of its own, of mode 0700, in /dev/shm,"
              + " /run or /var/tmp; it is removed at the end, after a lost link within 30 s. The"
              + " process is not stopped; the kernel keeps 0.5 MiB a CPU for what perf records.");
    }
    Cost total = plan.total();
    console.result(
        "in all: stops "
            + Columns.millis(total.stoppedNanos())
            + " ms, CPU "
            + Columns.millis(total.cpuNanos())
            + " ms, "
            + total.bytes()
            + " bytes, on the host meanwhile "
            + total.hostBytes()
            + " bytes; figures are estimates, the capture tells the true cost");
  }

  private static String row(
      String step, String needs, String stops, String cpu, String bytes, String onHost) {
    return Columns.left(step, 18)
        + " "
        + Columns.left(needs, 7)
        + " "
        + Columns.right(stops, 10)
        + " "
        + Columns.right(cpu, 8)
        + " "
        + Columns.right(bytes, 10)
        + " "
        + Columns.right(onHost, 9);
  }
}
