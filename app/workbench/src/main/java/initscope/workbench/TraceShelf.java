package initscope.workbench;

import initscope.layout.trace.TraceKept;
import initscope.model.Failure;
import initscope.verbs.Analysis;
import initscope.verbs.KeptMarks;
import initscope.views.TraceKeeper;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;

/// Marks and pins of the trace that is open, in the store of this computer.
final class TraceShelf implements TraceKeeper {
  private final Path data;
  private final Jobs jobs;
  private final Consumer<String> failed;
  private final Function<String, String> unread;
  private final Analysis analysis;
  private final ReentrantLock writing = new ReentrantLock();
  private volatile Optional<String> key = Optional.empty();
  private volatile Optional<TraceKept> latest = Optional.empty();

  /// Why nothing is kept, empty where something is.
  private volatile String refused = "";

  /// @param data folder of the store
  /// @param failed takes one sentence for the user, on the FX thread
  /// @param unread says that nothing is kept because what was could not be read, and why not
  TraceShelf(
      Path data,
      Jobs jobs,
      Consumer<String> failed,
      Function<String, String> unread,
      Analysis analysis) {
    this.data = data;
    this.jobs = jobs;
    this.failed = failed;
    this.unread = unread;
    this.analysis = analysis;
  }

  @Override
  public TraceKept read() {
    try {
      Optional<String> trace = key();
      return trace.isEmpty() ? TraceKept.NONE : KeptMarks.read(data, trace.get());
    } catch (Failure e) {
      String said = unread.apply(String.valueOf(e.getMessage()));
      refused = said;
      Platform.runLater(() -> failed.accept(said));
      return TraceKept.NONE;
    }
  }

  /// The trace is read for it once.
  private Optional<String> key() {
    Optional<String> known = key;
    if (known.isEmpty()) {
      known = KeptMarks.key(analysis);
      key = known;
    }
    return known;
  }

  @Override
  public void keep(TraceKept kept) {
    if (!refused.isEmpty()) {
      failed.accept(refused);
      return;
    }
    latest = Optional.of(kept);
    jobs.quietly(
        this::write,
        said -> {
          if (!said.isEmpty()) {
            failed.accept(said);
          }
        });
  }

  /// Writes what was marked last: one that comes late writes the same once more.
  ///
  /// @return what to tell the user, empty where all went well
  private String write() {
    writing.lock();
    try {
      Optional<String> trace = key();
      if (trace.isPresent()) {
        KeptMarks.keep(data, trace.get(), latest.orElse(TraceKept.NONE));
      }
      return "";
    } catch (Failure e) {
      return String.valueOf(e.getMessage());
    } finally {
      writing.unlock();
    }
  }
}
