package initscope.xray;

import java.nio.charset.StandardCharsets;

/// Names as the Go linker spells them: {@code gopkg.in/yaml%2ev3.(*Decoder).Decode}.
public final class GoSymbols {
  private GoSymbols() {}

  /// The import path in a function's symbol, unescaped: {@code gopkg.in/yaml.v3}; {@code main} for the main package.
  public static String packageOf(String symbol) {
    int generic = symbol.indexOf('[');
    String plain = generic < 0 ? symbol : symbol.substring(0, generic);
    int dot = plain.indexOf('.', plain.lastIndexOf('/') + 1);
    return unescape(dot < 0 ? plain : plain.substring(0, dot));
  }

  /// The function's name without its package: {@code (*Decoder).Decode}, {@code init.0}.
  public static String localName(String symbol) {
    int generic = symbol.indexOf('[');
    int slash = (generic < 0 ? symbol : symbol.substring(0, generic)).lastIndexOf('/');
    int dot = symbol.indexOf('.', slash + 1);
    return dot < 0 ? symbol : symbol.substring(dot + 1);
  }

  /// Whether a symbol is what a package's initialisation runs: {@code PKG.init}, {@code PKG.init.0}, {@code PKG.map.init.0}.
  public static boolean isInit(String symbol) {
    String local = localName(symbol);
    String rest = local.startsWith("map.init.") ? local.substring("map.".length()) : local;
    return rest.equals("init")
        || (rest.startsWith("init.") && isNumber(rest.substring("init.".length())));
  }

  /// Turns {@code %2e} and its like back.
  public static String unescape(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] in = path.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length ? Character.digit(in[i + 1], 16) : -1;
      int low = i + 2 < in.length ? Character.digit(in[i + 2], 16) : -1;
      if (in[i] == '%' && high >= 0 && low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
