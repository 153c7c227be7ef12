package initscope.collect.program;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A sh program and its arguments.
///
/// @param text constant but for the names of files the catalogue lists
/// @param arguments whatever else varies, for {@code $1}, {@code $2} ...
public record Script(String text, List<String> arguments) {
  /// Keeps an immutable copy.
  public Script {
    arguments = List.copyOf(arguments);
  }

  /// A program that lies beside this class.
  public static Script named(String name, String... arguments) {
    return new Script(resource(name), List.of(arguments));
  }

  static String resource(String name) {
    try (InputStream in = Script.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
