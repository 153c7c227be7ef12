package initscope.layout;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;

/// What a function's name tells of it.
public final class Symbols {
  private Symbols() {}

  /// The package of a Go function: {@code net/http} of {@code net/http.(*Client).Do}; empty where the name has none, as in C.
  public static String packageOf(String function) {
    return GoSymbol.packageOf(function).orElse("");
  }

  /// The name without the folders of its package: {@code http.(*Client).Do}.
  public static String brief(String function) {
    // the name of a group of frames stands in braces and is no path of a function
    int slash = function.startsWith("{") ? -1 : function.lastIndexOf('/', limit(function));
    return slash < 0 ? function : function.substring(slash + 1);
  }

  /// Type parameters may hold slashes of their own.
  private static int limit(String function) {
    int bracket = function.indexOf('[');
    return bracket > 0 ? bracket : function.length();
  }

  /// Whether a function is what a package runs to initialise itself: {@code P.init}, {@code P.init.0}, {@code P.map.init.0}.
  public static boolean isPackageInit(String function) {
    return GoSymbol.initPackage(function).isPresent();
  }

  /// What kind of code a frame is.
  public static Tone tone(Frame frame) {
    String function = frame.function();
    if (function.startsWith("{")) {
      return Tone.WHOLE;
    }
    if (function.startsWith("[k] ") || function.endsWith("_[k]") || isKernel(frame)) {
      return Tone.KERNEL;
    }
    if (function.startsWith("[")) {
      return frame.module().isPresent() || function.equals("[unknown]") ? Tone.UNKNOWN : Tone.WAIT;
    }
    if (function.endsWith("_[j]")) {
      return Tone.JIT;
    }
    if (function.endsWith("_[i]")) {
      return Tone.INLINED;
    }
    if (isPackageInit(function)) {
      return Tone.INIT;
    }
    String path = packageOf(function);
    if (path.equals("runtime")
        || path.startsWith("runtime/")
        || path.startsWith("internal/runtime")) {
      return Tone.RUNTIME;
    }
    if (path.isEmpty()) {
      return function.startsWith("?") ? Tone.UNKNOWN : Tone.NATIVE;
    }
    int slash = path.indexOf('/');
    String first = slash < 0 ? path : path.substring(0, slash);
    return first.indexOf('.') >= 0 || first.equals("main") ? Tone.CODE : Tone.LIBRARY;
  }

  /// perf names the kernel and its modules in brackets, and what the kernel lends to programs likewise.
  private static boolean isKernel(Frame frame) {
    return frame
        .module()
        .filter(m -> m.startsWith("[kernel.") || m.startsWith("[guest.kernel."))
        .isPresent();
  }
}
