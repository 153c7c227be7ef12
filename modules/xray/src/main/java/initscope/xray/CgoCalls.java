package initscope.xray;

import initscope.model.Frame;
import initscope.model.go.Goroutine;
import java.util.Optional;

/// Goroutines that are in C.
public final class CgoCalls {
  private CgoCalls() {}

  /// The frame that calls C, such as {@code net._C2func_getaddrinfo}; empty where the goroutine is not in a cgo call.
  /// What the C function does is told by its thread's system call and by pstack only.
  public static Optional<Frame> of(Goroutine goroutine) {
    boolean inC =
        goroutine.status().equals("syscall")
            && goroutine.frames().size() > 1
            && goroutine.frames().getFirst().function().equals("runtime.cgocall");
    return inC ? Optional.of(goroutine.frames().get(1)) : Optional.empty();
  }

  /// Whether a frame is glue that cgo wrote, so that its file is of no use to a reader.
  static boolean isGlue(Frame frame) {
    return frame.file().filter(file -> file.endsWith("_cgo_gotypes.go")).isPresent();
  }
}
