package initscope.workbench;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Runs one piece of work at a time off the FX thread; its callbacks come on the FX thread.
final class Jobs {
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private @Nullable Thread worker;

  /// Work that knows progress and cancellation, not JavaFX.
  @FunctionalInterface
  interface Work<T> {
    T run(Progress progress) throws Failure, CancelledException;
  }

  /// Whether something runs.
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /// What it is at.
  ReadOnlyStringProperty step() {
    return step.getReadOnlyProperty();
  }

  /// Starts work; what ran before is cancelled.
  ///
  /// @param failed takes one sentence for the user
  <T> void start(Work<T> work, Consumer<T> done, Consumer<String> failed, Runnable cancelled) {
    cancel();
    busy.set(true);
    step.set("");
    worker =
        Thread.ofVirtual()
            .name("job")
            .unstarted(() -> run(Thread.currentThread(), work, done, failed, cancelled));
    worker.start();
  }

  /// Asks the running work to stop; it does so at its next report.
  void cancel() {
    if (worker != null) {
      worker.interrupt();
    }
  }

  private <T> void run(
      Thread me, Work<T> work, Consumer<T> done, Consumer<String> failed, Runnable cancelled) {
    Progress progress =
        (at, total, what) -> {
          if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
          }
          Platform.runLater(() -> onlyIf(me, () -> step.set(what)));
        };
    try {
      T result = work.run(progress);
      end(me, () -> done.accept(result));
    } catch (Failure e) {
      end(me, () -> failed.accept(e.getMessage()));
    } catch (CancelledException e) {
      end(me, cancelled);
    } catch (RuntimeException e) {
      end(me, () -> failed.accept("InitScope itself failed: " + e));
    }
  }

  private void end(Thread me, Runnable then) {
    Platform.runLater(
        () ->
            onlyIf(
                me,
                () -> {
                  worker = null;
                  busy.set(false);
                  step.set("");
                  then.run();
                }));
  }

  /// What a job says after another took its place is heard by nobody.
  private void onlyIf(Thread me, Runnable run) {
    if (worker == me) {
      run.run();
    }
  }
}
