package initscope.xray;

import initscope.model.Frame;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames;
import initscope.model.go.InitTask;
import initscope.model.go.InitTask.State;
import java.util.List;
import java.util.stream.IntStream;

/// States of init tasks and goroutine 1's stack are not read at one moment: an init that was in progress may have ended when the stack
/// was read, which then proves so.
final class InitStates {
  private InitStates() {}

  /// The tasks, those that the stack shows to be over marked as done.
  ///
  /// @param inits in the order the runtime runs them
  /// @param oneByOne whether the runtime runs one after the other, as from Go 1.21 on; before, importers have begun too
  static List<InitTask> asSeen(List<InitTask> inits, List<Goroutine> goroutines, boolean oneByOne) {
    List<Frame> stack =
        goroutines.stream()
            .filter(g -> g.id() == 1)
            .findFirst()
            .map(Goroutine::frames)
            .orElse(List.of());
    int over = InitFrames.areOver(stack) ? inits.size() : oneByOne ? running(inits, stack) : 0;
    return IntStream.range(0, inits.size())
        .mapToObj(i -> i < over ? ended(inits.get(i)) : inits.get(i))
        .toList();
  }

  /// Index of the program's own task that the stack shows to run; 0 where it shows none.
  private static int running(List<InitTask> inits, List<Frame> stack) {
    for (InitFrames.InitFrame frame : InitFrames.chain(stack)) {
      for (int i = 0; i < inits.size(); i++) {
        InitTask task = inits.get(i);
        if (task.plugin().isEmpty() && task.functions().contains(frame.initFunction())) {
          return i;
        }
      }
    }
    return 0;
  }

  private static InitTask ended(InitTask task) {
    return task.state() == State.RUNNING && task.plugin().isEmpty()
        ? task.withState(State.DONE)
        : task;
  }
}
