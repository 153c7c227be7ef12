package initscope.tuning.plan;

/// Something preflight found.
///
/// @param id stable dotted name
/// @param text one sentence
/// @param todo what the user can do about it, empty where nothing need be done
/// @param blocks whether the plan is refused for it
public record Finding(String id, String text, String todo, boolean blocks) {
  static Finding block(String id, String text, String todo) {
    return new Finding(id, text, todo, true);
  }

  static Finding note(String id, String text) {
    return new Finding(id, text, "", false);
  }
}
