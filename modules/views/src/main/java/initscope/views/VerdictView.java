package initscope.views;

import initscope.layout.CoverageReasons;
import initscope.layout.Durations;
import initscope.model.Coverage;
import initscope.model.Display;
import initscope.model.EvidenceRef;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Subject;
import initscope.model.go.InitTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// The answer first: what it is, how sure, why, what next; what the capture could not see stands beside it.
final class VerdictView extends ScrollPane {
  private static final int MOST_WARNINGS = 4;

  private final Desk desk;
  private final Texts texts;

  VerdictView(Desk desk) {
    this.desk = desk;
    texts = desk.texts();
    setId("verdict");
    setFitToWidth(true);
    setAccessibleText(texts.say("view.verdict"));
    desk.opened().subscribe(this::show);
  }

  private void show(Opened opened) {
    Finding verdict = opened.diagnosis().verdict();
    VBox main = new VBox(14);
    main.getStyleClass().add("verdict-main");
    damage(opened).ifPresent(main.getChildren()::add);
    main.getChildren().add(head(verdict));
    verdict.next().ifPresent(n -> main.getChildren().add(next(desk.say(n))));
    main.getChildren().add(chain(verdict));
    InitStrip strip = new InitStrip(desk);
    if (!opened.incident().inits().isEmpty()) {
      Label sentence = new Label(InitStrip.sentence(texts, opened.incident().inits()));
      sentence.setWrapText(true);
      main.getChildren().add(section("verdict.inits", sentence, strip));
    }
    List<Finding> others =
        opened.diagnosis().findings().stream().filter(f -> !f.equals(verdict)).toList();
    if (!others.isEmpty()) {
      main.getChildren()
          .add(section("verdict.others", others.stream().map(this::other).toArray(Node[]::new)));
    }
    HBox.setHgrow(main, Priority.ALWAYS);
    main.setMinWidth(0);
    VBox side = new VBox(14, facts(opened), coverage(opened.incident().coverage()));
    side.getStyleClass().add("verdict-side");
    HBox page = new HBox(22, main, side);
    page.getStyleClass().add("page");
    setContent(page);
  }

  /// What could not be read of the inputs stands above what was concluded from the rest.
  private Optional<Node> damage(Opened opened) {
    List<String> lost =
        opened.diagnosis().warnings().stream().map(desk::say).limit(MOST_WARNINGS).toList();
    if (lost.isEmpty()) {
      return Optional.empty();
    }
    Label words = new Label(String.join("\n", lost));
    words.setId("verdict-damage");
    words.setWrapText(true);
    words.setMaxWidth(Double.MAX_VALUE);
    words.getStyleClass().add("notice-text");
    return Optional.of(words);
  }

  private Node head(Finding finding) {
    HBox line = new HBox(8, chip(finding.confidence()), mono(finding.rule(), "faint"));
    line.setAlignment(Pos.CENTER_LEFT);
    Label title = new Label(desk.say(finding.title()));
    title.setId("verdict-title");
    title.getStyleClass().add("verdict-title");
    title.setWrapText(true);
    Button copy = new Button(texts.say("action.copy.markdown"));
    copy.setId("verdict-copy");
    copy.getStyleClass().addAll("flat", "small");
    copy.setOnAction(e -> desk.copy(FindingText.markdown(desk, finding)));
    Region gap = new Region();
    HBox.setHgrow(gap, Priority.ALWAYS);
    line.getChildren().addAll(gap, copy);
    return new VBox(8, line, title, subject(finding.subject()));
  }

  /// The word, a shape for it, and what it means.
  private Label chip(Confidence confidence) {
    String key = confidence.name().toLowerCase(java.util.Locale.ROOT);
    Label chip =
        new Label(texts.say("confidence.shape." + key) + " " + texts.say("confidence." + key));
    chip.getStyleClass().addAll("chip", "confidence-" + key.replace('_', '-'));
    chip.setTooltip(new javafx.scene.control.Tooltip(texts.say("confidence.means." + key)));
    return chip;
  }

