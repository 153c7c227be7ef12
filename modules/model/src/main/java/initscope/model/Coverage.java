package initscope.model;

/// What one step of a capture gave.
///
/// @param step step id, such as {@code proc.maps}
/// @param state what came of it
/// @param why for people: the refusal's own words, or the reason it was left out; empty when done
public record Coverage(String step, State state, String why) {
  /// What came of a step.
  public enum State {
    /// Ran and gave something.
    DONE,
    /// Ran and gave nothing.
    EMPTY,
    /// The host refused it.
    REFUSED,
    /// Was not run.
    SKIPPED;

    /// The word in JSON.
    public String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
