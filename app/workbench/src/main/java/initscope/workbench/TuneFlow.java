package initscope.workbench;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Change;
import initscope.model.change.TxId;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.SshOptions;
import initscope.tuning.StatusView;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.Offers.Offer;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanView;
import initscope.tuning.selinux.DenialsView;
import initscope.verbs.ToolVersion;
import initscope.verbs.Tune;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.scene.Node;

/// The way of a change through the window: choose, plan, trial, preview, end. Everything done to the host is done by {@link Tune}.
final class TuneFlow {
  /// The host's timer may fire up to a minute late: how long after the deadline it is asked by itself.
  private static final List<Duration> ASK_AFTER =
      List.of(Duration.ofSeconds(4), Duration.ofSeconds(20), Duration.ofSeconds(65));

  private static final int MINUTES_BACK = 60;

  private final Jobs jobs;
  private final Path data;
  private final Stage stage;
  private final ReadOnlyObjectWrapper<Optional<Trial>> trial =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ReadOnlyStringWrapper left = new ReadOnlyStringWrapper("");
  private final Timeline ticker;
  private TuneAsk ask = TuneAsk.of(Guide.TRY, "", SshOptions.DEFAULT);
  private Guide guide = Guide.TRY;
  private List<Offer> offers = List.of();
  private Optional<TunePage> shown = Optional.empty();
  private int asked;
  private boolean narrowed;
  private String domain = "";
  private Optional<DenialsView> denials = Optional.empty();
  private Supplier<TunePage> page = () -> pages().failed("");

  /// Where the pages are shown.
  interface Stage {
    /// Words of the window now.
    initscope.views.Texts texts();

    /// Who asks for passwords.
    Prompts prompts();

    /// Shows a page.
    void show(TunePage page);

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
    ticker = new Timeline(new KeyFrame(javafx.util.Duration.seconds(1), e -> tick()));
    ticker.setCycleCount(Animation.INDEFINITE);
  }

  /// What is on trial on a host, if anything is as far as this window knows.
  ReadOnlyObjectProperty<Optional<Trial>> trial() {
    return trial.getReadOnlyProperty();
  }

  /// Time left as {@code 9:59}; empty while nothing is on trial.
  ReadOnlyStringProperty left() {
    return left.getReadOnlyProperty();
  }

  private TunePages pages() {
    return new TunePages(stage.texts(), jobs, this);
  }

  private void turn(Supplier<TunePage> next) {
    page = next;
    show();
  }

  /// Shows the page the change is at.
  void show() {
    TunePage next = page.get();
    shown = Optional.of(next);
    stage.show(next);
  }

  /// Shows it in another language; what was typed stays.
  void again() {
    if (shown.isPresent() && shown.get() instanceof TuneChoose choose) {
      ask = choose.ask();
    }
    show();
  }

  /// The way that is gone.
  Guide guide() {
    return guide;
  }

  /// Number of a page on this way.
  ///
  /// @param plain its number on the plain way: 1 choose, 2 plan, 3 trial, 4 preview, 5 end
  int step(int plain) {
    return switch (guide) {
      case TRY, INITTRACE -> plain;
      case MEND -> plain > 1 ? plain + 1 : plain;
      case NARROW -> narrowed || plain > 3 ? plain + 2 : plain;
    };
  }

  /// Begins with a choice; a change that is on trial already goes first.
  ///
  /// @param found parameters that bear on what is shown
  void begin(Guide way, String host, SshOptions ssh, List<Offer> found) {
    offers = found;
    if (trial.get().isPresent()) {
      showTrial();
      return;
    }
    ask = TuneAsk.of(way, host, ssh);
    narrowed = false;
    denials = Optional.empty();
    if (way == Guide.TRY && !offers.isEmpty()) {
      ask = ask.with(offers.getFirst());
    }
    choose();
  }

  /// Chooses on another way.
  void choose(TuneAsk other) {
    ask = other;
    choose();
  }

  void choose() {
    guide = ask.guide();
    turn(() -> new TuneChoose(stage.texts(), jobs, this, ask, offers));
  }

  void showTrial() {
    trial.get().ifPresent(t -> turn(() -> pages().trial(t)));
  }

  void leave() {
    stage.leave();
  }

