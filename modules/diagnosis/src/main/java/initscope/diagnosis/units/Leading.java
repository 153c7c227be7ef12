package initscope.diagnosis.units;

/// Takes marks from the beginning of a word.
final class Leading {
  private Leading() {}

  /// Without all of these characters at its beginning.
  static String without(String word, String marks) {
    int at = 0;
    while (at < word.length() && marks.indexOf(word.charAt(at)) >= 0) {
      at++;
    }
    return word.substring(at);
  }
}
