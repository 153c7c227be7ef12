package initscope.verbs;

import initscope.collect.CollectOptions;
import initscope.collect.Plan;
import initscope.collect.Starter;
import initscope.collect.Target;
import initscope.collect.steps.StartSteps;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.SetUnit;
import initscope.model.change.TxId;
import initscope.model.change.UnitSetting;
import initscope.tuning.StatusView;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.plan.PlanView;
import initscope.tuning.units.UnitReading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Has the change engine bring about what a watched start needs: inittrace by a drop-in on trial, which is taken back at the end in every
/// case, by the host itself where this computer no longer can, and the start.
final class WatchedStart implements Starter {
  private static final int SPARE_SECONDS = 180;
  private static final Duration BACK_WITHIN = Duration.ofSeconds(60);

  private final Tune tune;
  private final String unit;
  private final Plan plan;
  private final CollectOptions options;
  private final List<Coverage> coverage = new ArrayList<>();
  private Optional<TxId> trial = Optional.empty();

  WatchedStart(Tune tune, Plan plan, CollectOptions options) {
    this.tune = tune;
    this.unit = ((Target.Unit) plan.target()).name();
    this.plan = plan;
    this.options = options;
  }

  /// Puts the drop-in on trial, where that is consented to. What stands against it is coverage: the start is watched without.
  ///
  /// @param progress is told from then on that a cancellation takes time, for the way back
  void prepare(Progress progress) throws Failure {
    if (!plan.runs(StartSteps.INITTRACE)) {
      return;
    }
    Optional<String> elsewhere = notToJournal();
    if (elsewhere.isPresent()) {
      cover(State.REFUSED, elsewhere.get() + ": the lines of inittrace would not be seen");
      return;
    }
    SetUnit change =
        new SetUnit(
            unit, List.of(new UnitSetting("Service", "Environment", "GODEBUG=inittrace=1")), false);
    int window =
        (int)
            Math.min(
                3600,
                options.lapse().patience().plus(options.lapse().limit()).toSeconds()
                    + SPARE_SECONDS);
    PlanRequest request =
        new PlanRequest(
            List.of(change), "one start is watched", false, window, OptionalLong.empty());
    try {
      PlanView view = tune.plan(request);
      if (view.plan().isEmpty()) {
        String why =
            view.blockers().stream().findFirst().map(WatchedStart::words).orElse("not possible");
        cover(State.REFUSED, why);
        return;
      }
      progress.endsWithin(BACK_WITHIN); // from here on there may be something to take back
      StatusView applied = tune.apply(view.plan().get().id());
      trial = applied.id();
    } catch (Failure.HostRefused | Failure.ChangeRolledBack e) {
      progress.endsWithin(Duration.ZERO);
      cover(State.REFUSED, String.valueOf(e.getMessage()));
    }
  }

  /// inittrace writes to standard error: where that does not go to the journal, nobody sees it.
  private Optional<String> notToJournal() throws Failure {
    UnitReading reading = tune.unit(unit);
    for (String name : List.of("StandardError", "StandardOutput")) {
      String value = reading.scene().value("Service", name);
      if (!value.isEmpty() && !value.equals("inherit")) {
        boolean seen = List.of("journal", "syslog", "kmsg").stream().anyMatch(value::startsWith);
        return seen ? Optional.empty() : Optional.of(name + "=" + value);
      }
    }
    return Optional.empty();
  }

  private static String words(Finding finding) {
    return PlanTexts.say(finding.text(), Locale.ENGLISH);
  }

  private void cover(State state, String why) {
    coverage.add(new Coverage(StartSteps.INITTRACE, state, why));
  }

  @Override
  public String start() throws Failure {
    boolean ours = plan.runs(StartSteps.RESTART);
    if (!ours) {
      return "";
    }
    boolean drops = plan.runs(StartSteps.CACHE);
    String said = tune.start(unit, drops ? options.start().cache().word() : "none");
    coverage.add(new Coverage(StartSteps.RESTART, State.DONE, ""));
    if (drops) {
      String dropped = said.lines().filter(l -> l.startsWith("dropped ")).findFirst().orElse("");
      coverage.add(new Coverage(StartSteps.CACHE, State.DONE, dropped));
    }
    return said;
  }

  @Override
  public List<Coverage> coverage() {
    List<Coverage> all = new ArrayList<>(coverage);
    if (trial.isPresent()) {
      all.add(
          new Coverage(
              StartSteps.INITTRACE, State.DONE, "drop-in on trial, taken back at the end"));
    }
    return all;
  }

  /// A capture's progress while a change is on trial: what the capture says of its own end does not end the time for the way back.
  static Progress within(Progress progress) {
    return progress::report;
  }

  /// Takes the drop-in back. A cancelled capture does that too: the user is told how long it takes, and at a second Ctrl-C the host does it
  /// when its timer is over.
  void takeBack(Progress progress) throws Failure {
    if (trial.isEmpty()) {
      return;
    }
    boolean cancelled = Thread.interrupted();
    try {
      tune.rollback(Optional.of(trial.get().hex()));
      trial = Optional.empty();
    } finally {
      progress.endsWithin(Duration.ZERO);
      if (cancelled) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
