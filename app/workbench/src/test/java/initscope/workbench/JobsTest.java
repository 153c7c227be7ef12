package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.testfx.framework.junit5.ApplicationTest;
import org.testfx.util.WaitForAsyncUtils;

/// Work off the FX thread ends, whatever happens in it.
final class JobsTest extends ApplicationTest {
  @Test
  void anErrorOfOurOwnIsToldAndLeavesTheWindowUsable() throws Exception {
    Jobs jobs = new Jobs();
    AtomicReference<Optional<Failure>> told = new AtomicReference<>(Optional.empty());
    interact(
        () ->
            jobs.<String>start(
                progress -> {
                  throw new StackOverflowError("deep");
                },
                done -> {},
                f -> told.set(Optional.of(f)),
                () -> {}));
    WaitForAsyncUtils.waitFor(
        60, java.util.concurrent.TimeUnit.SECONDS, () -> told.get().isPresent());
    assertThat(told.get().orElseThrow()).hasMessageContaining("StackOverflowError");
    interact(() -> assertThat(jobs.busy().get()).isFalse());
  }
}
