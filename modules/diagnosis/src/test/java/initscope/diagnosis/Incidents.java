package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import java.util.List;
import java.util.Optional;

/// Incidents with one part replaced.
final class Incidents {
  private Incidents() {}

  static Incident withGo(Incident i, GoRuntime go) {
    return with(i, Optional.of(go), i.goroutines(), i.inits());
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
}
