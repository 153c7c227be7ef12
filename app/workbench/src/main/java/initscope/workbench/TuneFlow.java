package initscope.workbench;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Change;
import initscope.model.change.TxId;
import initscope.remote.Prompts;
import initscope.remote.SshOptions;
import initscope.tuning.FailureTexts;
import initscope.tuning.StatusView;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.Offers.Offer;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanView;
import initscope.verbs.Tune;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.value.ObservableValue;

/// The way of a change through the window: choose, plan, trial, preview, end. Everything done to the host is done by {@link Tune}.
final class TuneFlow {
  private static final int MINUTES_BACK = 60;
  private static final int MORE_SECONDS = 600;

  private final Jobs jobs;
  private final Path data;
  private final Stage stage;
  private final Trials trials;
  private Way way = Way.of(TuneAsk.of(Guide.TRY, "", SshOptions.DEFAULT));
  private List<Offer> offers = List.of();
  private Optional<TunePage> shown = Optional.empty();
  private Optional<TxId> about = Optional.empty();
  private Supplier<TunePage> page;

  /// Where the pages are shown.
  interface Stage {
    /// Words of the window now.
    initscope.views.Texts texts();

    /// Who asks for passwords.
    Prompts prompts();

    /// Shows a page.
    void show(TunePage page);

    /// Whether a page is what is shown now.
    boolean shows(TunePage page);

    /// Goes back to where the user came from.
    void leave();

    /// Tells a sentence below the page.
    void say(String sentence);

    /// Captures a unit of a host and opens it.
    void capture(String host, SshOptions ssh, String unit);
  }

