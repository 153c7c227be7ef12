package initscope.workbench;

import initscope.collect.CaptureFile;
import initscope.collect.CollectOptions;
import initscope.collect.ServiceLister;
import initscope.collect.ServiceRow;
import initscope.collect.Target;
import initscope.diagnosis.Sentences;
import initscope.evidence.NamedInput;
import initscope.layout.Theme;
import initscope.model.Bytes;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import initscope.tuning.journal.Transaction;
import initscope.tuning.plan.Offers;
import initscope.verbs.Analyze;
import initscope.verbs.Collect;
import initscope.verbs.Demo;
import initscope.verbs.Recents;
import initscope.verbs.ToolVersion;
import initscope.views.Command;
import initscope.views.CommandRegistry;
import initscope.views.Desk;
import initscope.views.IncidentCommands;
import initscope.views.IncidentView;
import initscope.views.Look;
import initscope.views.Menus;
import initscope.views.Opened;
import initscope.views.Overlay;
import initscope.views.Texts;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The content of one window: menus at the top, one page, a line at the bottom that tells what runs.
final class Window extends BorderPane {
  private final Jobs jobs = new Jobs();
  private final WindowSetup setup;
  private final TuneFlow tune;
  private final CaptureShelf shelf;
  private final FirstLook firstLook;
  private final TrialBar bar;
  private final OpenChanges changes;
  private final Label message = new Label();
  private final StackPane page = new StackPane();
  private final Overlay overlay = new Overlay();
  private Desk desk;
  private CommandRegistry registry = new CommandRegistry();
  private @Nullable IncidentView incident;
  private @Nullable Scene scene;
  private @Nullable Stage stage;
  private SshOptions ssh;
  private String host = "";
  private Runnable redraw = this::start;

