package initscope.workbench;

import initscope.layout.Theme;
import initscope.layout.goroutines.Grouping;
import initscope.model.Selection;
import initscope.model.testing.Goroutines;
import initscope.model.testing.OrdersdIncident;
import initscope.remote.SshOptions;
import initscope.views.Entries;
import initscope.views.Look;
import initscope.views.Opened;
import initscope.views.ViewId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.TableView;
import javafx.scene.control.TextField;
import javafx.stage.Stage;

/// How long the window takes with very many goroutines: opening, filtering, grouping, scrolling; and the longest time for which its
/// thread took no event meanwhile. Argument: how many goroutines. Prints a table for {@code benchmarks/views.md}.
public final class GoroutinesMeasure {
  private static final int FRAMES = 60;
  private static final long PATIENCE_MILLIS = 120_000;
  private static final String TABLE = "#goroutines";

  private GoroutinesMeasure() {}

  public static void main(String[] args) {
    Application.launch(Measured.class, args);
  }

  /// A window, and a thread that does to it what a user would.
  @SuppressWarnings("NullAway.Init") // start() sets the fields
  public static final class Measured extends Application {
    private final AtomicLong longestStall = new AtomicLong();
    private volatile boolean over;
    private Window window;
    private Scene scene;

    @Override
    public void start(Stage stage) throws Exception {
      Look.loadFonts();
      Path data = Files.createTempDirectory("measure");
      window =
          new Window(
              new WindowSetup(Locale.ENGLISH, Theme.LIGHT, data.resolve("d"), SshOptions.DEFAULT));
      scene = new Scene(window, 1360, 860);
      Look.dress(scene);
      window.attach(scene, stage);
      stage.setScene(scene);
      stage.show();
      int count = Integer.parseInt(getParameters().getRaw().getFirst());
      Thread.ofPlatform().daemon().name("stalls").start(this::watch);
      Thread.ofPlatform()
          .name("user")
          .start(
              () -> {
                try {
                  all(count);
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                } finally {
                  over = true;
                  Platform.exit();
                }
              });
    }

    /// Asks the FX thread for an answer every few milliseconds.
    private void watch() {
      while (!over) {
        long asked = System.nanoTime();
        CompletableFuture<Void> answer = new CompletableFuture<>();
        Platform.runLater(() -> answer.complete(null));
        answer.join();
        longestStall.accumulateAndGet(System.nanoTime() - asked, Math::max);
        sleep(2);
      }
    }

    private void all(int count) throws Exception {
      Opened opened =
          new Opened("crowd", Goroutines.crowd(count), OrdersdIncident.diagnosis(), Entries.NONE);
      row("what", "until it is shown, ms", "longest stall of the window, ms");
      row("---", "---:", "---:");
      measure("open, verdict", () -> window.show(opened), () -> true);
      measure(
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
      measure(
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
        measure(
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
      longestStall.set(0);
      long began = System.nanoTime();
      for (int i = 1; i <= text.length(); i++) {
        String part = text.substring(0, i);
        fx(
            () -> {
              field().setText(part);
              return null;
            });
        sleep(80);
      }
      settle();
      row(
          "type `" + text + "`, 80 ms a key",
          millis(System.nanoTime() - began - text.length() * 80_000_000L) + " more",
          millis(longestStall.get()));
    }

    private void scroll() throws Exception {
      longestStall.set(0);
      List<Long> frames = new ArrayList<>();
      int rows = fx(() -> table().getItems().size());
      for (int i = 1; i <= FRAMES; i++) {
        int to = (int) ((long) rows * i / FRAMES) - 1;
        long began = System.nanoTime();
        fx(
            () -> {
              table().scrollTo(to);
              return null;
            });
        settle();
        frames.add(System.nanoTime() - began);
      }
      frames.sort(null);
      row(
          "scroll through %,d rows in %d steps, a frame".formatted(rows, FRAMES),
          "median %s, worst %s"
              .formatted(millis(frames.get(FRAMES / 2)), millis(frames.get(FRAMES - 1))),
          millis(longestStall.get()));
    }

    @SuppressWarnings("ReferenceEquality") // other rows, even if they are equal
    private void changed(String what, Runnable act) throws Exception {
      Object before = fx(() -> table().getItems());
      measure(what, act, () -> table().getItems() != before);
    }

    private void measure(String what, Runnable act, Callable<Boolean> shown) throws Exception {
      longestStall.set(0);
      long began = System.nanoTime();
      fx(
          () -> {
            act.run();
            return null;
          });
      while (!fx(shown)) {
        if (System.nanoTime() - began > PATIENCE_MILLIS * 1_000_000) {
          throw new IllegalStateException(what + " was never shown");
        }
        sleep(1);
      }
      settle();
      long took = System.nanoTime() - began;
      // what comes later in the background may stall too
      sleep(300);
      row(what, millis(took), millis(longestStall.get()));
    }

    /// Until the present state is laid out and drawn.
    private void settle() throws Exception {
      CompletableFuture<Void> drawn = new CompletableFuture<>();
      Platform.runLater(
          () -> {
            Runnable[] self = new Runnable[1];
            self[0] =
                () -> {
                  scene.removePostLayoutPulseListener(self[0]);
                  drawn.complete(null);
                };
            scene.addPostLayoutPulseListener(self[0]);
            Platform.requestNextPulse();
          });
      drawn.join();
      fx(() -> null);
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

    private static <T> T fx(Callable<T> what) throws Exception {
      CompletableFuture<T> done = new CompletableFuture<>();
      Platform.runLater(
          () -> {
            try {
              done.complete(what.call());
            } catch (Exception e) {
              done.completeExceptionally(e);
            }
          });
      return done.get();
    }

    private static String millis(long nanos) {
      return Long.toString(Math.round(nanos / 1e6));
    }

    private static void row(String... cells) {
      System.out.println("| " + String.join(" | ", cells) + " |");
    }

    private static void sleep(long millis) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
