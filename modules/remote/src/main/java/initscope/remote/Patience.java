package initscope.remote;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Runs something that blocks beside the calling thread, which goes on asking whether the user still wants it and whether it
/// takes too long. Whoever gives up does not wait for what hangs: it is aborted and left.
final class Patience {
  private static final long TICK_MILLIS = 50;
  private static final long GRACE_MILLIS = 300;

  private Patience() {}

  /// Runs work; its exceptions come out unchanged.
  ///
  /// @param tooLong looked at on every tick; a failure ends the wait
  /// @param abort ends what the work hangs on; called at most once
  static <T> T run(
      Callable<T> work,
      Progress progress,
      String what,
      Supplier<Optional<Failure>> tooLong,
      Runnable abort)
      throws Exception {
    var task = new FutureTask<>(work);
    Thread thread = Thread.ofPlatform().daemon().name("ssh " + what).start(task);
    try {
      while (true) {
        try {
          return task.get(TICK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
          progress.report(0, -1, what);
          Optional<Failure> late = tooLong.get();
          if (late.isPresent()) {
            throw late.get();
          }
        } catch (ExecutionException e) {
          throw unwrapped(e);
        }
      }
    } catch (CancelledException | Failure e) {
      if (!task.isDone()) {
        giveUp(thread, abort);
      }
      throw e;
    } catch (InterruptedException _) {
      giveUp(thread, abort);
      Thread.currentThread().interrupt();
      throw new CancelledException();
    }
  }

  private static void giveUp(Thread thread, Runnable abort) {
    abort.run();
    thread.interrupt();
    try {
      boolean ended = thread.join(Duration.ofMillis(GRACE_MILLIS));
      assert ended || thread.isDaemon();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Exception unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case Exception cause -> cause;
      case OutOfMemoryError error ->
          new IllegalStateException("the host asked for too much", error);
      case Error error -> throw error;
      case null, default -> e;
    };
  }
}
