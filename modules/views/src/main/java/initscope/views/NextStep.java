package initscope.views;

import initscope.layout.CoverageReasons;
import initscope.model.Coverage;
import initscope.model.Incident;
import initscope.model.host.ProcessFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.scene.control.Label;

/// What an empty view says: which step would fill it, what came of that step in this capture, and the command that captures it.
final class NextStep {
  private static final Map<String, String> STEPS =
      Map.of(
          "goroutines", "xray",
          "waits", "xray",
          "inits", "xray",
          "stacks", "xray",
          "threads", "proc.task.stat",
          "memory", "proc.maps");

  private NextStep() {}

  /// A label for the empty view that follows what is open.
  ///
  /// @param view the end of a key {@code empty.VIEW}
  static Label label(Desk desk, String view) {
    Label label = new Label();
    label.setWrapText(true);
    label.setMaxWidth(720);
    desk.opened().subscribe(o -> label.setText(words(o, desk.texts(), view)));
    return label;
  }

  static String words(Opened opened, Texts texts, String view) {
    Incident incident = opened.incident();
    List<String> lines = new ArrayList<>();
    // the X-ray of an older release, or of a program in which nobody waits for an object
    boolean noWaits = view.equals("waits") && incident.go().isPresent();
    lines.add(texts.say(noWaits ? "empty.waits.read" : "empty." + view));
    Optional<String> step = Optional.ofNullable(STEPS.get(view));
    step.flatMap(s -> outcome(incident, texts, s)).ifPresent(lines::add);
    if (step.isPresent()) {
      lines.add(texts.say("empty.again", command(incident)));
    }
    return String.join("\n", lines);
  }

  private static Optional<String> outcome(Incident incident, Texts texts, String step) {
    return incident.coverage().stream()
        .filter(c -> c.step().equals(step) && c.state() != Coverage.State.DONE)
        .findFirst()
        .map(
            c ->
                texts.say(
                    "empty.outcome",
                    step,
                    texts.say("coverage." + c.state().word()),
                    new CoverageReasons(texts.words()).of(c.why())));
  }

  private static String command(Incident incident) {
    OptionalLong pid =
        incident
            .process()
            .map(ProcessFacts::pid)
            .map(OptionalLong::of)
            .orElse(OptionalLong.empty());
    String process =
        incident
            .unit()
            .flatMap(u -> u.get("Id"))
            .map(u -> "--unit " + u.strip())
            .orElse("--pid " + (pid.isPresent() ? Long.toString(pid.getAsLong()) : "PID"));
    return "initscope collect "
        + incident.host().hostname().orElse("HOST")
        + " "
        + process
        + " -o FILE.isz";
  }
}
