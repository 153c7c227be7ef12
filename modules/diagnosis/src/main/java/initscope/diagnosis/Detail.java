package initscope.diagnosis;

/// What exactly is waited for, where the evidence tells.
///
/// @param variant last part of the title's key: {@code title}, {@code plain}, or a case of its own such as {@code nil}
/// @param value the peer, file, lock holder ...; empty where there is none
/// @param more a second value, for the few sentences that have one
record Detail(String variant, String value, String more) {
  static final String CIRCLE_POSSIBLE = "circle.possible";
  static final Detail PLAIN = new Detail("plain", "", "");

  static Detail of(String value) {
    return new Detail("title", value, "");
  }

  static Detail of(String variant, String value) {
    return new Detail(variant, value, "");
  }

  static Detail of(String variant, String value, String more) {
    return new Detail(variant, value, more);
  }
}
