package initscope.cli;

import initscope.collect.DoctorReport.Check;
import initscope.collect.PerfOutlook;
import initscope.collect.Plan;
import initscope.collect.steps.Step;
import initscope.collect.steps.Touch;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.remote.HostSpec;
import initscope.verbs.Outlook;
import java.util.List;

/// What perf would leave empty on a host. A plan with perf in it asks the host; one without stays offline.
final class PerfText {
  private PerfText() {}

  static void outlook(Plan plan, Words words, Console console)
      throws Failure, Progress.CancelledException {
    List<String> steps =
        plan.running().stream()
            .filter(step -> step.touch() == Touch.RECORDS)
            .map(Step::id)
            .toList();
    if (steps.isEmpty()) {
      return;
    }
    PerfOutlook outlook =
        Outlook.perf(
            HostSpec.parse(words.positional(0)),
            SshWords.of(words),
            TerminalPrompts.of(),
            console.progress());
    List<Check> losses = outlook.losses(steps);
    console.result(
        losses.isEmpty()
            ? "perf on this host: nothing would come back empty"
            : "perf on this host, what would come back empty:");
    losses.forEach(check -> DoctorVerb.print(check, console));
  }
}
