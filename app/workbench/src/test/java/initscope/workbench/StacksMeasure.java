package initscope.workbench;

import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.flame.FlameGrouping;
import initscope.layout.flame.FlameLook;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameSources;
import initscope.layout.flame.FlameStacks;
import initscope.layout.flame.FlameTree;
import initscope.layout.flame.HideRule;
import initscope.model.Progress;
import initscope.model.Selection;
import initscope.views.Look;
import initscope.views.Opened;
import initscope.views.ViewId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.css.PseudoClass;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;

/// How long the page of stacks takes in the window with a recording of perf whose tree has very many frames. Arguments: how many
/// frames; how many samples, else half as many; how many rounds, else 2. Prints a table for {@code benchmarks/views.md}; with
/// {@code -Djavafx.animation.fullspeed=true} a frame begins when the one before is drawn.
public final class StacksMeasure {
  private static final int STEPS = 60;
  private static final long SEED = 11;
  private static final PseudoClass MAKING = PseudoClass.getPseudoClass("making");

  private StacksMeasure() {}

  public static void main(String[] args) {
    Application.launch(Measured.class, args);
  }

  /// A window, and a thread that does to it what a user would.
  @SuppressWarnings("NullAway.Init") // start() sets the fields
  public static final class Measured extends Application {
    private MeasuredWindow measured;
    private Window window;
    private @Nullable Node page;
    private boolean risen;
    private int rounds;

    @Override
    public void start(Stage stage) throws Exception {
      Look.loadFonts();
      List<String> words = getParameters().getRaw();
      int frames = Integer.parseInt(words.getFirst());
      int samples = words.size() > 1 ? Integer.parseInt(words.get(1)) : frames / 2;
      measured = MeasuredWindow.open(stage, Locale.ENGLISH, Theme.LIGHT);
      window = measured.window();
      rounds = words.size() > 2 ? Integer.parseInt(words.get(2)) : 2;
      measured.user(() -> all(frames, samples));
    }

    private void all(int frames, int samples) throws Exception {
      Path recording = Files.createTempFile("measure", ".perf-script");
      try {
        MadeRecording.write(recording, frames, samples, SEED);
        MeasuredWindow.row("what", "until it is shown, ms", "longest stall of the window, ms");
        MeasuredWindow.row("---", "---:", "---:");
        measured.measure(
            "open a recording of %,d frames, %,d MB, verdict"
                .formatted(frames, Files.size(recording) / 1_000_000),
            () -> window.open(List.of(recording)),
            () -> !window.desk().opened().get().incident().perf().isEmpty());
      } finally {
        Files.delete(recording);
      }
      measured.measure(
          "the page, first time", () -> window.desk().view().set(ViewId.FLAME), this::made);
      for (int round = 1; round <= rounds; round++) {
        ways();
        searches();
        frames();
        table();
      }
      tree();
    }

    /// Says what was measured; last, so that nothing is known to the machine before.
    private void tree() throws Exception {
      Words words = MeasuredWindow.fx(() -> window.desk().texts().words());
      Opened opened = MeasuredWindow.fx(() -> window.desk().opened().get());
      FlameSource source = FlameSources.of(opened.incident(), opened.trace(), words).getFirst();
      FlameStacks stacks = FlameStacks.of(source.profile(FlameGrouping.NAME, Progress.NONE));
      FlameTree tree = FlamePicture.of(stacks, FlameQuery.DEFAULT, "all").tree();
      double pixel = tree.weight(0) / window.getWidth();
      long wide = IntStream.range(0, tree.size()).filter(n -> tree.weight(n) >= pixel).count();
      System.out.printf(
          Locale.ROOT,
          "%n%,d frames, %,d of them a pixel wide, up to %d deep; %,d samples, %,d different"
              + " stacks%n",
          tree.size(),
          wide,
          tree.deepest(),
          stacks.samples(),
          stacks.stacks());
    }

    private void ways() throws Exception {
      key("root at the bottom", "flame.over");
      key("root at the top", "flame.over");
      key("inverted", "flame.invert");
      key("not inverted", "flame.invert");
      key("as seen, by time", "flame.time");
      key("left heavy", "flame.heavy");
      choose();
      key("sandwich", "flame.sandwich");
      key("left heavy", "flame.heavy");
      window(() -> window.desk().selection().set(Selection.NONE));
      key("sandwich, nothing chosen", "flame.sandwich");
      key("left heavy", "flame.heavy");
      look("grouped by thread", l -> l.withGrouping(FlameGrouping.THREAD));
      key("next thread", "flame.next");
      key("next thread", "flame.next");
      look("grouped by name", l -> l.withGrouping(FlameGrouping.NAME));
      key("recursion, direct", "flame.recursion");
      key("recursion, cycles", "flame.recursion");
      key("recursion, kept", "flame.recursion");
      key("kernel hidden", "flame.kernel");
      key("kernel shown", "flame.kernel");
      rule("-runtime.");
      key("back", "flame.back");
      key("forward", "flame.forward");
      key("everything again", "flame.reset");
    }