  /// Looks at the host and shows what would be done, or what there is to choose from.
  void look(TuneAsk wanted) {
    ask = wanted;
    guide = wanted.guide();
    narrowed = false;
    denials = Optional.empty();
    if (guide == Guide.MEND) {
      readUnit(wanted);
    } else {
      plan(wanted, wanted::request);
    }
  }

  private void readUnit(TuneAsk wanted) {
    jobs.start(
        progress -> {
          try (Tune tune = open(wanted.host(), wanted.ssh(), progress)) {
            return tune.unit(wanted.target());
          }
        },
        read -> turn(() -> new MendPage(stage.texts(), jobs, this, wanted, read)),
        stage::say,
        () -> stage.say(stage.texts().say("tune.cancelled")));
  }

  /// Plans what was chosen on the way.
  void plan(TuneAsk wanted, List<Change> changes) {
    plan(wanted, () -> wanted.request(changes));
  }

  private interface Request {
    PlanRequest make() throws Failure;
  }

  private void plan(TuneAsk wanted, Request request) {
    jobs.start(
        progress -> {
          PlanRequest made = request.make();
          try (Tune tune = open(wanted.host(), wanted.ssh(), progress)) {
            return tune.plan(made);
          }
        },
        view -> turn(() -> pages().plan(wanted, view)),
        stage::say,
        () -> stage.say(stage.texts().say("tune.cancelled")));
  }

  private Tune open(String host, SshOptions ssh, Progress progress) throws Failure {
    return open(host, ssh, stage.prompts(), progress);
  }

  private Tune open(String host, SshOptions ssh, Prompts prompts, Progress progress)
      throws Failure {
    String owner = Tune.owner();
    return Tune.open(data, owner, ToolVersion.read(), HostSpec.parse(host), ssh, prompts, progress);
  }

  /// Puts the planned change on trial.
  void apply(TuneAsk wanted, PlanView view) {
    String plan = view.plan().orElseThrow().id();
    jobs.change(
        (progress, chance) -> {
          try (Tune tune = open(wanted.host(), wanted.ssh(), progress)) {
            return tune.apply(plan, chance);
          }
        },
        status -> stands(wanted.host(), wanted.ssh(), status, Optional.of(view)),
        this::failed,
        () -> stage.say(stage.texts().say("tune.cancelled")));
  }

  private void failed(String sentence) {
    turn(() -> pages().failed(sentence));
  }

