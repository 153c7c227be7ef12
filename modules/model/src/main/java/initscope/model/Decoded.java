package initscope.model;

import java.util.List;

/// What a decoder could read, and what it could not.
///
/// @param value all that could be read
/// @param problems in the order of their offsets
public record Decoded<T>(T value, List<Problem> problems) {
  /// Keeps an immutable copy.
  public Decoded {
    problems = List.copyOf(problems);
  }
}
