package initscope.model;

import java.util.Optional;
import java.util.OptionalLong;

/// What the user has chosen, in every view at once.
///
/// @param goroutine id
/// @param tid thread
/// @param packagePath package
/// @param function frame
/// @param evidence raw place
/// @param fromNanos start of a time range
/// @param toNanos end of a time range
public record Selection(
    OptionalLong goroutine,
    OptionalLong tid,
    Optional<String> packagePath,
    Optional<String> function,
    Optional<EvidenceRef> evidence,
    OptionalLong fromNanos,
    OptionalLong toNanos) {
  /// Nothing chosen.
  public static final Selection NONE =
      new Selection(
          OptionalLong.empty(),
          OptionalLong.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());

  /// The same with another goroutine and thread.
  public Selection withGoroutine(long id, OptionalLong onThread) {
    return new Selection(
        OptionalLong.of(id), onThread, packagePath, function, evidence, fromNanos, toNanos);
  }

  /// The same with another thread.
  public Selection withThread(long id) {
    return new Selection(
        goroutine, OptionalLong.of(id), packagePath, function, evidence, fromNanos, toNanos);
  }

  /// The same with another package.
  public Selection withPackage(String path) {
    return new Selection(goroutine, tid, Optional.of(path), function, evidence, fromNanos, toNanos);
  }

  /// The same with another frame.
  public Selection withFunction(String name) {
    return new Selection(
        goroutine, tid, packagePath, Optional.of(name), evidence, fromNanos, toNanos);
  }

  /// The same with another raw place.
  public Selection withEvidence(EvidenceRef place) {
    return new Selection(
        goroutine, tid, packagePath, function, Optional.of(place), fromNanos, toNanos);
  }

  /// The same with a time range.
  public Selection withRange(long from, long to) {
    return new Selection(
        goroutine,
        tid,
        packagePath,
        function,
        evidence,
        OptionalLong.of(from),
        OptionalLong.of(to));
  }
}