  private Node subject(Subject subject) {
    GridPane grid = new GridPane(14, 4);
    grid.getStyleClass().add("facts");
    List<String[]> rows = new ArrayList<>();
    subject.packagePath().ifPresent(p -> rows.add(new String[] {"subject.package", p}));
    subject.initFunction().ifPresent(f -> rows.add(new String[] {"subject.function", f}));
    subject
        .file()
        .ifPresent(
            f ->
                rows.add(
                    new String[] {
                      "subject.place",
                      f + (subject.line().isPresent() ? ":" + subject.line().getAsInt() : "")
                    }));
    subject.waitReason().ifPresent(w -> rows.add(new String[] {"subject.wait", w}));
    if (subject.packagePath().isPresent()) {
      since(subject).ifPresent(s -> rows.add(new String[] {"subject.since", s}));
    }
    for (int i = 0; i < rows.size(); i++) {
      Label name = new Label(texts.say(rows.get(i)[0]));
      name.getStyleClass().add("faint");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label value = mono(rows.get(i)[1], "host");
      value.setWrapText(true);
      grid.addRow(i, name, value);
    }
    return grid;
  }

  /// How long it has waited; where nothing tells, no longer than the process is old.
  private Optional<String> since(Subject subject) {
    if (subject.waitNanos().isPresent()) {
      return Optional.of(
          texts.say("subject.since.known", Durations.of(subject.waitNanos().getAsLong())));
    }
    boolean done =
        desk.opened().get().incident().inits().stream()
            .filter(task -> subject.packagePath().filter(task.packagePath()::equals).isPresent())
            .anyMatch(task -> task.state() == InitTask.State.DONE);
    if (done) {
      return Optional.empty();
    }
    return desk.opened()
        .get()
        .incident()
        .process()
        .map(p -> p.ageNanos())
        .filter(age -> age.isPresent())
        .map(age -> texts.say("subject.since.atMost", Durations.of(age.getAsLong())));
  }

  private Node chain(Finding finding) {
    VBox links = new VBox();
    links.getStyleClass().add("chain");
    for (int i = 0; i < finding.because().size(); i++) {
      links.getChildren().add(link(i + 1, finding.because().get(i)));
    }
    if (finding.because().isEmpty()) {
      links.getChildren().add(new Label(texts.say("verdict.nochain")));
    }
    return section("verdict.because", links);
  }

  private Node link(int number, Because because) {
    Label index = new Label(Integer.toString(number));
    index.getStyleClass().add("chain-index");
    index.setMinWidth(22);
    Label text = new Label(desk.say(because.text()));
    text.setWrapText(true);
    VBox words = new VBox(2, text, evidence(because.evidence()));
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox row = new HBox(10, index, words);
    row.getStyleClass().add("chain-link");
    return row;
  }

