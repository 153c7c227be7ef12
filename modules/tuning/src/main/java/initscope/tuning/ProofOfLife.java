package initscope.tuning;

import initscope.model.Failure;
import initscope.tuning.host.HostShell;
import java.util.Optional;

/// The user's own check that the host still serves, run over the new login after a change was applied.
@FunctionalInterface
public interface ProofOfLife {
  /// The new login alone is proof enough.
  ProofOfLife LOGIN = shell -> Optional.empty();

  /// What is wrong, in one clause; empty where all is well. A failure counts as wrong.
  Optional<String> problem(HostShell shell) throws Failure;
}
