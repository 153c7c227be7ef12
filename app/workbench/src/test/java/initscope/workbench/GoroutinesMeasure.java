package initscope.workbench;

import initscope.layout.Theme;
import initscope.layout.goroutines.Grouping;
import initscope.model.Selection;
import initscope.model.testing.Goroutines;
import initscope.model.testing.OrdersdIncident;
import initscope.views.Entries;
import initscope.views.Look;
import initscope.views.Opened;
import initscope.views.ViewId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import javafx.application.Application;
import javafx.scene.Node;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

/// How long the window takes with very many goroutines: opening, filtering, grouping, scrolling; and the longest time for which its
/// thread took no event meanwhile. Argument: how many goroutines. Prints a table for {@code benchmarks/views.md}.
public final class GoroutinesMeasure {
  private static final int FRAMES = 60;
  private static final String TABLE = "#goroutines";

  private GoroutinesMeasure() {}

  public static void main(String[] args) {
    Application.launch(Measured.class, args);
  }

  /// A window, and a thread that does to it what a user would.
  @SuppressWarnings("NullAway.Init") // start() sets the fields
  public static final class Measured extends Application {
    private MeasuredWindow measured;
    private Window window;

    @Override
    public void start(Stage stage) throws Exception {
      Look.loadFonts();
      measured = MeasuredWindow.open(stage, Locale.ENGLISH, Theme.LIGHT);
      window = measured.window();
      int count = Integer.parseInt(getParameters().getRaw().getFirst());
      measured.user(() -> all(count));
    }

    private void all(int count) throws Exception {
      Opened opened =
          new Opened("crowd", Goroutines.crowd(count), OrdersdIncident.diagnosis(), Entries.NONE);
      MeasuredWindow.row("what", "until it is shown, ms", "longest stall of the window, ms");
      MeasuredWindow.row("---", "---:", "---:");
      measured.measure("open, verdict", () -> window.show(opened), () -> true);
      measured.measure(
          "the page, first time",
          () -> window.desk().view().set(ViewId.GOROUTINES),
          () -> table() != null && !table().getItems().isEmpty());
      for (int round = 1; round <= 2; round++) {
        for (Grouping by : Grouping.values()) {
          if (grouping().getValue() != by) {
            changed("group by " + by.name().toLowerCase(Locale.ROOT), () -> group(by));
          }
        }
        changed("group by stack", () -> group(Grouping.STACK));
        for (String filter :
            List.of("reason:\"chan receive\" -pkg:pool3", "fn:serve wait>1s", "pool17", "")) {
          changed("filter `" + filter + "`", () -> field().setText(filter));
        }
      }
      typed("state:waiting pkg:pool1 wait>2s");
      changed("filter cleared", () -> field().setText(""));
      changed("open all groups", () -> window.registry().run("goroutines.open"));
      scroll();
      measured.measure(
          "choose one in the middle",
          () ->
              window
                  .desk()
                  .selection()
                  .set(Selection.NONE.withGoroutine(count / 2, OptionalLong.empty())),
          () -> true);
      for (ViewId view :
          List.of(
              ViewId.WAITS,
              ViewId.TIMELINE,
              ViewId.FLAME,
              ViewId.THREADS,
              ViewId.INITS,
              ViewId.MEMORY)) {
        measured.measure(
            view.name().toLowerCase(Locale.ROOT) + ", first time",
            () -> window.desk().view().set(view),
            () -> described(view));
      }
    }

    /// A chart says what it shows once it is made; a table of what is there has rows at once.
    private boolean described(ViewId view) {
      Node chart = window.lookup("#" + view.name().toLowerCase(Locale.ROOT));
      String said = chart == null ? "" : Objects.requireNonNullElse(chart.getAccessibleText(), "");
      return !List.of(ViewId.TIMELINE, ViewId.FLAME).contains(view) || !said.isEmpty();
    }

    private void group(Grouping by) {
      grouping().setValue(by);
    }

    /// Key by key, as fast as a quick typist.
    private void typed(String text) throws Exception {
      measured.begin();
      long began = System.nanoTime();
      for (int i = 1; i <= text.length(); i++) {
        String part = text.substring(0, i);
        MeasuredWindow.on(() -> field().setText(part));
        MeasuredWindow.sleep(80);
      }
      measured.settle();
      MeasuredWindow.row(
          "type `" + text + "`, 80 ms a key",
          MeasuredWindow.millis(System.nanoTime() - began - text.length() * 80_000_000L) + " more",
          MeasuredWindow.millis(measured.stallNanos()));
    }

    private void scroll() throws Exception {
      measured.begin();
      List<Long> frames = new ArrayList<>();
      int rows = MeasuredWindow.fx(() -> table().getItems().size());
      for (int i = 1; i <= FRAMES; i++) {
        int to = (int) ((long) rows * i / FRAMES) - 1;
        long began = System.nanoTime();
        MeasuredWindow.on(() -> table().scrollTo(to));
        measured.settle();
        frames.add(System.nanoTime() - began);
      }
      frames.sort(null);
      MeasuredWindow.row(
          "scroll through %,d rows in %d steps, a frame".formatted(rows, FRAMES),
          "median %s, worst %s"
              .formatted(
                  MeasuredWindow.millis(frames.get(FRAMES / 2)),
                  MeasuredWindow.millis(frames.get(FRAMES - 1))),
          MeasuredWindow.millis(measured.stallNanos()));
    }

    @SuppressWarnings("ReferenceEquality") // other rows, even if they are equal
    private void changed(String what, Runnable act) throws Exception {
      Object before = MeasuredWindow.fx(() -> table().getItems());
      measured.measure(what, act, () -> table().getItems() != before);
    }

    @SuppressWarnings("unchecked") // rows of any kind
    private TableView<Object> table() {
      Node found = window.lookup(TABLE);
      return (TableView<Object>) found;
    }

    private TextField field() {
      return (TextField) window.lookup(TABLE + "-search");
    }

    @SuppressWarnings("unchecked") // the page has one
    private ChoiceBox<Grouping> grouping() {
      return (ChoiceBox<Grouping>) window.lookup(TABLE + "-grouping");
    }
  }
}