  private Node evidence(EvidenceRef place) {
    Hyperlink link = new Hyperlink(place(place));
    link.getStyleClass().add("host");
    link.setAccessibleText(texts.say("evidence.open", place.entry()));
    link.setOnAction(e -> desk.show(place));
    link.setMinWidth(Region.USE_PREF_SIZE);
    Label quote = mono(place.quote().strip().lines().findFirst().orElse(""), "quote");
    quote.setMinWidth(0);
    HBox line = new HBox(8, link, quote);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  static String place(EvidenceRef place) {
    String at =
        place.line().isPresent()
            ? ":" + place.line().getAsInt()
            : place.offset().isPresent() ? " @" + place.offset().getAsLong() : "";
    return Display.safe(place.entry()) + at;
  }

  private Node next(String sentence) {
    Label what = new Label(sentence);
    what.setId("verdict-next");
    what.setWrapText(true);
    VBox section = section("verdict.next", what);
    desk.tune()
        .ifPresent(
            begin -> {
              Button change = new Button(texts.say("action.tune"));
              change.setId("verdict-tune");
              change.getStyleClass().add("small");
              change.setOnAction(e -> begin.run());
              section.getChildren().add(change);
            });
    section.getStyleClass().add("next");
    return section;
  }

  private Node other(Finding finding) {
    Label title = new Label(desk.say(finding.title()));
    title.setWrapText(true);
    FlowPane links = new FlowPane(10, 0);
    finding.evidence().stream().limit(4).forEach(e -> links.getChildren().add(evidenceLink(e)));
    HBox line = new HBox(8, chip(finding.confidence()), mono(finding.rule(), "faint"));
    line.setAlignment(Pos.CENTER_LEFT);
    VBox box = new VBox(3, line, title, links);
    box.getStyleClass().add("other");
    box.setOnMouseClicked(e -> desk.selection().set(Opened.selection(finding)));
    return box;
  }

  private Node evidenceLink(EvidenceRef place) {
    Hyperlink link = new Hyperlink(place(place));
    link.getStyleClass().add("host");
    link.setOnAction(e -> desk.show(place));
    return link;
  }

  private Node facts(Opened opened) {
    GridPane grid = new GridPane(12, 3);
    List<String[]> rows = CaptureFacts.of(opened.incident(), texts);
    for (int i = 0; i < rows.size(); i++) {
      Label name = new Label(rows.get(i)[0]);
      name.getStyleClass().add("faint");
      name.setMinWidth(Region.USE_PREF_SIZE);
      Label value = new Label(Display.safe(rows.get(i)[1]));
      value.setWrapText(true);
      GridPane.setValignment(name, VPos.TOP);
      grid.addRow(i, name, value);
    }
    return section("verdict.capture", grid);
  }

  private Node coverage(List<Coverage> steps) {
    VBox list = new VBox(4);
    List<Coverage> notDone =
        steps.stream()
            .filter(c -> c.state() != Coverage.State.DONE)
            .sorted(Comparator.comparingInt(c -> rank(c.state())))
            .toList();
    CoverageReasons reasons = new CoverageReasons(texts.words());
    for (Coverage step : notDone) {
      Label name = mono(step.step(), "host");
      Label state = new Label(texts.say("coverage." + step.state().word()));
      state.getStyleClass().addAll("coverage", "coverage-" + step.state().word());
      Region gap = new Region();
      HBox.setHgrow(gap, Priority.ALWAYS);
      VBox row = new VBox(new HBox(6, name, gap, state));
      if (!step.why().isEmpty()) {
        Label why = new Label(Display.safe(reasons.of(step.why())));
        why.getStyleClass().addAll("faint", "small");
        why.setWrapText(true);
        row.getChildren().add(why);
      }
      list.getChildren().add(row);
    }
    long done = steps.stream().filter(c -> c.state() == Coverage.State.DONE).count();
    Label sum = new Label(texts.say("coverage.sum", done, steps.size()));
    sum.setWrapText(true);
    list.getChildren().addFirst(sum);
    return section("verdict.coverage", list);
  }

  private static int rank(Coverage.State state) {
    return switch (state) {
      case REFUSED -> 0;
      case SKIPPED -> 1;
      case EMPTY -> 2;
      case DONE -> 3;
    };
  }

  private VBox section(String key, Node... content) {
    Label title = new Label(texts.say(key));
    title.getStyleClass().add("section-title");
    title.setWrapText(true);
    VBox section = new VBox(6, title);
    section.getChildren().addAll(content);
    section.getStyleClass().add("section");
    return section;
  }

  private static Label mono(String text, String style) {
    Label label = new Label(Display.safe(text));
    label.getStyleClass().addAll("host", style);
    return label;
  }

  /// The title of the verdict, for tests and screen readers.
  Optional<String> title() {
    return lookup("#verdict-title") instanceof Label l
        ? Optional.of(l.getText())
        : Optional.empty();
  }
}
