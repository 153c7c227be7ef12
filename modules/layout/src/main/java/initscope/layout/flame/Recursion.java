package initscope.layout.flame;

import java.util.Locale;

/// What becomes of functions that call themselves.
public enum Recursion {
  /// Each call is a frame.
  KEEP,
  /// {@code a a a} is {@code a}.
  DIRECT,
  /// {@code a b c b d} is {@code a b d}: back at a function that is running already, all since then is left out.
  CYCLES;

  /// Key of its name.
  public String key() {
    return "flame.recursion." + name().toLowerCase(Locale.ROOT);
  }
}
