package initscope.views;

import java.util.Locale;

/// Finds a text by some of its letters in their order.
final class Fuzzy {
  private Fuzzy() {}

  /// How well the letters fit: 0 not at all; whole words and their beginnings count most.
  static int score(String wanted, String text) {
    String letters = wanted.toLowerCase(Locale.ROOT).replace(" ", "");
    String inside = text.toLowerCase(Locale.ROOT);
    int at = inside.indexOf(wanted.toLowerCase(Locale.ROOT).strip());
    if (at >= 0) {
      return 10_000 - at;
    }
    int score = 1;
    int from = 0;
    for (int i = 0; i < letters.length(); i++) {
      int found = inside.indexOf(letters.charAt(i), from);
      if (found < 0) {
        return 0;
      }
      boolean starts = found == 0 || !Character.isLetterOrDigit(inside.charAt(found - 1));
      score += starts ? 20 : found == from ? 10 : 1;
      from = found + 1;
    }
    return score;
  }
}
