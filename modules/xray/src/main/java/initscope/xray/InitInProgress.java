package initscope.xray;

import initscope.model.Frame;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoSymbol;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import initscope.model.go.InitTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A package init that has begun and not finished.
///
/// @param task the package's
/// @param function which of its functions runs, from goroutine 1's stack: {@code PKG.init.0}; empty where the stack is not
///     known or the package only waits for those it imports
/// @param at the innermost frame in that package: where it left the package's own code
public record InitInProgress(InitTask task, Optional<String> function, Optional<Frame> at) {
  /// The inits in progress, the one that runs now first, those that wait for it after.
  ///
  /// Goroutine 1's stack decides where it is known. Else the order in which the runtime runs them does: up to Go 1.20 a
  /// package has begun once the runtime looks at what it imports, so that it stands behind all of those.
  public static List<InitInProgress> of(GoRuntime runtime) {
    return of(runtime.inits(), runtime.goroutines());
  }

  static List<InitInProgress> of(List<InitTask> inits, List<Goroutine> goroutines) {
    List<Frame> stack =
        goroutines.stream()
            .filter(goroutine -> goroutine.id() == 1)
            .findFirst()
            .map(Goroutine::frames)
            .orElse(List.of());
    List<InitInProgress> chain = new ArrayList<>();
    for (InitTask task : inits) {
      boolean over = InitFrames.areOver(stack) && task.plugin().isEmpty();
      if (task.state() == InitTask.State.RUNNING && !over) {
        chain.add(of(task, stack));
      }
    }
    chain.sort(
        Comparator.comparingInt((InitInProgress init) -> init.depth(stack))
            .thenComparing(init -> init.task.plugin().isEmpty())
            .thenComparingInt(init -> init.task.order().orElse(Integer.MAX_VALUE)));
    return chain;
  }

  private static InitInProgress of(InitTask task, List<Frame> stack) {
    int root = depth(task, stack);
    if (root == Integer.MAX_VALUE) {
      return new InitInProgress(task, Optional.empty(), Optional.empty());
    }
    Optional<Frame> inner =
        stack.subList(0, root + 1).stream()
            .filter(
                f ->
                    GoSymbol.packageOf(f.function()).filter(task.packagePath()::equals).isPresent())
            .filter(f -> !CgoCalls.isGlue(f))
            .findFirst();
    return new InitInProgress(task, Optional.of(stack.get(root).function()), inner);
  }

  private int depth(List<Frame> stack) {
    return depth(task, stack);
  }

  /// Index of the innermost frame that is one of the task's functions.
  private static int depth(InitTask task, List<Frame> stack) {
    for (int i = 0; i < stack.size(); i++) {
      if (task.functions().contains(stack.get(i).function())) {
        return i;
      }
    }
    return Integer.MAX_VALUE;
  }
}
