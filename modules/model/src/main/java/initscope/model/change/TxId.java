package initscope.model.change;

/// Identity of a transaction: 128 bits as 32 lower-case hexadecimal digits.
///
/// @param hex the digits
public record TxId(String hex) {
  /// Checks the digits, since they become part of unit and file names on a host.
  public TxId {
    if (!isId(hex)) {
      throw new IllegalArgumentException("not a transaction id");
    }
  }

  /// From 128 random bits.
  public static TxId of(long high, long low) {
    return new TxId(String.format("%016x%016x", high, low));
  }

  /// Whether a text is an id.
  public static boolean isId(String text) {
    return text.length() == 32
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  @Override
  public String toString() {
    return hex;
  }
}
