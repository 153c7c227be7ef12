package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.InitTask.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InitStatesTest {
  private static final List<InitTask> READ =
      List.of(
          task("a", State.DONE, ""),
          task("b", State.RUNNING, ""),
          task("c", State.WAITING, ""),
          task("d", State.RUNNING, "plug.so"));

  @Test
  void anInitBeforeTheOneOnTheStackHasEnded() {
    assertThat(states(true, "runtime.gopark", "c.connect", "c.init.0", "runtime.doInit1"))
        .containsExactly(State.DONE, State.DONE, State.WAITING, State.RUNNING);
  }

  @Test
  void importersHaveBegunTooBeforeTheRuntimeSortedThem() {
    assertThat(states(false, "c.init.0", "runtime.doInit"))
        .containsExactly(State.DONE, State.RUNNING, State.WAITING, State.RUNNING);
  }

  @Test
  void mainEndsAllButThePlugins() {
    assertThat(states(false, "main.serve", "main.main", "runtime.main"))
        .containsExactly(State.DONE, State.DONE, State.WAITING, State.RUNNING);
  }

  @Test
  void whatTheStackDoesNotShowStaysAsItWasRead() {
    for (String[] stack : List.of(new String[] {"b.init.0"}, new String[0], new String[] {"x.f"})) {
      assertThat(states(true, stack)).isEqualTo(READ.stream().map(InitTask::state).toList());
    }
    assertThat(InitStates.asSeen(READ, List.of(), true)).isEqualTo(READ);
  }

  private static List<State> states(boolean oneByOne, String... stack) {
    Goroutine one =
        new Goroutine(
            1,
            "waiting",
            Optional.empty(),
            OptionalLong.empty(),
            true,
            OptionalLong.empty(),
            Stream.of(stack).map(Frame::of).toList(),
            Optional.empty(),
            OptionalLong.empty(),
            false,
            false,
            Optional.empty(),
            Map.of(),
            List.of());
    return InitStates.asSeen(READ, List.of(one), oneByOne).stream().map(InitTask::state).toList();
  }

  private static InitTask task(String path, State state, String plugin) {
    return new InitTask(
        OptionalInt.empty(),
        path,
        state,
        List.of(path + ".init.0"),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(),
        Optional.of(plugin).filter(p -> !p.isEmpty()));
  }
}
