package initscope.tuning.plan;

import initscope.model.finding.Sentence;
import java.util.List;
import java.util.Optional;

/// Something preflight found.
///
/// @param id stable dotted name
/// @param text one sentence, said by {@link PlanTexts}
/// @param todo what the user can do about it; empty where nothing need be done
/// @param blocks whether the plan is refused for it
public record Finding(String id, Sentence text, Optional<Sentence> todo, boolean blocks) {
  static Finding block(String id, String... arguments) {
    return block(id, List.of(arguments), List.of());
  }

  static Finding block(String id, List<String> arguments, List<String> todoArguments) {
    return new Finding(
        id,
        new Sentence(id, arguments),
        Optional.of(new Sentence(id + ".todo", todoArguments)),
        true);
  }

  static Finding note(String id, String... arguments) {
    return new Finding(id, Sentence.of(id, arguments), Optional.empty(), false);
  }
}
