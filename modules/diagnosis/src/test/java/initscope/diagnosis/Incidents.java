package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.go.GoBinary;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Incidents with one part replaced.
final class Incidents {
  private Incidents() {}

  static Incident withGo(Incident i, GoRuntime go) {
    return with(i, Optional.of(go), i.goroutines(), i.inits());
  }

  /// A time-lapse and the inits it tells, and nothing else.
  static Incident withLapse(TimeLapse lapse) {
    return withLapse(lapse, with(Incident.EMPTY, Optional.empty(), List.of(), lapse.tasks()));
  }

  static Incident withLapse(TimeLapse lapse, Incident i) {
    return new Incident(
        i.inputs(),
        i.coverage(),
        i.clocks(),
        i.host(),
        i.process(),
        i.unit(),
        i.threads(),
        i.go(),
        i.goroutines(),
        i.inits(),
        i.files(),
        i.sockets(),
        i.unixSockets(),
        i.locks(),
        i.mounts(),
        i.maps(),
        i.journal(),
        Optional.of(lapse),
        i.sources());
  }

  static Incident with(
      Incident i, Optional<GoRuntime> go, List<Goroutine> goroutines, List<InitTask> inits) {
    return new Incident(
        i.inputs(),
        i.coverage(),
        i.clocks(),
        i.host(),
        i.process(),
        i.unit(),
        i.threads(),
        go,
        goroutines,
        inits,
        i.files(),
        i.sockets(),
        i.unixSockets(),
        i.locks(),
        i.mounts(),
        i.maps(),
        i.journal(),
        i.sources());
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