    private void searches() throws Exception {
      for (String text : List.of(MadeRecording.COMMON, MadeRecording.RARE)) {
        search("search `" + text + "`", text);
        measured.measure("next found", this::enter, this::made);
      }
      search("search cleared", "");
      String typed = "runtime.malloc";
      measured.frames(
          "type `" + typed + "`", typed.length(), i -> field().setText(typed.substring(0, i + 1)));
      search("search cleared", "");
    }

    private void frames() throws Exception {
      choose();
      key("zoom into a frame in the middle", "chart.focus");
      key("zoom back", "chart.fit");
      measured.frames("walk by keyboard", STEPS, i -> walk());
      key("fit", "chart.fit");
      measured.frames("wheel down and up", STEPS, i -> wheel(i < STEPS / 2 ? -20 : 20, false));
      measured.frames("zoom by wheel", STEPS, i -> wheel(i < STEPS / 2 ? 40 : -40, true));
      measured.frames(
          "zoom and pan by keys",
          STEPS,
          i -> run(i % 3 == 0 ? "chart.zoomIn" : i % 3 == 1 ? "chart.panRight" : "chart.panLeft"));
      measured.frames("back through these", STEPS, i -> run("flame.back"));
      measured.frames("forward through these", STEPS, i -> run("flame.forward"));
      key("everything again", "flame.reset");
    }

    private void table() throws Exception {
      measured.measure("table", () -> run("view.table"), () -> grid() != null);
      for (int column : new int[] {5, 3}) {
        measured.measure(
            "table sorted by " + MeasuredWindow.fx(() -> column(column).getText()),
            () -> grid().getSortOrder().setAll(List.of(column(column))),
            () -> true);
      }
      search("table, search `" + MadeRecording.COMMON + "`", MadeRecording.COMMON);
      search("table, search cleared", "");
      key("table, inverted", "flame.invert");
      key("table, kernel hidden", "flame.kernel");
      key("table, everything again", "flame.reset");
      measured.measure("picture again", () -> run("view.table"), this::made);
    }

    private void key(String what, String command) throws Exception {
      measured.measure(what, () -> run(command), this::made);
    }

    private void look(String what, UnaryOperator<FlameLook> change) throws Exception {
      measured.measure(
          what,
          () -> window.desk().flameLook().set(change.apply(window.desk().flameLook().get())),
          this::made);
    }

    private void search(String what, String text) throws Exception {
      measured.measure(what, () -> field().setText(text), this::made);
    }

    private void rule(String rule) throws Exception {
      FlameQuery query = MeasuredWindow.fx(() -> window.desk().flameLook().get().query());
      look(
          "hidden `" + rule + "`",
          l -> l.withQuery(query.hiding(HideRule.parse(rule).orElseThrow())));
    }

    private void window(Runnable act) throws Exception {
      MeasuredWindow.on(act);
      measured.settle();
    }

    /// The widest child ten times.
    private void choose() throws Exception {
      window(
          () -> {
            window.desk().selection().set(Selection.NONE);
            for (int i = 0; i < 10; i++) {
              run("chart.down");
            }
          });
    }

    /// Every step goes somewhere: down, else to the right, else up, and then to the right.
    private void walk() {
      Selection before = window.desk().selection().get();
      for (String way : List.of(risen ? "chart.right" : "chart.down", "chart.right", "chart.up")) {
        run(way);
        if (!window.desk().selection().get().equals(before)) {
          risen = way.equals("chart.up");
          return;
        }
      }
    }

    private void enter() {
      Event.fireEvent(
          field(),
          new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.ENTER, false, false, false, false));
    }

    private void run(String command) {
      window.registry().run(command);
    }

    private void wheel(double delta, boolean control) {
      Canvas canvas = (Canvas) window.lookup("#flame").lookup("Canvas");
      Event.fireEvent(
          canvas,
          new ScrollEvent(
              ScrollEvent.SCROLL,
              500,
              300,
              500,
              300,
              false,
              control,
              false,
              false,
              false,
              false,
              0,
              delta,
              0,
              delta,
              ScrollEvent.HorizontalTextScrollUnits.NONE,
              0,
              ScrollEvent.VerticalTextScrollUnits.NONE,
              0,
              0,
              null));
    }

    /// Whether what was asked for is there.
    private boolean made() {
      Node page = page();
      return page != null && !page.getPseudoClassStates().contains(MAKING);
    }

    /// Also while the table stands in its place.
    private @Nullable Node page() {
      if (page == null) {
        page = window.lookup("#flame");
      }
      return page;
    }

    @SuppressWarnings("unchecked") // rows of any kind
    private TableView<Object> grid() {
      return (TableView<Object>) window.lookup("#stacks");
    }

    private TableColumn<Object, ?> column(int shown) {
      return grid().getVisibleLeafColumn(shown);
    }

    private TextField field() {
      return (TextField) window.lookup("#flame-search");
    }
  }
}
