package initscope.xray;

/// An invariant that does not hold. The X-ray then says its name and what was seen, and tells nothing that rests on it.
final class Refusal extends Exception {
  private static final long serialVersionUID = 1;

  Refusal(String invariant, String seen) {
    super(invariant + ": " + seen);
  }

  /// Refuses where a condition does not hold.
  static void unless(boolean holds, String invariant, String seen) throws Refusal {
    if (!holds) {
      throw new Refusal(invariant, seen);
    }
  }

  /// An address for people.
  static String hex(long address) {
    return "0x" + Long.toHexString(address);
  }

  /// What is said of itself.
  String text() {
    return String.valueOf(getMessage());
  }
}
