package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;

/// Work off the FX thread ends, whatever happens in it.
final class JobsTest extends ApplicationTest {
  @Test
  void anErrorOfOurOwnIsToldAndLeavesTheWindowUsable() throws Exception {
    Jobs jobs = new Jobs();
    BlockingQueue<Failure> told = new LinkedBlockingQueue<>();
    interact(
        () ->
            jobs.<String>start(
                progress -> {
                  throw new StackOverflowError("deep");
                },
                done -> {},
                told::add,
                () -> {}));
    assertThat(told.poll(60, TimeUnit.SECONDS)).hasMessageContaining("StackOverflowError");
    interact(() -> assertThat(jobs.busy().get()).isFalse());
  }
}
