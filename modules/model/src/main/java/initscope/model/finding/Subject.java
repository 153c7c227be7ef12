package initscope.model.finding;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What a finding is about; each part absent where not known.
///
/// @param packagePath package whose init it is
/// @param initFunction the innermost init function that runs, such as {@code example.com/shop/internal/ledgerclient.init.0}
/// @param file source file of the frame in that package that is on the stack, as the binary has it
/// @param line in that file
/// @param waitReason the runtime's or the kernel's word for what it waits for
/// @param waitNanos how long, where a source tells
/// @param goroutine id, for the selection
/// @param tid thread, for the selection
public record Subject(
    Optional<String> packagePath,
    Optional<String> initFunction,
    Optional<String> file,
    OptionalInt line,
    Optional<String> waitReason,
    OptionalLong waitNanos,
    OptionalLong goroutine,
    OptionalLong tid) {
  /// About nothing in particular.
  public static final Subject NONE =
      new Subject(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          OptionalInt.empty(),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
}
