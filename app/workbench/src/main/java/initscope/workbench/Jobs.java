package initscope.workbench;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.verbs.Tune;
import initscope.views.Background;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/// Runs one piece of work at a time off the FX thread; its callbacks come on the FX thread.
final class Jobs implements Background {
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(false);
  private final ReadOnlyStringWrapper step = new ReadOnlyStringWrapper("");
  private final ReadOnlyBooleanWrapper cancellable = new ReadOnlyBooleanWrapper(false);
  private final Object lock = new Object();
  private @Nullable Thread worker;
  private boolean committed;

  /// Work that knows progress and cancellation, not JavaFX.
  @FunctionalInterface
  interface Work<T> {
    T run(Progress progress) throws Failure, CancelledException;
  }

  /// Work that changes a host: from its last chance on it cannot be cancelled.
  @FunctionalInterface
  interface Change<T> {
    T run(Progress progress, Tune.LastChance chance) throws Failure, CancelledException;
  }

  /// Whether something runs.
  ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /// Whether what runs can still be cancelled.
  ReadOnlyBooleanProperty cancellable() {
    return cancellable.getReadOnlyProperty();
  }

  /// Key of why nothing can be cancelled now; empty where something can.
  Optional<String> cannotCancel() {
    if (!busy.get()) {
      return Optional.of("because.noJob");
    }
    return cancellable.get() ? Optional.empty() : Optional.of("because.firm");
  }

  /// What it is at.
  ReadOnlyStringProperty step() {
    return step.getReadOnlyProperty();
  }

  /// Starts work; what ran before is cancelled.
  ///
  /// @param failed takes what the user must know; its message is one sentence
  /// @return whether it was started: not while a host is being changed
  <T> boolean start(Work<T> work, Consumer<T> done, Consumer<Failure> failed, Runnable cancelled) {
    return change((progress, chance) -> work.run(progress), done, failed, cancelled);
  }

  /// Starts work that changes a host.
  ///
  /// @return whether it was started: not while a host is being changed
  <T> boolean change(
      Change<T> work, Consumer<T> done, Consumer<Failure> failed, Runnable cancelled) {
    synchronized (lock) {
      if (committed) {
        return false;
      }
      if (worker != null) {
        worker.interrupt();
      }
      worker =
          Thread.ofVirtual()
              .name("job")
              .unstarted(() -> run(Thread.currentThread(), work, done, failed, cancelled));
    }
    busy.set(true);
    cancellable.set(true);
    step.set("");
    worker.start();
    return true;
  }

  /// Work of a view: beside all else, without a word to the user.
  @Override
  public <T> Runnable run(Background.Work<T> work, Consumer<T> done) {
    AtomicBoolean cancelled = new AtomicBoolean();
    Thread.ofVirtual()
        .name("view")
        .start(
            () -> {
              try {
                T made =
                    work.run(
                        (at, total, what) -> {
                          if (cancelled.get()) {
                            throw new CancelledException();
                          }
                        });
                Platform.runLater(
                    () -> {
                      if (!cancelled.get()) {
                        done.accept(made);
                      }
                    });
              } catch (CancelledException e) {
                // The view has asked for something else meanwhile.
                return;
              }
            });
    return () -> cancelled.set(true);
  }

  /// Looks something up without a word to the user; a failure gives nothing.
  <T> void quietly(Callable<T> look, Consumer<T> done) {
    quietly(look, done, e -> {});
  }

  /// Looks something up beside all else.
  ///
  /// @param failed takes what the user must know
  <T> void quietly(Callable<T> look, Consumer<T> done, Consumer<Failure> failed) {
    Thread.ofVirtual()
        .name("look-up")
        .start(
            () -> {
              try {
                T found = look.call();
                Platform.runLater(() -> done.accept(found));
              } catch (Failure e) {
                Platform.runLater(() -> failed.accept(e));
              } catch (Exception | Error e) {
                Platform.runLater(() -> failed.accept(ownFault(e)));
              }
            });
  }

  /// Asks the running work to stop; it does so at its next report. A change under way is never stopped.
  void cancel() {
    synchronized (lock) {
      if (worker != null && !committed) {
        worker.interrupt();
      }
    }
  }

  private void commit(Thread me) throws CancelledException {
    synchronized (lock) {
      if (me.isInterrupted() || worker != me) {
        throw new CancelledException();
      }
      committed = true;
    }
    Platform.runLater(() -> onlyIf(me, () -> cancellable.set(false)));
  }

  private <T> void run(
      Thread me, Change<T> work, Consumer<T> done, Consumer<Failure> failed, Runnable cancelled) {
    Progress progress =
        (at, total, what) -> {
          if (Thread.currentThread().isInterrupted()) {
            throw new CancelledException();
          }
          Platform.runLater(() -> onlyIf(me, () -> step.set(what)));
        };
    try {
      T result = work.run(progress, () -> commit(me));
      end(me, () -> done.accept(result));
    } catch (Failure e) {
      end(me, () -> failed.accept(e));
    } catch (CancelledException e) {
      end(me, cancelled);
    } catch (RuntimeException | Error e) {
      // Whatever it was: a window that stays busy for ever is dead.
      end(me, () -> failed.accept(ownFault(e)));
    }
  }

  private static Failure ownFault(Throwable e) {
    return new Failure.Local("InitScope itself failed", "at this", e.toString(), e);
  }

  private void end(Thread me, Runnable then) {
    Platform.runLater(
        () ->
            onlyIf(
                me,
                () -> {
                  synchronized (lock) {
                    worker = null;
                    committed = false;
                  }
                  busy.set(false);
                  cancellable.set(false);
                  step.set("");
                  then.run();
                }));
  }

  /// What a job says after another took its place is heard by nobody.
  private void onlyIf(Thread me, Runnable run) {
    boolean current;
    synchronized (lock) {
      current = worker == me;
    }
    if (current) {
      run.run();
    }
  }
}
