package initscope.model.go;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// What the name of a Go function tells, as the linker (`gopkg.in/yaml%2ev3.(*Decoder).Decode`), a goroutine dump or gdb spells it.
public final class GoSymbol {
  private static final List<String> C_CLONES =
      List.of(".isra.", ".part.", ".constprop.", ".cold", ".lto_priv.", ".llvm.", "@");

  private GoSymbol() {}

  /// The package whose initialisation this function is, empty where it is any other function.
  public static Optional<String> initPackage(String function) {
    String name = plain(function);
    int dot = packageEnd(name);
    return dot > 0 && isInit(name.substring(dot + 1))
        ? Optional.of(unescape(name.substring(0, dot)))
        : Optional.empty();
  }

  /// Import path of the package a symbol belongs to, escapes undone: for functions, methods, generic instances, closures,
  /// and as gdb quotes them. Empty for C symbols, `??` and what the compiler makes outside of packages (`type:.eq.T`).
  public static Optional<String> packageOf(String function) {
    String name = plain(function);
    int dot = packageEnd(name);
    if (dot > 0) {
      return Optional.of(unescape(name.substring(0, dot)));
    }
    // gdb prints assembly of a package that has no symbol as "runtime/cgo(.text)"
    boolean text = dot < 0 && unquoted(function).endsWith("(.text)") && name.indexOf('/') > 0;
    return text ? Optional.of(unescape(name)) : Optional.empty();
  }

  private static boolean isInit(String rest) {
    if (rest.equals("init") || rest.equals("init.ializers")) {
      return true;
    }
    String number =
        rest.startsWith("init.")
            ? rest.substring(5)
            : rest.startsWith("map.init.") ? rest.substring(9) : "";
    return !number.isEmpty() && number.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// Without quotes and type arguments; Go up to 1.10 wrote `init·1` where later ones write `init.0`.
  private static String plain(String function) {
    String name = unquoted(function);
    int end = 0;
    while (end < name.length() && name.charAt(end) != '[' && name.charAt(end) != '(') {
      end++;
    }
    return name.substring(0, end).replace('·', '.');
  }

  /// A name without the quotes that gdb and shells put around it.
  public static String unquoted(String function) {
    int from = 0;
    int to = function.length();
    while (from < to && isQuote(function.charAt(from))) {
      from++;
    }
    while (to > from && isQuote(function.charAt(to - 1))) {
      to--;
    }
    return function.substring(from, to);
  }

  private static boolean isQuote(char c) {
    return c == '\'' || c == '"' || c == '`';
  }

  /// Index of the dot that ends the package path, or -1.
  private static int packageEnd(String name) {
    int slash = name.lastIndexOf('/');
    int dot = name.indexOf('.', slash + 1);
    if (dot <= 0 || dot == slash + 1 || isForeign(name)) {
      return -1;
    }
    // gopkg.in/yaml.v3 may stand without its escape: a version is no function
    int after = dot + 2;
    if (slash > 0 && dot + 1 < name.length() && name.charAt(dot + 1) == 'v') {
      while (after < name.length() && name.charAt(after) >= '0' && name.charAt(after) <= '9') {
        after++;
      }
      if (after > dot + 2 && after < name.length() && name.charAt(after) == '.') {
        return after;
      }
    }
    return dot;
  }

  private static boolean isForeign(String name) {
    if (name.indexOf(':') >= 0 || name.indexOf(' ') >= 0 || name.startsWith("type..")) {
      return true;
    }
    for (String clone : C_CLONES) {
      if (name.indexOf('/') < 0 && name.contains(clone)) {
        return true;
      }
    }
    return false;
  }

  private static String unescape(String path) {
    if (path.indexOf('%') < 0) {
      return path;
    }
    byte[] in = path.getBytes(StandardCharsets.UTF_8);
    byte[] out = new byte[in.length];
    int length = 0;
    for (int i = 0; i < in.length; i++) {
      int high = i + 2 < in.length && in[i] == '%' ? Character.digit(in[i + 1], 16) : -1;
      int low = high >= 0 ? Character.digit(in[i + 2], 16) : -1;
      if (low >= 0) {
        out[length++] = (byte) (high << 4 | low);
        i += 2;
      } else {
        out[length++] = in[i];
      }
    }
    return new String(out, 0, length, StandardCharsets.UTF_8);
  }
}