  /// Takes in how a change stands, and shows it.
  private void stands(String host, SshOptions ssh, StatusView status, Optional<PlanView> plan) {
    if (status.canRollBack()) {
      long seconds = status.secondsLeft().orElse(0);
      trial.set(
          Optional.of(
              new Trial(
                  host, ssh, status, plan, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds))));
      ticker.play();
      tick();
      showTrial();
    } else {
      trial.set(Optional.empty());
      ticker.stop();
      tick();
      turn(() -> pages().end(host, status));
    }
  }

  /// Captures the start that was traced, while it is still in the journal.
  void capture(Trial known, String unit) {
    stage.capture(known.host(), known.ssh(), unit);
  }

  /// What this way adds to the page of a trial.
  Optional<Node> onTrial(Trial known) {
    if (guide == Guide.NARROW && known.status().ours()) {
      known.permitted().ifPresent(type -> domain = type);
      return Optional.of(pages().denied(known, denials, !narrowed));
    }
    return guide == Guide.INITTRACE && known.status().ours()
        ? Optional.of(pages().traced(known))
        : Optional.empty();
  }

  /// Reads what the domain was denied, or would be.
  void readDenials(Trial known) {
    String type = domain;
    int minutes = narrowed ? known.minutesOld(System.nanoTime()) : MINUTES_BACK;
    jobs.start(
        progress -> {
          try (Tune tune = open(known.host(), known.ssh(), progress)) {
            return tune.denials(type, minutes);
          }
        },
        view -> {
          denials = Optional.of(view);
          showTrial();
        },
        stage::say,
        () -> stage.say(stage.texts().say("tune.cancelled")));
  }

  /// Makes the domain enforce again and plans what shall be allowed instead.
  void narrow(Trial known, List<Change> changes) {
    TxId id = known.status().id().orElseThrow();
    jobs.change(
        (progress, chance) -> {
          PlanRequest request = ask.request(changes).kept();
          try (Tune tune = open(known.host(), known.ssh(), progress)) {
            tune.rollback(id, chance);
            return tune.plan(request);
          }
        },
        view -> {
          trial.set(Optional.empty());
          ticker.stop();
          tick();
          narrowed = true;
          denials = Optional.empty();
          turn(() -> pages().plan(ask, view));
        },
        this::failed,
        () -> stage.say(stage.texts().say("tune.cancelled")));
  }

  private void tick() {
    left.set(trial.get().map(t -> clock(t.left(System.nanoTime()))).orElse(""));
    trial.get().ifPresent(this::askWhenOver);
  }

  /// The countdown is over: the host took it back, or is about to. It is asked without a word to the user; where a password is needed
  /// the user must ask.
  private void askWhenOver(Trial known) {
    if (!known.left(System.nanoTime()).isZero()) {
      asked = 0;
      return;
    }
    Duration over = Duration.ofNanos(System.nanoTime() - known.deadlineNanos());
    if (asked < ASK_AFTER.size()
        && over.compareTo(ASK_AFTER.get(asked)) >= 0
        && !jobs.busy().get()) {
      asked++;
      look(
          known.host(),
          known.ssh(),
          ours(known),
          Prompts.NONE,
          stage::say,
          status -> stands(known.host(), known.ssh(), status, known.plan()));
    }
  }

  private static String clock(Duration left) {
    long seconds = (left.toMillis() + 999) / 1000;
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }

  /// Asks the host for its values of now, and shows what keeping or taking back would do with them.
  void preview(boolean keep) {
    Trial known = trial.get().orElseThrow();
    look(
        known.host(),
        known.ssh(),
        ours(known),
        stage.prompts(),
        this::failed,
        status -> {
          stands(known.host(), known.ssh(), status, known.plan());
          trial.get().ifPresent(t -> turn(() -> pages().preview(t, keep)));
        });
  }

  private static Optional<TxId> ours(Trial known) {
    return Optional.of(known.status()).filter(StatusView::ours).flatMap(StatusView::id);
  }

  /// Keeps or takes back.
  void settle(Trial known, boolean keep) {
    TxId id = known.status().id().orElseThrow();
    jobs.change(
        (progress, chance) -> {
          try (Tune tune = open(known.host(), known.ssh(), progress)) {
            return keep ? tune.confirm(id, chance) : tune.rollback(id, chance);
          }
        },
        status -> stands(known.host(), known.ssh(), status, known.plan()),
        this::failed,
        () -> stage.say(stage.texts().say("tune.cancelled")));
  }

  /// Asks the host how the change on trial, or the last one, stands.
  void ask() {
    Optional<Trial> known = trial.get();
    String host = known.map(Trial::host).orElse(ask.host());
    SshOptions ssh = known.map(Trial::ssh).orElse(ask.ssh());
    look(host, ssh, known.flatMap(TuneFlow::ours), known.flatMap(Trial::plan));
  }

  /// Shows what a host holds, whoever began it.
  void held(TuneAsk wanted) {
    ask = wanted;
    look(wanted.host(), wanted.ssh(), Optional.empty(), Optional.empty());
  }

  /// Learns how a change of an earlier run stands.
  void resume(Transaction tx, SshOptions ssh) {
    String host = tx.host().address();
    guide = tx.plan().map(Guide::of).orElse(Guide.TRY);
    ask = TuneAsk.of(guide, host, ssh);
    look(host, ssh, Optional.of(tx.id()), Optional.empty());
  }

  private void look(String host, SshOptions ssh, Optional<TxId> id, Optional<PlanView> plan) {
    look(host, ssh, id, stage.prompts(), this::failed, status -> stands(host, ssh, status, plan));
  }

  private void look(
      String host,
      SshOptions ssh,
      Optional<TxId> id,
      Prompts prompts,
      Consumer<String> failed,
      Consumer<StatusView> told) {
    stage.say(stage.texts().say("job.connecting", host));
    jobs.start(
        progress -> {
          try (Tune tune = open(host, ssh, prompts, progress)) {
            return id.isPresent() ? tune.status(id.get()) : tune.status();
          }
        },
        told,
        failed,
        () -> stage.say(stage.texts().say("tune.cancelled")));
  }
}
