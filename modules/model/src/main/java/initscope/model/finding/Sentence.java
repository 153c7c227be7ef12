package initscope.model.finding;

import java.util.List;

/// A sentence to be said in the reader's language: a key of the resource bundles and its arguments. Arguments are host text and
/// are made safe where they are shown.
///
/// @param key such as {@code init.blocked.dial.title}
/// @param arguments for {0}, {1} ... of the bundle's pattern
public record Sentence(String key, List<String> arguments) {
  /// Keeps an immutable copy.
  public Sentence {
    arguments = List.copyOf(arguments);
  }

  /// A sentence.
  public static Sentence of(String key, String... arguments) {
    return new Sentence(key, List.of(arguments));
  }
}
