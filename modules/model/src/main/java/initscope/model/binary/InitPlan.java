package initscope.model.binary;

import java.util.List;
import java.util.Optional;

/// The package inits of an executable, in the order in which its runtime will run them.
///
/// @param packages those that have something to run
/// @param runtimeFirst how many of them, from the first on, the runtime runs before its scheduler's main list; -1 where the file does not
///     tell, so that a package without imports may stand too early
/// @param ways whether calls between packages were looked at for how each came into the program; not in a program that is too large
/// @param refusal why they could not be read; empty where they were
public record InitPlan(
    List<PackageInit> packages, int runtimeFirst, boolean ways, Optional<String> refusal) {
  /// Keeps an immutable copy.
  public InitPlan {
    packages = List.copyOf(packages);
  }

  /// Nothing read.
  public static InitPlan refused(String why) {
    return new InitPlan(List.of(), -1, false, Optional.of(why));
  }
}