  Window(WindowSetup setup) {
    this.setup = setup;
    ssh = setup.ssh();
    desk = new Desk(Sentences::render, setup.locale(), jobs);
    desk.theme().set(setup.theme());
    shelf = new CaptureShelf(setup.data(), jobs, this::failed);
    firstLook = new FirstLook(jobs, () -> desk, page);
    tune = new TuneFlow(jobs, setup.data(), new TuneStage());
    tune.trials().soonestLeft().subscribe(this::title);
    tune.trials().all().subscribe(this::title);
    bar = new TrialBar(() -> desk.texts(), tune, tx -> new StartActs().settle(tx, ssh));
    changes = new OpenChanges(setup.data(), jobs, tune.trials(), f -> failed(f.sentence()));
    changes.found().subscribe(this::pending);
    setId("window");
    StackPane middle = new StackPane(page, overlay);
    setCenter(middle);
    setOnDragOver(
        e -> {
          if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
          }
        });
    setOnDragDropped(
        e -> {
          dropped(e.getDragboard().getFiles());
          e.setDropCompleted(true);
        });
    Look.use(setup.theme());
    dress();
    start();
  }

  /// What the way of a change needs of the window.
  private final class TuneStage implements TuneFlow.Stage {
    @Override
    public Texts texts() {
      return desk.texts();
    }

    @Override
    public Prompts prompts() {
      return Window.this.prompts();
    }

    @Override
    public void show(TunePage next) {
      incident = null;
      message.setText(desk.texts().say("status.ready"));
      Window.this.show(next);
      redraw = tune::again;
      (next instanceof TuneChoose choose ? choose.first() : next).requestFocus();
    }

    @Override
    public boolean shows(TunePage one) {
      return page.getChildren().contains(one);
    }

    @Override
    public void leave() {
      if (desk.opened().get().equals(Opened.NOTHING)) {
        start();
      } else {
        showIncident();
      }
    }

    @Override
    public void say(String sentence) {
      failed(sentence);
    }

    @Override
    public void capture(String words, SshOptions options, String unit) {
      ssh = options;
      Window.this.capture(words, new Target.Unit(unit));
    }
  }

  /// Binds keys and dialogs to the window's stage.
  void attach(Scene inScene, Stage inStage) {
    scene = inScene;
    stage = inStage;
    registry.listen(inScene);
    title();
  }

  /// The countdown of a change stands before all else, so that the task bar shows it.
  private void title() {
    if (stage != null && scene != null && scene.equals(stage.getScene())) {
      String left = tune.trials().soonestLeft().get();
      String trial =
          tune.trials().all().get().stream()
              .findFirst()
              .map(t -> desk.texts().say("title.trial", left, t.what()) + " — ")
              .orElse("");
      stage.setTitle(trial + "InitScope");
    }
  }

  Desk desk() {
    return desk;
  }

  TuneFlow tuning() {
    return tune;
  }

  Jobs jobs() {
    return jobs;
  }

  CommandRegistry registry() {
    return registry;
  }

  /// What must be made anew when the language changes.
  private void dress() {
    registry = new CommandRegistry();
    WindowCommands.register(registry, jobs, this);
    IncidentCommands.register(registry, desk, () -> Optional.ofNullable(incident));
    registry.scopes(this::scopes);
    setTop(new VBox(Menus.bar(registry, desk.texts()), bar));
    bar.fill();
    message.setText(desk.texts().say("status.ready"));
    setBottom(new StatusLine(desk.texts(), jobs, message));
    if (scene != null) {
      registry.listen(scene);
    }
  }

  private Set<Command.Scope> scopes() {
    Set<Command.Scope> active = EnumSet.of(Command.Scope.GLOBAL);
    if (incident != null) {
      active.addAll(incident.scopes());
    }
    return active;
  }

  Overlay overlay() {
    return overlay;
  }

  /// Begins a way with the host that was connected or captured last.
  void tune(Guide way) {
    boolean bare = way != Guide.TRY || desk.opened().get().equals(Opened.NOTHING);
    tune.begin(
        way, host, ssh, bare ? List.of() : Offers.load().of(desk.opened().get().diagnosis()));
  }

  void escape() {
    if (!overlay.close()) {
      if (IncidentCommands.escape(desk, Optional.ofNullable(incident))) {
        requestFocus();
      }
    }
  }

  void otherTheme() {
    desk.theme().set(desk.theme().get() == Theme.DARK ? Theme.LIGHT : Theme.DARK);
    Look.use(desk.theme().get());
  }

  void otherLanguage() {
    desk.leavePage();
    boolean chinese = desk.texts().locale().getLanguage().equals("zh");
    desk = desk.in(chinese ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    dress();
    redraw.run();
    title();
  }

  private void show(Node content) {
    page.getChildren().setAll(content);
    pending(changes.found().get());
  }

  /// Changes of an earlier run stand on the start page, and above every other one.
  private void pending(OpenChanges.Found found) {
    Optional<StartPane> start =
        page.getChildren().stream()
            .filter(StartPane.class::isInstance)
            .map(StartPane.class::cast)
            .findFirst();
    start.ifPresent(p -> p.pending(found.open(), found.left()));
    bar.pending(start.isPresent() ? List.of() : found.open());
  }

  /// Shows the start page.
  void start() {
    incident = null;
    StartPane pane = new StartPane(desk.texts(), ssh, new StartActs());
    show(pane);
    redraw = this::start;
    Platform.runLater(() -> pane.first().requestFocus());
    // Opening the library takes as long as the first frame does, and would delay it.
    Frames.after(
        3,
        () -> {
          changes.read();
          jobs.quietly(() -> Recents.list(setup.data()), pane::recents, f -> failed(f.sentence()));
        });
  }

  private final class StartActs implements StartPane.Acts {
    @Override
    public void connect(String words, SshOptions options) {
      ssh = options;
      Window.this.connect(words);
    }

    @Override
    public void choose() {
      Window.this.choose();
    }

    @Override
    public void open(Path file) {
      Window.this.open(List.of(file));
    }

    @Override
    public void settle(Transaction change, SshOptions options) {
      ssh = options;
      host = change.host().address();
      tune.resume(change, options);
    }

    @Override
    public void noted(Transaction change) {
      changes.noted(change.id());
    }
  }

  private void showIncident() {
    desk.leavePage();
    incident = new IncidentView(desk);
    show(incident);
    incident.takeFocus();
    redraw = this::showIncident;
  }

  /// Puts an analysis into the window.
  void show(Opened opened) {
    message.setText(desk.texts().say("status.ready"));
    desk.leavePage();
    desk.open(opened);
    desk.onTune(
        Offers.load().of(opened.diagnosis()).isEmpty()
            ? Optional.empty()
            : Optional.of(() -> tune(Guide.TRY)));
    showIncident();
  }

  private void failed(String sentence) {
    message.setText(Display.safe(sentence));
  }

  void choose() {
    FileChooser chooser = new FileChooser();
    List<File> files = chooser.showOpenMultipleDialog(stage);
    if (files != null) {
      open(files.stream().map(File::toPath).toList());
    }
  }

  void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text == null || text.isBlank()) {
      failed(desk.texts().say("paste.empty"));
      return;
    }
    String name = desk.texts().say("paste.name");
    start(
        progress -> Opening.of(name, Analyze.of(List.of(new NamedInput(name, Bytes.of(text))))),
        this::show,
        () -> cancelled(name));
  }

  private void cancelled(String what) {
    failed(desk.texts().say("job.cancelled", what));
  }

  /// Opens files, any mix.
  void open(List<Path> files) {
    String name = String.join(", ", files.stream().map(Path::toString).toList());
    message.setText(desk.texts().say("job.opening", Display.safe(name)));
    boolean begun =
        begin(
            progress -> shelf.open(files, locale(), progress),
            this::shown,
            f -> notOpened(() -> failed(f.sentence())),
            () -> notOpened(() -> cancelled(name)));
    if (begun) {
      firstLook.begin(files);
    }
  }

  private void notOpened(Runnable tell) {
    firstLook.end();
    tell.run();
  }

  /// Opens what was dropped, any mix.
  void dropped(List<File> files) {
    open(files.stream().map(File::toPath).toList());
  }

  private void shown(CaptureShelf.Loaded loaded) {
    firstLook.end();
    host = loaded.host();
    show(loaded.opened());
  }

  private <T> void start(Jobs.Work<T> work, Consumer<T> done, Runnable cancelled) {
    begin(work, done, f -> failed(f.sentence()), cancelled);
  }

  /// @return whether it began: not while a host is being changed
  private <T> boolean begin(
      Jobs.Work<T> work, Consumer<T> done, Consumer<Failure> failed, Runnable cancelled) {
    boolean begun = jobs.start(work, done, failed, cancelled);
    if (begun) {
      firstLook.end(); // what was being opened is not any longer
    } else {
      failed(desk.texts().say("because.firm"));
    }
    return begun;
  }

  /// Plays the rehearsed incident and stays on it.
  void demo() {
    start(
        progress -> {
          Demo.Result result = Demo.run(Path.of("initscope-demo"), ToolVersion.read(), progress);
          return Opening.of(result.files().getFirst().toString(), result.analysis());
        },
        this::show,
        () -> cancelled("demo"));
  }

  /// Logs in, lists the services and lets the user choose one.
  void connect(String words) {
    message.setText(desk.texts().say("job.connecting", Display.safe(words)));
    WindowPrompts prompts = prompts();
    SshOptions options = ssh;
    start(
        progress -> {
          HostSpec spec = HostSpec.parse(words);
          try (Session session = Ssh.connect(spec, options, prompts, progress)) {
            return ServiceLister.list(session, progress);
          }
        },
        rows -> services(words, rows),
        () -> cancelled(words));
  }

  private WindowPrompts prompts() {
    return new WindowPrompts(desk.texts(), java.util.Objects.requireNonNull(stage));
  }

  private void services(String words, List<ServiceRow> rows) {
    incident = null;
    host = words;
    message.setText(desk.texts().say("status.ready"));
    ServicesPane pane =
        new ServicesPane(
            desk.texts(), words, rows, target -> capture(words, target), () -> tune(Guide.TRY));
    show(pane);
    redraw = () -> services(words, rows);
    pane.first().requestFocus();
  }

  private void capture(String words, Target target) {
    message.setText(desk.texts().say("job.capturing", Display.safe(target.words())));
    WindowPrompts prompts = prompts();
    SshOptions options = ssh;
    Path file = shelf.newFile(target);
    Locale locale = locale();
    begin(
        progress -> {
          HostSpec spec = HostSpec.parse(words);
          shelf.make();
          Collect.run(
              new Collect.Request(spec, options, target, CollectOptions.ATTACH, file),
              prompts,
              progress);
          return shelf.open(List.of(file), locale, progress);
        },
        this::shown,
        failure -> interrupted(file, failure.sentence(), failure.sentence()),
        () ->
            interrupted(
                file,
                desk.texts().say("job.cancelled", target.words()),
                desk.texts().say("job.cancelled.nothing", target.words())));
  }

  /// What had arrived before the end is shown as far as it goes.
  ///
  /// @param kept what to say then
  /// @param nothing what to say where nothing had arrived
  private void interrupted(Path file, String kept, String nothing) {
    Path spool = CaptureFile.spool(file);
    if (!Files.isDirectory(spool)) {
      failed(nothing);
      return;
    }
    start(
        progress -> shelf.open(List.of(spool), locale(), progress),
        loaded -> {
          shown(loaded);
          failed(kept);
        },
        () -> failed(kept));
  }

  private Locale locale() {
    return desk.texts().locale();
  }
}
