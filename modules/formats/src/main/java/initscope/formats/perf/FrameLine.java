package initscope.formats.perf;

import initscope.model.Frame;
import java.util.Optional;
import java.util.OptionalInt;

/// A line of a stack: {@code address symbol+0xoffset (module)}; {@code (inlined)} in the module's place, or no module at all.
final class FrameLine {
  /// What perf prints where it knows no symbol.
  static final String UNKNOWN = "[unknown]";

  private FrameLine() {}

  /// Whether an address and something after it stand here.
  static boolean begins(byte[] text, int from, int to) {
    int end = addressEnd(text, from, to);
    return end > from && end + 1 < to && Scan.isBlank(text[end]);
  }

  /// End of the address that begins here; {@code from} where there is none.
  static int addressEnd(byte[] text, int from, int to) {
    int i = from;
    while (i < to && i - from < 17 && Scan.hex(text[i]) >= 0) {
      i++;
    }
    return i - from > 16 ? from : i;
  }

  static long address(byte[] text, int from, int end) {
    long value = 0;
    for (int i = from; i < end; i++) {
      value = value << 4 | Scan.hex(text[i]);
    }
    return value;
  }

  /// The frame that follows an address; its own address where the symbol is not known, since nothing else tells it from others.
  static Frame read(byte[] text, int afterAddress, int to, long pc) {
    int from = Scan.skipBlanks(text, afterAddress, to);
    int open = moduleFrom(text, from, to);
    String symbol = withoutOffset(Scan.text(text, from, open < 0 ? to : open - 1)).strip();
    String module = open < 0 ? "" : Scan.text(text, open + 1, to - 1);
    boolean inlined = module.equals("inlined");
    Optional<String> place = module.isEmpty() || inlined ? Optional.empty() : Optional.of(module);
    boolean unknown = symbol.equals(UNKNOWN);
    return new Frame(
        symbol, Optional.empty(), OptionalInt.empty(), unknown ? pc : 0, inlined, place);
  }

  /// Where the last parenthesis that follows a blank opens, -1 where the line does not end with one. A file that is deleted says so in
  /// parentheses of its own.
  private static int moduleFrom(byte[] text, int from, int to) {
    if (to - from < 3 || text[to - 1] != ')') {
      return -1;
    }
    int last = -1;
    for (int i = to - 2; i > from && last < 0; i--) {
      if (text[i] == '(' && text[i - 1] == ' ' && !Scan.startsWith(text, i, to, "(deleted))")) {
        last = i;
      }
    }
    return last;
  }

  /// Symbols are printed with offsets since perf 4.8: {@code main+0x1f}.
  private static String withoutOffset(String symbol) {
    int plus = symbol.lastIndexOf("+0x");
    if (plus < 0 || plus + 3 == symbol.length()) {
      return symbol;
    }
    for (int i = plus + 3; i < symbol.length(); i++) {
      char c = symbol.charAt(i);
      if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return symbol;
      }
    }
    return symbol.substring(0, plus);
  }
}
