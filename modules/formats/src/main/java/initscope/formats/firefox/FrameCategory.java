package initscope.formats.firefox;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;

/// What kind of code a frame is, as the profiler's list of categories; the colours are from its own set.
enum FrameCategory {
  /// Nothing is known; the profiler wants a grey one.
  OTHER("Other", "grey"),
  /// The program's own and its libraries'.
  USER("User", "yellow"),
  /// The kernel's.
  KERNEL("Kernel", "orange"),
  /// The Go runtime's.
  RUNTIME("Go runtime", "green"),
  /// A package init.
  INIT("Package init", "purple");

  private final String title;
  private final String color;

  FrameCategory(String title, String color) {
    this.title = title;
    this.color = color;
  }

  String title() {
    return title;
  }

  String color() {
    return color;
  }

  static FrameCategory of(Frame frame) {
    String function = frame.function();
    String module = frame.module().orElse("");
    if (function.endsWith("_[k]") || module.startsWith("[kernel") || module.endsWith("vmlinux")) {
      return KERNEL;
    }
    if (function.isEmpty() || function.startsWith("?") || function.startsWith("[")) {
      return OTHER;
    }
    if (GoSymbol.initPackage(function).isPresent()) {
      return INIT;
    }
    boolean runtime =
        function.startsWith("runtime.")
            || function.startsWith("runtime/internal/")
            || function.startsWith("internal/runtime/");
    return runtime ? RUNTIME : USER;
  }
}