  TuneFlow(Jobs jobs, Path data, Stage stage) {
    this.jobs = jobs;
    this.data = data;
    this.stage = stage;
    page = () -> new TuneChoose(texts(), jobs, this, way.ask(), offers);
    trials =
        new Trials(System::nanoTime, System::currentTimeMillis, () -> texts().say("trial.unknown"));
    TrialWatch watch = new TrialWatch(jobs, trials, this, stage);
    Timeline ticker =
        new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), e -> watch.tick()));
    ticker.setCycleCount(Animation.INDEFINITE);
    trials
        .all()
        .subscribe(
            all -> {
              if (all.isEmpty()) {
                ticker.stop();
              } else {
                ticker.play();
              }
            });
  }

  private initscope.views.Texts texts() {
    return stage.texts();
  }

  /// What is on trial on hosts, as far as this window knows.
  Trials trials() {
    return trials;
  }

  /// What of it ends soonest.
  ObservableValue<Optional<Trial>> trial() {
    return trials.all().map(all -> all.stream().findFirst());
  }

  TunePages pages() {
    return new TunePages(texts(), jobs, this);
  }

  private TrialPages trialPages() {
    return new TrialPages(texts(), jobs, this);
  }

  private void turn(Supplier<TunePage> next) {
    about = Optional.empty();
    page = next;
    show();
  }

  /// Turns to a page that is about a change on trial.
  private void turn(TxId id, Supplier<TunePage> next) {
    page = next;
    about = Optional.of(id);
    show();
  }

  void show() {
    TunePage next = page.get();
    shown = Optional.of(next);
    stage.show(next);
  }

  /// Shows it in another language; what was typed stays.
  void again() {
    if (shown.isPresent() && shown.get() instanceof TuneChoose choose) {
      way = Way.of(choose.ask());
    }
    show();
  }

  /// The way that is gone.
  Way way() {
    return way;
  }

  /// Begins with a choice; a change that is on trial already on the host goes first.
  ///
  /// @param found parameters that bear on what is shown
  void begin(Guide guide, String host, SshOptions ssh, List<Offer> found) {
    offers = found;
    Optional<Trial> first =
        host.isEmpty() ? trials.all().get().stream().findFirst() : trials.on(host);
    if (first.isPresent()) {
      showTrial(first.get().id());
      return;
    }
    TuneAsk ask = TuneAsk.of(guide, host, ssh);
    choose(guide == Guide.TRY && !offers.isEmpty() ? ask.with(offers.getFirst()) : ask);
  }

  /// Chooses on another way.
  void choose(TuneAsk ask) {
    way = Way.of(ask);
    choose();
  }

  void choose() {
    turn(() -> new TuneChoose(texts(), jobs, this, way.ask(), offers));
  }

  /// Shows a trial; does nothing where it is over.
  void showTrial(TxId id) {
    trials
        .find(id)
        .ifPresent(
            known -> {
              way = known.way();
              turn(id, () -> trialPages().trial(trials.find(id).orElse(known)));
            });
  }

  void leave() {
    stage.leave();
  }

  /// Looks at the host and shows what would be done, or what there is to choose from.
  void look(TuneAsk wanted) {
    way = Way.of(wanted);
    if (wanted.guide() == Guide.MEND) {
      begun(
          jobs.start(
              progress -> {
                try (Tune tune = open(way, progress)) {
                  return tune.unit(wanted.target());
                }
              },
              read -> turn(() -> new MendPage(texts(), jobs, this, wanted, read)),
              this::say,
              this::cancelled));
    } else {
      plan(way, wanted::request);
    }
  }

  /// Plans what was chosen on the way.
  void plan(TuneAsk wanted, List<Change> changes) {
    plan(Way.of(wanted), () -> wanted.request(changes, wanted.target()));
  }

  private interface Request {
    PlanRequest make() throws Failure;
  }

  private void plan(Way on, Request request) {
    begun(
        jobs.start(
            progress -> {
              PlanRequest made = request.make();
              try (Tune tune = open(on, progress)) {
                return tune.plan(made);
              }
            },
            view -> {
              way = on;
              turn(() -> pages().plan(on.ask(), view));
            },
            this::say,
            this::cancelled));
  }

  private void say(Failure failure) {
    stage.say(FailureTexts.say(failure, stage.texts().locale()));
  }

  private void cancelled() {
    stage.say(texts().say("tune.cancelled"));
  }

  /// @return whether it was begun; else a host is being changed, and the user is told so
  private boolean begun(boolean begun) {
    if (!begun) {
      stage.say(texts().say("because.firm"));
    }
    return begun;
  }

  private Tune open(Way on, Progress progress) throws Failure {
    return open(on, stage.prompts(), progress);
  }

  Tune open(Way on, Prompts prompts, Progress progress) throws Failure {
    return on.open(data, prompts, progress);
  }

  /// Puts the planned change on trial.
  void apply(PlanView view) {
    Way on = way;
    String plan = view.plan().orElseThrow().id();
    change(on, Optional.of(view), Optional.empty(), (tune, chance) -> tune.apply(plan, chance));
  }

  private interface Settling {
    StatusView settle(Tune tune, Tune.LastChance chance)
        throws Failure, Progress.CancelledException;
  }

  /// Changes a host and shows how it stands then.
  ///
  /// @param of the change on trial; empty where one begins
  private void change(Way on, Optional<PlanView> view, Optional<TxId> of, Settling settling) {
    begun(
        jobs.change(
            (progress, chance) -> {
              try (Tune tune = open(on, progress)) {
                return settling.settle(tune, chance);
              }
            },
            status -> {
              of.filter(id -> !status.id().equals(of)).ifPresent(trials::remove);
              stands(on, status, view);
            },
            failure -> failed(failure, on, view, of),
            this::cancelled));
  }

  /// What is over and what is still open after a failure, the journal knows.
  private void failed(Failure failure, Way on, Optional<PlanView> view, Optional<TxId> of) {
    Aftermath after = new Aftermath(failure, on, view, of);
    jobs.quietly(
        () -> Tune.open(data),
        open -> failed(after, after.takeIn(open, trials)),
        unread -> failed(after, of));
  }

  private void failed(Aftermath after, Optional<TxId> id) {
    boolean open = id.filter(i -> trials.find(i).isPresent()).isPresent();
    way = after.way();
    page = () -> pages().failed(after.failure(), after.end(open), id);
    about = id;
    show();
  }

  /// Takes in how a change stands, and shows it.
  private void stands(Way on, StatusView status, Optional<PlanView> view) {
    if (takeIn(on, status, view)) {
      showTrial(status.id().orElseThrow());
    } else {
      way = on;
      turn(() -> pages().end(on.host(), status));
    }
  }

  /// Takes in how a change stands and tells whether it is on trial.
  boolean takeIn(Way on, StatusView status, Optional<PlanView> view) {
    if (status.canRollBack()) {
      long until = trials.inSeconds(status.secondsLeft().orElse(0));
      trials.put(new Trial(on, status, view, until, false));
      return true;
    }
    status.id().ifPresent(trials::remove);
    return false;
  }

  /// Captures the start that was traced, while it is still in the journal.
  void capture(Trial known, String unit) {
    stage.capture(known.host(), known.ssh(), unit);
  }

  /// How far back the denials of a domain are read.
  int minutesBack(Trial known) {
    return known.way().narrowed() ? trials.minutesOld(known) : MINUTES_BACK;
  }

  /// Reads what the domain was denied, or would be.
  void readDenials(Trial known) {
    String domain = known.domain();
    int minutes = minutesBack(known);
    begun(
        jobs.start(
            progress -> {
              try (Tune tune = open(known.way(), progress)) {
                return tune.denials(domain, minutes);
              }
            },
            view -> {
              trials.update(known.id(), w -> w.read(view));
              showTrial(known.id());
            },
            this::say,
            this::cancelled));
  }

  /// What narrowing would do, as the host is now.
  private record Narrowing(StatusView held, PlanView view) {}

  /// Plans what shall be allowed instead, before anything is taken back.
  void narrow(Trial known, List<Change> changes) {
    trials.update(known.id(), w -> w.chose(changes));
    Way on = known.way();
    begun(
        jobs.start(
            progress -> {
              PlanRequest request = on.ask().request(changes, known.domain()).kept();
              try (Tune tune = open(on, progress)) {
                return new Narrowing(tune.status(known.id()), tune.plan(request));
              }
            },
            both -> {
              Way chose = trials.find(known.id()).map(Trial::way).orElse(on);
              if (!takeIn(chose, both.held(), known.view())) {
                turn(() -> pages().end(on.host(), both.held()));
                return;
              }
              way = chose.enforced();
              turn(
                  known.id(),
                  () -> pages().narrowed(trials.find(known.id()).orElse(known), both.view()));
            },
            this::say,
            this::cancelled));
  }

  /// Makes the domain enforce again, then puts what was planned on trial.
  void enforce(Trial known, PlanView view) {
    String plan = view.plan().orElseThrow().id();
    Way on = known.way().enforced();
    change(
        on,
        Optional.of(view),
        Optional.of(known.id()),
        (tune, chance) -> {
          tune.rollback(known.id(), chance);
          return tune.apply(plan, chance);
        });
  }

  /// Whether the page that is shown now is about a change.
  boolean isShown(TxId id) {
    return about.equals(Optional.of(id)) && shown.filter(stage::shows).isPresent();
  }

  /// Shows how a change ended that was on trial.
  void showEnd(Trial before, StatusView status) {
    way = before.way();
    turn(() -> pages().end(before.host(), status));
  }

  /// Asks the host for its values of now, and shows what keeping or taking back would do with them.
  void preview(Trial trial, boolean keep) {
    look(
        trial.way(),
        ours(trial),
        status -> {
          stands(trial.way(), status, trial.view());
          status
              .id()
              .flatMap(trials::find)
              .ifPresent(
                  t ->
                      turn(
                          t.id(), () -> trialPages().preview(trials.find(t.id()).orElse(t), keep)));
        });
  }

  private static Optional<TxId> ours(Trial known) {
    return Optional.of(known).filter(t -> t.status().ours()).map(Trial::id);
  }

  /// Keeps or takes back.
  void settle(Trial known, boolean keep) {
    change(
        known.way(),
        known.view(),
        Optional.of(known.id()),
        (tune, chance) ->
            keep ? tune.confirm(known.id(), chance) : tune.rollback(known.id(), chance));
  }

  /// Gives more time to decide.
  void extend(Trial known) {
    change(
        known.way(),
        known.view(),
        Optional.of(known.id()),
        (tune, chance) -> tune.extend(known.id(), MORE_SECONDS, chance));
  }

  /// Asks the host how a change on trial stands, or the last one of the way.
  void ask(Optional<TxId> id) {
    Optional<Trial> known = id.flatMap(trials::find);
    Way on = known.map(Trial::way).orElse(way);
    Optional<PlanView> view = known.flatMap(Trial::view);
    look(
        on,
        known.flatMap(TuneFlow::ours),
        status -> {
          known.filter(t -> !status.id().equals(id)).ifPresent(t -> trials.remove(t.id()));
          stands(known.isPresent() ? on : held(on, status), status, view);
        });
  }

  /// Shows what a host holds, whoever began it.
  void held(TuneAsk wanted) {
    way = Way.of(wanted);
    look(way, Optional.empty(), s -> stands(held(way, s), s, Optional.empty()));
  }

  /// The way of what a host holds: that of this window, where it has one.
  Way held(Way on, StatusView status) {
    return status
        .id()
        .flatMap(trials::find)
        .map(Trial::way)
        .orElseGet(() -> Way.of(status.plan(), on.host(), on.ssh()));
  }

  /// Learns how a change of an earlier run stands.
  void resume(Transaction tx, SshOptions ssh) {
    if (trials.find(tx.id()).isPresent()) {
      showTrial(tx.id());
      return;
    }
    way = Way.of(tx.plan(), tx.host().address(), ssh);
    Way on = way;
    look(on, Optional.of(tx.id()), status -> stands(on, status, Optional.empty()));
  }

  private void look(Way on, Optional<TxId> id, Consumer<StatusView> told) {
    boolean begun =
        begun(
            jobs.start(
                progress -> {
                  try (Tune tune = open(on, progress)) {
                    return id.isPresent() ? tune.status(id.get()) : tune.status();
                  }
                },
                told,
                failure -> failed(failure, on, Optional.empty(), id),
                this::cancelled));
    if (begun) {
      stage.say(texts().say("job.connecting", on.host()));
    }
  }
}
