package initscope.model;

/// One line of an input and where it stands.
///
/// @param number 1 for the first line
/// @param offset byte offset of its first byte in the input
/// @param bytes the line without its line end
/// @param ended whether a line feed followed; false only for the last line of an input that was cut off
/// @param cut whether the line was longer than {@link #MAX_BYTES} and only its start is here
public record Line(int number, long offset, Bytes bytes, boolean ended, boolean cut) {
  /// No known line of a supported format is longer; what goes on longer is garbage or an attack.
  public static final int MAX_BYTES = 1 << 20;

  /// The line as text (UTF-8, malformed bytes as U+FFFD).
  public String text() {
    return bytes.utf8();
  }
}
