package initscope.model.go;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class InitFramesTest {
  @Test
  void namesTheInnermostInitAndWhereItsCodeStands() {
    var frames =
        stack(
            "internal/poll.runtime_pollWait",
            "net.(*Dialer).DialContext",
            "shop/ledger.dial",
            "sync.(*Once).Do",
            "shop/ledger.init.0.func1",
            "shop/ledger.init.0",
            "runtime.doInit1",
            "runtime.doInit",
            "runtime.main",
            "runtime.goexit");
    var init = InitFrames.innermost(frames).orElseThrow();
    assertThat(init.packagePath()).isEqualTo("shop/ledger");
    assertThat(init.initFunction()).isEqualTo("shop/ledger.init.0");
    assertThat(init.frame()).isSameAs(frames.get(5));
    assertThat(init.place()).isSameAs(frames.get(2));
    assertThat(InitFrames.chain(frames)).hasSize(1);
  }

  @Test
  void initsThatNestAreAChain() {
    var frames =
        stack(
            "syscall.read",
            "a.init·1",
            "a.init",
            "b/c.init",
            "main.init",
            "runtime.main",
            "runtime.goexit");
    assertThat(InitFrames.chain(frames))
        .extracting(InitFrames.InitFrame::initFunction)
        .containsExactly("a.init·1", "b/c.init", "main.init");
  }

  @Test
  void aClosureOfAnInitThatRunsLaterProvesNothing() {
    assertThat(InitFrames.innermost(stack("time.Sleep", "a.init.0.func1", "runtime.goexit")))
        .isEmpty();
    assertThat(InitFrames.innermost(stack("main.glob..func5", "main.main", "runtime.main")))
        .isEmpty();
    assertThat(InitFrames.innermost(List.of())).isEmpty();
  }

  private static List<Frame> stack(String... functions) {
    return Arrays.stream(functions).map(Frame::of).toList();
  }
}
