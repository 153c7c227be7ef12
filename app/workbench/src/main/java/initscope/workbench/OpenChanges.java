package initscope.workbench;

import initscope.model.Failure;
import initscope.model.change.TxId;
import initscope.tuning.journal.Transaction;
import initscope.verbs.Tune;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// What the journal tells of changes of this computer; read beside all else.
final class OpenChanges {
  private final Path data;
  private final Jobs jobs;
  private final Consumer<Failure> failed;
  private final ReadOnlyObjectWrapper<Found> found =
      new ReadOnlyObjectWrapper<>(new Found(List.of(), List.of()));
  private Set<TxId> onTrial = Set.of();

  /// What was found.
  ///
  /// @param open changes whose end is not known, oldest first
  /// @param left changes whose end left something to a person
  record Found(List<Transaction> open, List<Transaction> left) {}

  /// Reads nothing yet.
  ///
  /// @param failed hears why the journal cannot be read
  OpenChanges(Path data, Jobs jobs, Trials trials, Consumer<Failure> failed) {
    this.data = data;
    this.jobs = jobs;
    this.failed = failed;
    trials.all().subscribe(this::follow);
  }

  /// As last read.
  ReadOnlyObjectProperty<Found> found() {
    return found.getReadOnlyProperty();
  }

  /// Reads the journal.
  void read() {
    jobs.quietly(() -> new Found(Tune.open(data), Tune.left(data)), found::set, failed);
  }

  /// Keeps a change out of what is left from now on.
  void noted(TxId id) {
    jobs.quietly(
        () -> {
          Tune.noted(data, id);
          return id;
        },
        noted -> read(),
        failed);
  }

  /// What was on trial in this window and is no more has an end that the journal knows.
  private void follow(List<Trial> trials) {
    Set<TxId> now = trials.stream().map(Trial::id).collect(Collectors.toUnmodifiableSet());
    if (!now.equals(onTrial)) {
      Set<TxId> before = onTrial;
      onTrial = now;
      Found old = found.get();
      found.set(
          new Found(
              old.open().stream().filter(t -> !before.contains(t.id())).toList(), old.left()));
      read();
    }
  }
}
