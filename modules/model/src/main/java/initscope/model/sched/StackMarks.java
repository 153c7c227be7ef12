package initscope.model.sched;

import initscope.model.Frame;
import initscope.model.go.GoSymbol;
import initscope.model.perf.StackTable;
import java.util.Optional;

/// What each stack of a recording proves of a Go start, worked out once for all: a stack has what its callers have.
public final class StackMarks {
  private static final int GO = 1;
  private static final int DO_INIT = 2;
  private static final int MAIN = 4;
  private static final int LOADER = 8;
  private static final int LISTENS = 16;
  private static final int ON_GOROUTINE = 32;
  private static final int USER = 64;
  private static final int PARKED = 128;

  private final StackTable stacks;
  private final byte[] marks;
  private final int[] init;

  /// Looks at every frame and every stack once.
  public StackMarks(StackTable stacks) {
    this.stacks = stacks;
    int frames = stacks.frames().size();
    byte[] ofFrame = new byte[frames];
    boolean[] isInit = new boolean[frames];
    for (int place = 0; place < frames; place++) {
      Frame frame = stacks.frames().get(place);
      ofFrame[place] = (byte) marks(frame);
      isInit[place] = GoSymbol.initPackage(GoSymbol.unquoted(frame.function())).isPresent();
    }
    marks = new byte[stacks.size()];
    init = new int[stacks.size()];
    init[0] = -1;
    for (int stack = 1; stack < stacks.size(); stack++) {
      int frame = stacks.frameOf(stack);
      marks[stack] = (byte) (marks[stacks.parent(stack)] | ofFrame[frame]);
      init[stack] = isInit[frame] ? frame : init[stacks.parent(stack)];
    }
  }

  private static int marks(Frame frame) {
    String module = frame.module().orElse("");
    String function = frame.function();
    if (WaitReasons.isKernel(module)) {
      return function.startsWith("__sys_listen") || function.equals("inet_listen") ? LISTENS : 0;
    }
    int user = module.isEmpty() || module.equals("[unknown]") ? 0 : USER;
    return user
        | switch (function) {
          case "runtime.doInit", "runtime.doInit1" -> GO | DO_INIT;
          case "main.main" -> GO | MAIN;
          case "runtime.main" -> GO | ON_GOROUTINE;
          case "runtime.park_m", "runtime.stoplockedm" -> GO | PARKED;
          default -> other(function, module);
        };
  }

  private static int other(String function, String module) {
    if (function.startsWith("runtime.") || function.startsWith("_rt0_")) {
      return GO;
    }
    String file = module.substring(module.lastIndexOf('/') + 1);
    boolean loader = file.startsWith("ld-") || file.startsWith("ld.so") || file.startsWith("ld64");
    return loader ? LOADER : GoSymbol.initPackage(function).isPresent() ? GO : 0;
  }

  /// Whether code of a Go program is on it.
  public boolean isGo(int stack) {
    return (marks[stack] & GO) != 0;
  }

  /// Whether code outside of the kernel is on it.
  public boolean isUser(int stack) {
    return (marks[stack] & (USER | GO)) != 0;
  }

  /// Whether a frame is of the kernel or one of its parts.
  public static boolean isKernel(Frame frame) {
    return frame.module().filter(WaitReasons::isKernel).isPresent();
  }

  /// Whether the dynamic loader is.
  public boolean isLoader(int stack) {
    return (marks[stack] & LOADER) != 0;
  }

  /// Whether the runtime runs package inits, or one runs.
  public boolean isInit(int stack) {
    return (marks[stack] & DO_INIT) != 0 || init[stack] >= 0;
  }

  /// Whether {@code main.main} is.
  public boolean isMain(int stack) {
    return (marks[stack] & MAIN) != 0;
  }

  /// Whether the kernel begins to listen on it.
  public boolean listens(int stack) {
    return (marks[stack] & LISTENS) != 0;
  }

  /// Whether it is the main goroutine's own stack: {@code runtime.main} is its root, or an init or main is on it. One of the scheduler
  /// shows neither.
  public boolean isMainGoroutine(int stack) {
    return (marks[stack] & (ON_GOROUTINE | MAIN | DO_INIT)) != 0 || init[stack] >= 0;
  }

  /// Whether the runtime has parked a goroutine on it. Its frame pointers still lead from the scheduler's stack to the goroutine's.
  public boolean isParked(int stack) {
    return (marks[stack] & PARKED) != 0;
  }

  /// The package whose init is in progress on it, the innermost one; an init is no longer in progress once main is on it.
  public Optional<String> initPackage(int stack) {
    return initFunction(stack).flatMap(GoSymbol::initPackage);
  }

  /// The init function itself.
  public Optional<String> initFunction(int stack) {
    return init[stack] < 0
        ? Optional.empty()
        : Optional.of(GoSymbol.unquoted(stacks.frames().get(init[stack]).function()));
  }

  /// Place of the init function's frame, -1 for none: the same number for the same function.
  int initFrame(int stack) {
    return init[stack];
  }
}
