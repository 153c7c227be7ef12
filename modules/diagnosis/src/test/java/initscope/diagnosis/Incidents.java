package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Incidents with one part replaced.
final class Incidents {
  private Incidents() {}

  static Incident withGo(Incident i, GoRuntime go) {
    return i.withGo(Optional.of(go), i.goroutines(), i.inits());
  }

  /// A time-lapse and the inits it tells, and nothing else.
  static Incident withLapse(TimeLapse lapse) {
    return Incident.EMPTY.withInits(lapse.tasks()).withTimeLapse(lapse);
  }

  /// A runtime that was read from memory.
  static GoRuntime go(List<InitTask> inits, Optional<String> refusal) {
    GoBinary binary =
        new GoBinary(
            "go1.26.10",
            Optional.empty(),
            Map.of(),
            false,
            true,
            false,
            false,
            Optional.empty(),
            "amd64");
    return new GoRuntime(binary, inits, List.of(), 4, 0, refusal, List.of());
  }
}
