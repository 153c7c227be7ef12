package initscope.diagnosis;

import initscope.model.Coverage;
import initscope.model.Incident;
import initscope.model.go.InitTask;
import java.util.Optional;

/// Evidence a rule cannot do without, and the step that would give it.
enum Need {
  /// Goroutines or init states: from memory, a dump, or a symbolised pstack.
  GOROUTINES("xray"),
  /// Threads of the process.
  THREADS("proc.task"),
  /// The process itself.
  PROCESS("proc.stat"),
  /// The unit's properties.
  UNIT("unit.show"),
  /// Times of finished package inits.
  INIT_TIMES("inittrace"),
  /// Samples of the time before main.
  TIME_LAPSE("time-lapse"),
  /// A Go execution trace.
  GO_TRACE("go-trace"),
  /// A recording of perf.
  PERF("perf"),
  /// Unit files.
  UNIT_FILES("unit.cat"),
  /// What systemd recorded of a boot.
  BOOT("boot.units");

  private final String step;

  Need(String step) {
    this.step = step;
  }

  boolean metBy(Incident incident) {
    return switch (this) {
      case GOROUTINES -> hasGoroutines(incident);
      case THREADS -> !incident.threads().isEmpty();
      case PROCESS -> incident.process().isPresent();
      case UNIT -> incident.unit().isPresent();
      case UNIT_FILES -> !incident.start().unitFiles().isEmpty();
      case BOOT -> incident.start().boot().isPresent();
      case PERF -> !incident.perf().isEmpty();
      case GO_TRACE -> !incident.goTraces().isEmpty();
      case TIME_LAPSE -> incident.timeLapse().isPresent();
      case INIT_TIMES -> incident.inits().stream().anyMatch(i -> i.wallNanos().isPresent());
    };
  }

  /// Id, or beginning of the ids, of the steps that give it.
  String step() {
    return step;
  }

  /// Why it is missing, as the capture tells.
  Optional<Coverage> lost(Incident incident) {
    return incident.coverage().stream()
        .filter(c -> c.state() != Coverage.State.DONE)
        .filter(c -> c.step().equals(step) || c.step().startsWith(step + "."))
        .findFirst();
  }

  private static boolean hasGoroutines(Incident incident) {
    return !incident.goroutines().isEmpty()
        || incident.inits().stream().anyMatch(i -> i.state() == InitTask.State.RUNNING)
        || incident.go().filter(go -> go.refusal().isEmpty() && !go.inits().isEmpty()).isPresent()
        || incident.threads().stream().anyMatch(t -> Stacks.hasRuntimeMain(t.userStack()));
  }
}
