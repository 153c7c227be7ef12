package initscope.workbench;

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
import initscope.remote.Session;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import initscope.verbs.Analyze;
import initscope.verbs.Collect;
import initscope.verbs.DataDirs;
import initscope.verbs.Demo;
import initscope.views.Command;
import initscope.views.CommandRegistry;
import initscope.views.Desk;
import initscope.views.IncidentCommands;
import initscope.views.IncidentView;
import initscope.views.KeyHelp;
import initscope.views.Keys;
import initscope.views.Look;
import initscope.views.Menus;
import initscope.views.Opened;
import initscope.views.Overlay;
import initscope.views.Palette;
import initscope.views.ViewId;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.Clipboard;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// The content of one window: menus at the top, one page, a line at the bottom that tells what runs.
final class Window extends BorderPane {
  private final Jobs jobs = new Jobs();
  private final Label message = new Label();
  private final StackPane page = new StackPane();
  private final Overlay overlay = new Overlay();
  private Desk desk;
  private CommandRegistry registry = new CommandRegistry();
  private @Nullable IncidentView incident;
  private @Nullable Scene scene;
  private @Nullable Stage stage;

  Window(Locale locale, Theme theme) {
    desk = new Desk(Sentences::render, locale);
    desk.theme().set(theme);
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
          open(e.getDragboard().getFiles().stream().map(File::toPath).toList());
          e.setDropCompleted(true);
        });
    Look.use(theme);
    dress();
    start();
  }

  /// Binds keys and dialogs to the window's stage.
  void attach(Scene inScene, Stage inStage) {
    scene = inScene;
    stage = inStage;
    registry.listen(inScene);
  }

  Desk desk() {
    return desk;
  }

  CommandRegistry registry() {
    return registry;
  }

  /// What must be made anew when the language changes.
  private void dress() {
    registry = new CommandRegistry();
    commands();
    IncidentCommands.register(registry, desk, () -> Optional.ofNullable(incident));
    registry.scopes(this::scopes);
    setTop(Menus.bar(registry, desk.texts()));
    setBottom(status());
    if (scene != null) {
      registry.listen(scene);
    }
  }

  private Node status() {
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(120);
    Label step = new Label();
    step.textProperty().bind(jobs.step().map(Display::safe));
    Button cancel = new Button(desk.texts().say("command.job.cancel"));
    cancel.setOnAction(e -> jobs.cancel());
    HBox running = new HBox(8, bar, step, cancel);
    running.setAlignment(Pos.CENTER_LEFT);
    running.visibleProperty().bind(jobs.busy());
    running.managedProperty().bind(jobs.busy());
    Label keys = new Label(desk.texts().say("status.keys"));
    keys.getStyleClass().add("faint");
    message.setId("message");
    message.setText(desk.texts().say("status.ready"));
    message.setWrapText(true);
    HBox.setHgrow(message, Priority.ALWAYS);
    message.setMaxWidth(Double.MAX_VALUE);
    HBox line = new HBox(14, message, running, keys);
    line.setAlignment(Pos.CENTER_LEFT);
    line.setPadding(new Insets(4, 12, 4, 12));
    keys.setMinWidth(Region.USE_PREF_SIZE);
    return line;
  }

  private Set<Command.Scope> scopes() {
    Set<Command.Scope> active = EnumSet.of(Command.Scope.GLOBAL);
    if (incident != null) {
      active.add(Command.Scope.INCIDENT);
      if (incident.showsChart()) {
        active.add(Command.Scope.CHART);
      }
      if (desk.view().get() == ViewId.FLAME) {
        active.add(Command.Scope.FLAME);
      }
    }
    return active;
  }

  private void commands() {
    add("file.open", Command.Menu.FILE, "Ctrl+O", this::choose);
    add("file.paste", Command.Menu.FILE, "Ctrl+Shift+V", this::paste);
    add("app.start", Command.Menu.FILE, "Ctrl+N", this::start);
    add("app.quit", Command.Menu.FILE, "Ctrl+Q", Platform::exit);
    add("app.theme", Command.Menu.VIEW, "Ctrl+Shift+T", this::otherTheme);
    add("app.language", Command.Menu.VIEW, "Ctrl+Shift+L", this::otherLanguage);
    add(
        "app.palette",
        Command.Menu.HELP,
        "Ctrl+Shift+P",
        () -> Palette.open(registry, overlay, desk.texts()));
    add("app.help", Command.Menu.HELP, "?", () -> KeyHelp.open(registry, overlay, desk.texts()));
    add("app.escape", Command.Menu.GO, "Esc", this::escape);
    registry.add(
        new Command(
            "job.cancel",
            Command.Menu.FILE,
            Command.Scope.GLOBAL,
            List.of(),
            jobs::cancel,
            () -> jobs.busy().get() ? Optional.empty() : Optional.of("because.noJob")));
  }

  private void add(String id, Command.Menu menu, String key, Runnable run) {
    registry.add(id, menu, Command.Scope.GLOBAL, Keys.of(key), run);
  }

  private void escape() {
    if (!overlay.close()) {
      boolean left = IncidentCommands.escape(desk, Optional.ofNullable(incident));
      if (left) {
        requestFocus();
      }
    }
  }

  private void otherTheme() {
    desk.theme().set(desk.theme().get() == Theme.DARK ? Theme.LIGHT : Theme.DARK);
    Look.use(desk.theme().get());
  }

  private void otherLanguage() {
    boolean chinese = desk.texts().locale().getLanguage().equals("zh");
    boolean shown = incident != null;
    desk = desk.in(chinese ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
    dress();
    if (shown) {
      showIncident();
    } else {
      start();
    }
  }

  private void show(Node content) {
    page.getChildren().setAll(content);
  }

  /// Shows the start page.
  void start() {
    incident = null;
    StartPane pane = new StartPane(desk.texts(), this::connect, this::choose);
    show(pane);
    Platform.runLater(() -> pane.first().requestFocus());
  }

  private void showIncident() {
    incident = new IncidentView(desk);
    show(incident);
  }

  /// Puts an analysis into the window.
  void show(Opened opened) {
    message.setText(desk.texts().say("status.ready"));
    desk.open(opened);
    showIncident();
  }

  private void failed(String sentence) {
    message.setText(Display.safe(sentence));
  }

  private void choose() {
    FileChooser chooser = new FileChooser();
    List<File> files = chooser.showOpenMultipleDialog(stage);
    if (files != null) {
      open(files.stream().map(File::toPath).toList());
    }
  }

  private void paste() {
    String text = Clipboard.getSystemClipboard().getString();
    if (text == null || text.isBlank()) {
      failed(desk.texts().say("paste.empty"));
      return;
    }
    String name = desk.texts().say("paste.name");
    jobs.start(
        progress -> Opening.of(name, Analyze.of(List.of(new NamedInput(name, Bytes.of(text))))),
        this::show,
        this::failed,
        () -> cancelled(name));
  }

  private void cancelled(String what) {
    failed(desk.texts().say("job.cancelled", what));
  }

  /// Opens files, any mix.
  void open(List<Path> files) {
    String name = String.join(", ", files.stream().map(Path::toString).toList());
    message.setText(desk.texts().say("job.opening", Display.safe(name)));
    jobs.start(
        progress -> Opening.of(name, Analyze.run(files, progress)),
        this::show,
        this::failed,
        () -> cancelled(name));
  }

  /// Plays the rehearsed incident and stays on it.
  void demo() {
    jobs.start(
        progress -> {
          Demo.Result result = Demo.run(Path.of("initscope-demo"), "window", progress);
          return Opening.of(result.files().getFirst().toString(), result.analysis());
        },
        this::show,
        this::failed,
        () -> cancelled("demo"));
  }

  /// Logs in, lists the services and lets the user choose one.
  void connect(String words) {
    message.setText(desk.texts().say("job.connecting", Display.safe(words)));
    WindowPrompts prompts = prompts();
    jobs.start(
        progress -> {
          HostSpec host = HostSpec.parse(words);
          try (Session session = Ssh.connect(host, SshOptions.DEFAULT, prompts, progress)) {
            return ServiceLister.list(session, progress);
          }
        },
        rows -> services(words, rows),
        this::failed,
        () -> cancelled(words));
  }

  private WindowPrompts prompts() {
    return new WindowPrompts(desk.texts(), java.util.Objects.requireNonNull(stage));
  }

  private void services(String host, List<ServiceRow> rows) {
    incident = null;
    message.setText(desk.texts().say("status.ready"));
    ServicesPane pane = new ServicesPane(desk.texts(), host, rows, target -> capture(host, target));
    show(pane);
    pane.first().requestFocus();
  }

  private void capture(String words, Target target) {
    message.setText(desk.texts().say("job.capturing", Display.safe(target.words())));
    WindowPrompts prompts = prompts();
    jobs.start(
        progress -> {
          Path file = newFile();
          HostSpec host = HostSpec.parse(words);
          Collect.run(
              new Collect.Request(host, SshOptions.DEFAULT, target, CollectOptions.ATTACH, file),
              prompts,
              progress);
          return Opening.of(file.toString(), Analyze.run(List.of(file), progress));
        },
        this::show,
        this::failed,
        () -> cancelled(target.words()));
  }

  private static Path newFile() throws Failure {
    Path home = Path.of(System.getProperty("user.home", "."));
    Path folder = DataDirs.of(System.getenv(), home).data().resolve("captures");
    try {
      Files.createDirectories(folder);
      return folder.resolve("capture-" + System.currentTimeMillis() + ".isz");
    } catch (IOException e) {
      throw new Failure.Local("Cannot make", folder.toString(), e.getMessage() + ".", e);
    }
  }
}
