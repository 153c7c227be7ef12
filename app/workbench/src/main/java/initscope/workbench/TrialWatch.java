package initscope.workbench;

import initscope.model.Progress;
import initscope.model.change.TxId;
import initscope.remote.Prompts;
import initscope.tuning.StatusView;
import initscope.verbs.Tune;
import java.util.List;
import java.util.Optional;

/// Asks the hosts of changes on trial how they stand, beside all else: what another computer took back, or a reboot, is noticed.
/// It never asks the user for anything, and turns no page but one about the very change.
final class TrialWatch {
  private final Jobs jobs;
  private final Trials trials;
  private final TuneFlow flow;
  private final TuneFlow.Stage stage;

  TrialWatch(Jobs jobs, Trials trials, TuneFlow flow, TuneFlow.Stage stage) {
    this.jobs = jobs;
    this.trials = trials;
    this.flow = flow;
    this.stage = stage;
  }

  /// One second or more went by.
  void tick() {
    List<Trial> due = trials.tick();
    if (!jobs.busy().get()) {
      due.forEach(this::ask);
    }
  }

  private void ask(Trial known) {
    TxId id = known.id();
    trials.asking(id);
    jobs.quietly(
        () -> {
          try (Tune tune = flow.open(known.way(), Prompts.NONE, Progress.NONE)) {
            return known.status().ours() ? tune.status(id) : tune.status();
          }
        },
        status -> told(id, status),
        failure -> {
          if (trials.isAsking(id) && trials.unanswered(id)) {
            stage.say(stage.texts().say("trial.unknown.said", known.host()));
          }
        });
  }

  private void told(TxId id, StatusView status) {
    Optional<Trial> known = trials.find(id);
    if (known.isEmpty() || !trials.isAsking(id)) {
      return; // answered by what the user did meanwhile
    }
    Trial before = known.get();
    boolean same = status.id().equals(Optional.of(id));
    if (!same) {
      trials.remove(id);
    }
    Way way = same ? before.way() : flow.held(before.way(), status);
    boolean on = flow.takeIn(way, status, same ? before.view() : Optional.empty()) && same;
    if (flow.isShown(id)) {
      show(before, status, on);
    } else if (!on) {
      String state = flow.pages().state(status);
      stage.say(stage.texts().say("trial.over", before.what(), before.host(), state));
    }
  }

  private void show(Trial before, StatusView status, boolean on) {
    if (!on) {
      flow.showEnd(before, status);
    } else if (before.lost()) {
      flow.showTrial(before.id());
    } else if (before.status().state() != status.state()
        || !before.status().items().equals(status.items())) {
      flow.show();
    }
  }
}
