package initscope.diagnosis;

/// What exactly is waited for, where the evidence tells.
///
/// @param variant last part of the title's key: {@code title}, {@code plain}, or a case of its own such as {@code nil}
/// @param value the peer, file, lock holder ...; empty where there is none
/// @param more a second value, for the few sentences that have one
/// @param inferred whether it follows from what usually is so rather than from what was read: a title that tells it is not certain
record Detail(String variant, String value, String more, boolean inferred) {
  static final Detail PLAIN = Detail.of("plain", "");

  static Detail of(String value) {
    return Detail.of("title", value);
  }

  static Detail of(String variant, String value) {
    return Detail.of(variant, value, "");
  }

  static Detail of(String variant, String value, String more) {
    return new Detail(variant, value, more, false);
  }

  /// The same, where a condition makes it no more than an inference.
  Detail inferredIf(boolean condition) {
    return new Detail(variant, value, more, inferred || condition);
  }
}
