package initscope.layout.inits;

import initscope.model.Incident;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import java.util.Optional;
import java.util.OptionalLong;

/// When a package's init ran: what inittrace printed, else what a time-lapse saw, within its bound.
///
/// @param startNanos after the start of the Go runtime, or of the process where samples tell it
/// @param wallNanos how long; for one that was not done, how long it was seen
/// @param sampled the samples that tell it; empty where inittrace did
public record InitTime(
    OptionalLong startNanos, OptionalLong wallNanos, Optional<TimeLapse.Span> sampled) {
  /// Not known.
  public static final InitTime UNKNOWN =
      new InitTime(OptionalLong.empty(), OptionalLong.empty(), Optional.empty());

  /// What an incident tells of a package.
  public static InitTime of(Incident incident, InitTask task) {
    return of(incident.timeLapse(), task);
  }

  /// What a package and a time-lapse of the same start tell.
  static InitTime of(Optional<TimeLapse> lapse, InitTask task) {
    if (task.startNanos().isPresent() || task.wallNanos().isPresent()) {
      return new InitTime(task.startNanos(), task.wallNanos(), Optional.empty());
    }
    return lapse
        .flatMap(l -> l.span(task.packagePath()))
        .map(span -> of(lapse.get(), span))
        .orElse(UNKNOWN);
  }

  private static InitTime of(TimeLapse lapse, TimeLapse.Span span) {
    return new InitTime(
        OptionalLong.of(span.begin().nanos() - lapse.originNanos()),
        OptionalLong.of(span.wallNanos()),
        Optional.of(span));
  }

  /// Whether it had not ended when it was last seen.
  public boolean open() {
    return sampled.filter(span -> !span.finished()).isPresent();
  }

  /// How wrong its start may be; empty where it is exact.
  public OptionalLong startBoundNanos() {
    return sampled.map(s -> OptionalLong.of(s.begin().boundNanos())).orElse(OptionalLong.empty());
  }

  /// How wrong its length may be; empty where it is exact.
  public OptionalLong boundNanos() {
    return sampled.map(s -> OptionalLong.of(s.boundNanos())).orElse(OptionalLong.empty());
  }
}
