package initscope.model.boot;

import java.util.List;
import java.util.Optional;

/// What {@code systemd-analyze} itself said of a boot, beside what follows from the stamps of units.
///
/// @param time its {@code time}
/// @param blame its {@code blame}
/// @param chain its {@code critical-chain}
public record AnalyzeWords(
    Optional<TimeReport> time, List<BlameLine> blame, List<ChainLine> chain) {
  /// It was not asked.
  public static final AnalyzeWords NONE = new AnalyzeWords(Optional.empty(), List.of(), List.of());

  /// Keeps immutable copies.
  public AnalyzeWords {
    blame = List.copyOf(blame);
    chain = List.copyOf(chain);
  }
}
