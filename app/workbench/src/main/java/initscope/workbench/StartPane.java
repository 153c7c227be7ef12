package initscope.workbench;

import initscope.model.Display;
import initscope.remote.SshOptions;
import initscope.tuning.journal.Transaction;
import initscope.verbs.Recents;
import initscope.views.Texts;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// The start page: changes still open on a host, a host to look at, something to open, what was opened before.
final class StartPane extends ScrollPane {
  private static final int MOST_HOSTS = 5;

  private final Texts texts;
  private final Acts acts;
  private final TextField host = new TextField();
  private final VBox pending = new VBox(8);
  private final FlowPane hosts = new FlowPane(12, 2);
  private final VBox recents = new VBox(2);
  private final SshFields ssh;

  /// What the page can start.
  interface Acts {
    /// Logs in and lists the services.
    void connect(String host, SshOptions ssh);

    /// Asks for files.
    void choose();

    /// Opens a file.
    void open(Path file);

    /// Asks a host how a change stands.
    void settle(Transaction change, SshOptions ssh);

    /// Takes note of what a change left: it is not shown again.
    void noted(Transaction change);
  }

  StartPane(Texts texts, SshOptions given, Acts acts) {
    this.texts = texts;
    this.acts = acts;
    ssh = new SshFields(texts, given);
    setId("start");
    setFitToWidth(true);
    setFocusTraversable(false);
    pending.setId("pending");
    recents.setId("recents");
    hosts.setId("recent-hosts");
    shown(pending, false);
    shown(hosts, false);
    recents.getChildren().setAll(faint(texts.say("start.recent.none")));
    VBox column =
        new VBox(
            14,
            title(),
            pending,
            card("start.connect", hostLine(), hosts, faint(texts.say("start.connect.hint")), ssh),
            card("start.open", openLine(), faint(texts.say("start.open.hint"))),
            card("start.recent", recents),
            faint(texts.say("start.palette")));
    column.getStyleClass().add("start-column");
    HBox page = new HBox(column);
    page.getStyleClass().add("start");
    HBox.setHgrow(column, Priority.ALWAYS);
    setContent(page);
  }

  private Node title() {
    Label name = new Label(texts.say("start.title"));
    name.getStyleClass().add("start-title");
    return new VBox(2, name, faint(texts.say("start.subtitle")));
  }

  private Node hostLine() {
    host.setId("host");
    host.setPromptText(texts.say("start.connect.prompt"));
    host.setAccessibleText(texts.say("start.connect"));
    host.setOnAction(e -> connect());
    Button go = new Button(texts.say("action.connect"));
    go.setId("connect");
    go.getStyleClass().add("accent");
    go.disableProperty().bind(host.textProperty().isEmpty());
    go.setOnAction(e -> connect());
    go.setMinWidth(USE_PREF_SIZE);
    HBox.setHgrow(host, Priority.ALWAYS);
    return new HBox(8, host, go);
  }

  private void connect() {
    if (!host.getText().isBlank()) {
      acts.connect(host.getText().strip(), ssh.options());
    }
  }

  private Node openLine() {
    Button file = new Button(texts.say("command.file.open"));
    file.setId("open");
    file.setOnAction(e -> acts.choose());
    return new HBox(file);
  }

  private VBox card(String key, Node... content) {
    Label title = new Label(texts.say(key));
    title.getStyleClass().add("subheading");
    VBox card = new VBox(title);
    card.getStyleClass().add("card");
    card.getChildren().addAll(content);
    return card;
  }

  /// Where typing begins.
  TextField first() {
    return host;
  }

  /// Lists what was opened before, and the hosts of it.
  void recents(List<Recents.Recent> found) {
    if (found.isEmpty()) {
      return;
    }
    recents.getChildren().setAll(found.stream().map(this::recent).toList());
    List<String> names =
        found.stream()
            .map(Recents.Recent::host)
            .filter(h -> !h.isEmpty())
            .distinct()
            .limit(MOST_HOSTS)
            .toList();
    hosts.getChildren().setAll(names.stream().map(this::recentHost).toList());
    shown(hosts, !names.isEmpty());
  }

  private Node recentHost(String name) {
    Hyperlink link = new Hyperlink(Display.safe(name));
    link.getStyleClass().add("host");
    link.setOnAction(
        e -> {
          host.setText(Display.safe(name));
          connect();
        });
    return link;
  }

  private Node recent(Recents.Recent row) {
    Hyperlink name = new Hyperlink(Display.safe(String.valueOf(row.file().getFileName())));
    name.getStyleClass().add("host");
    name.setDisable(!row.there());
    name.setOnAction(e -> acts.open(row.file()));
    name.setMinWidth(USE_PREF_SIZE);
    Label where =
        faint(row.there() ? facts(row) : texts.say("start.recent.missing", row.file().toString()));
    where.setWrapText(false);
    HBox line = new HBox(12, name, where);
    line.setAlignment(Pos.BASELINE_LEFT);
    Label verdict = new Label(Display.safe(row.verdict()));
    verdict.setWrapText(true);
    verdict.setDisable(!row.there());
    VBox box = new VBox(1, line, verdict);
    box.getStyleClass().add("recent");
    return box;
  }

  private String facts(Recents.Recent row) {
    String when = row.startedMillis() == 0 ? "" : time(row.startedMillis());
    return Display.safe(
        row.host() + (row.host().isEmpty() || when.isEmpty() ? "" : "  ·  ") + when);
  }

  private String time(long millis) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
        .withLocale(texts.locale())
        .withZone(ZoneId.systemDefault())
        .format(Instant.ofEpochMilli(millis));
  }

  /// Shows changes of this computer before all else.
  ///
  /// @param open whose end is not known
  /// @param left whose end left something to a person
  void pending(List<Transaction> open, List<Transaction> left) {
    pending.getChildren().setAll(open.stream().map(this::change).toList());
    pending.getChildren().addAll(left.stream().map(this::left).toList());
    shown(pending, !pending.getChildren().isEmpty());
  }

  private Node change(Transaction tx) {
    Button look = new Button(texts.say("start.pending.look"));
    look.setId("pending-look");
    look.getStyleClass().add("accent");
    look.setOnAction(e -> acts.settle(tx, ssh.options()));
    String when = texts.say("start.pending.since", time(tx.createdMillis()));
    return warning(tx, texts.say("start.pending", tx.host().address()), faint(when), look);
  }

  private Node left(Transaction tx) {
    Button noted = new Button(texts.say("start.left.noted"));
    noted.setId("left-noted");
    noted.setOnAction(e -> acts.noted(tx));
    Label note = faint(Display.safe(tx.note()));
    return warning(tx, texts.say("start.left", tx.host().address()), note, noted);
  }

  private Node warning(Transaction tx, String heading, Node... more) {
    String what =
        tx.plan()
            .map(p -> p.changes().stream().map(Shown::change))
            .map(changes -> changes.collect(Collectors.joining(", ")))
            .orElseGet(() -> texts.say("start.pending.newer", tx.id().hex()));
    Label title = new Label(heading);
    title.getStyleClass().add("subheading");
    title.setWrapText(true);
    Label change = new Label(Display.safe(what));
    change.getStyleClass().add("host");
    change.setWrapText(true);
    VBox box = new VBox(6, title, change);
    box.getChildren().addAll(more);
    box.getStyleClass().addAll("card", "warning-card");
    return box;
  }

  private static void shown(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  private static Label faint(String text) {
    Label label = new Label(text);
    label.getStyleClass().add("faint");
    label.setWrapText(true);
    return label;
  }
}
