package initscope.model.finding;

/// How sure a finding is. The word has a rule behind it.
public enum Confidence {
  /// State read directly and confirmed by a second source or by the reader's invariants.
  CERTAIN("certain"),
  /// One source says so.
  LIKELY("likely"),
  /// Inferred.
  POSSIBLE("possible"),
  /// The evidence does not tell; the finding says what would.
  NOT_KNOWN("not known");

  private final String word;

  Confidence(String word) {
    this.word = word;
  }

  /// The word in JSON and English text.
  public String word() {
    return word;
  }
}
