package initscope.model.go;

import initscope.model.Frame;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which package init a stack proves to be in progress. Pure, and the same for stacks from memory, from a goroutine dump and
/// from gdb.
///
/// A function named `PKG.init`, `PKG.init.N` or `PKG.map.init.N` cannot be called by a program, only by the runtime while it
/// initialises that package: to see it on a stack is the proof. A closure (`PKG.init.0.func1`, `PKG.glob..func1`) proves
/// nothing by itself, since it may run later or on another goroutine; it counts as a place inside its package.
public final class InitFrames {
  private static final List<String> C_CLONES =
      List.of(".isra.", ".part.", ".constprop.", ".cold", ".lto_priv.", ".llvm.", "@");

  private InitFrames() {}

  /// One package init in progress.
  ///
  /// @param packagePath import path, escapes undone: `gopkg.in/yaml.v3`
  /// @param initFunction as the stack spells it, without quotes: `PKG.init.0`
  /// @param frame the init function's frame
  /// @param place innermost frame inside that package: where its own code stands
  public record InitFrame(String packagePath, String initFunction, Frame frame, Frame place) {}

  /// The innermost package init in progress on a stack.
  ///
  /// @param frames innermost first
  public static Optional<InitFrame> innermost(List<Frame> frames) {
    List<InitFrame> chain = chain(frames);
    return chain.isEmpty() ? Optional.empty() : Optional.of(chain.getFirst());
  }

  /// All package inits in progress on a stack, innermost first. Several nest before Go 1.13, where a package's init calls
  /// those of its imports, and when an init opens a plugin. Neighbouring init functions of one package (`PKG.map.init.0` called
  /// by `PKG.init`) count once, as the inner one.
  ///
  /// @param frames innermost first
  public static List<InitFrame> chain(List<Frame> frames) {
    List<InitFrame> chain = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < frames.size(); i++) {
      String function = unquoted(frames.get(i).function());
      Optional<String> owner = initPackage(function);
      if (owner.isEmpty()) {
        continue;
      }
      boolean again =
          !chain.isEmpty()
              && from == i
              && chain.getLast().packagePath().equals(owner.orElseThrow());
      if (!again) {
        Frame place = innermostOf(owner.orElseThrow(), frames.subList(from, i + 1));
        chain.add(new InitFrame(owner.orElseThrow(), function, frames.get(i), place));
      }
      from = i + 1;
    }
    return List.copyOf(chain);
  }

  private static Frame innermostOf(String packagePath, List<Frame> frames) {
    for (Frame frame : frames) {
      if (packageOf(frame.function()).filter(packagePath::equals).isPresent()) {
        return frame;
      }
    }
    return frames.getLast();
  }

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

  private static String unquoted(String function) {
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
