package initscope.gotrace.v1;

import initscope.model.Bytes;
import java.util.HexFormat;

/// Bytes of a binary file as the text of a problem.
final class Quote {
  private static final int BYTES = 16;

  private Quote() {}

  /// The first bytes at an offset in hexadecimal, empty at the end of the file.
  static String at(Bytes file, long offset) {
    if (offset < 0 || offset >= file.size()) {
      return "";
    }
    return HexFormat.ofDelimiter(" ").formatHex(file.from(offset).first(BYTES).toArray());
  }
}
