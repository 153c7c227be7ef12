package initscope.collect.program;

import initscope.collect.Plan;
import initscope.collect.Target;
import initscope.collect.steps.Reads;
import initscope.collect.steps.Step;
import java.util.ArrayList;
import java.util.List;

/// Writes the sh program that reads the record of a host's boot, and of one unit where one was named.
public final class BootProgram {
  private BootProgram() {}

  /// The program.
  ///
  /// @param nonce a fresh random word of letters and digits
  public static Script of(Plan plan, String nonce) {
    String unit = plan.target() instanceof Target.Unit(String name) ? name : "";
    return new Script(text(plan), List.of(nonce, unit));
  }

  /// Its text, which finds the nonce in {@code $1} and the unit in {@code $2}.
  static String text(Plan plan) {
    return Script.resource("boot.sh")
        .replace("@BOOT@", boot(plan))
        .replace("@HOST@", AttachProgram.host(plan))
        .replace("@UNIT@", AttachProgram.unit(plan));
  }

  private static String boot(Plan plan) {
    List<String> lines = new ArrayList<>(List.of(":"));
    for (Step step : plan.running()) {
      if (step.id().startsWith("boot.")
          && step.reads() instanceof Reads.Command(List<String> argv, String _)) {
        lines.add("b %s; $limit %s; e".formatted(step.id(), AttachProgram.words(argv)));
      }
    }
    if (plan.runs("boot.chart")) {
      lines.add("chart");
    }
    return String.join("\n  ", lines);
  }
}
