package initscope.views;

import initscope.layout.flame.FlameLayout;
import initscope.layout.flame.FlameOrder;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameRows;
import initscope.layout.flame.FlameSearch;
import initscope.layout.flame.FlameStacks;
import initscope.layout.flame.Recursion;
import initscope.model.profile.Profile;
import initscope.model.testing.OrdersdIncident;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// How long the page of stacks takes with very many frames. Arguments: frames of the tree, samples, steps. Prints tables for
/// {@code benchmarks/views.md}.
public final class FlameMeasure {
  private FlameMeasure() {}

  public static void main(String[] args) {
    Application.launch(Measured.class, args);
  }

  /// A window, and a robot that zooms, pans, scrolls and points, a step a frame.
  @SuppressWarnings("NullAway.Init") // start() sets the fields
  public static final class Measured extends Application {
    private final Random chance = new Random(7);
    private FlamePane pane;
    private Scene scene;
    private double[] own;
    private double[] whole;

    @Override
    public void start(Stage stage) throws Exception {
      Look.loadFonts();
      List<String> words = getParameters().getRaw();
      int nodes = Integer.parseInt(words.get(0));
      int samples = Integer.parseInt(words.get(1));
      int steps = Integer.parseInt(words.get(2));
      Profile profile = MadeStacks.profile(nodes, 5_000, samples, 11);
      print("| what | first, ms | fifth, ms |\n|---|---:|---:|");
      making(profile);
      Desk desk = new Desk((sentence, l) -> sentence.key(), Locale.ENGLISH);
      desk.open(
          new Opened("o", OrdersdIncident.incident(), OrdersdIncident.diagnosis(), Entries.NONE));
      pane = new FlamePane(desk, new FlameModel(desk, o -> List.of(MadeStacks.source(profile))));
      Look.use(initscope.layout.Theme.LIGHT);
      scene = new Scene(pane, 1360, 860);
      Look.dress(scene);
      stage.setScene(scene);
      stage.show();
      own = new double[steps];
      whole = new double[steps];
      print(
          "\n"
              + "| way | what | p50, ms | p95, ms | p99, ms | worst, ms |\n"
              + "|---|---|---:|---:|---:|---:|");
      new Robot(List.of("icicle", "time", "inverted", "search")).start();
    }

    private static void making(Profile profile) throws Exception {
      FlameStacks stacks = timed("profile to numbers", () -> FlameStacks.of(profile));
      FlameQuery heavy = FlameQuery.DEFAULT;
      FlamePicture made = timed("tree, left heavy", () -> FlamePicture.of(stacks, heavy, "all"));
      FlamePicture time =
          timed(
              "tree, as seen",
              () -> FlamePicture.of(stacks, heavy.withOrder(FlameOrder.TIME), "all"));
      timed("tree, inverted", () -> FlamePicture.of(stacks, heavy.withInverted(true), "all"));
      timed(
          "tree, cycles cut",
          () -> FlamePicture.of(stacks, heavy.withRecursion(Recursion.CYCLES), "all"));
      timed("search `json`", () -> FlameSearch.of(made, "json"));
      timed("table", () -> FlameRows.of(made));
      for (FlamePicture one : List.of(made, time)) {
        FlameLayout.Asked asked = new FlameLayout.Asked(one.tree().whole(), 1346, false, 0, 700);
        FlameLayout layout =
            timed(
                "layout of what is seen of " + one.tree().size() + " frames",
                () -> FlameLayout.of(one.tree(), asked));
        print("| boxes | " + layout.boxes().size() + " | |");
      }
    }

    private static <T> T timed(String what, Callable<T> work) throws Exception {
      double first = 0;
      double last = 0;
      T made = work.call();
      for (int i = 0; i < 5; i++) {
        long begun = System.nanoTime();
        made = work.call();
        last = (System.nanoTime() - begun) / 1e6;
        first = i == 0 ? last : first;
      }
      print(String.format(Locale.ROOT, "| %s | %.1f | %.1f |", what, first, last));
      return made;
    }

    private static void print(String line) {
      System.out.println(line);
    }

    private final class Robot extends AnimationTimer {
      private final List<String> ways;
      private int way = -1;
      private int step;
      private long before;

      Robot(List<String> ways) {
        this.ways = ways;
        begin();
      }

      private void begin() {
        way++;
        step = -20;
        if (way == ways.size()) {
          Platform.exit();
          stop();
          return;
        }
        pane.reset();
        switch (ways.get(way)) {
          case "time" -> pane.order(FlameOrder.TIME);
          case "inverted" -> pane.model().ask(q -> q.withInverted(true));
          case "search" -> pane.search().field().setText("json");
          default -> {}
        }
      }

      @Override
      public void handle(long now) {
        if (way >= ways.size()) {
          return;
        }
        long begun = System.nanoTime();
        if (step >= 0) {
          whole[step] = (begun - before) / 1e6;
        }
        before = begun;
        act();
        pane.layout();
        if (step >= 0) {
          own[step] = (System.nanoTime() - begun) / 1e6;
        }
        if (++step == own.length) {
          row("step, layout and paint", own);
          row("frame to frame", whole);
          begin();
        }
      }

      private void act() {
        FlameView view = pane.view();
        switch (chance.nextInt(10)) {
          case 0, 1 -> view.act(Act.PAN_LEFT);
          case 2, 3 -> view.act(Act.PAN_RIGHT);
          case 4 -> view.act(Act.ZOOM_IN);
          case 5 -> view.act(Act.ZOOM_OUT);
          case 6 -> view.act(Act.FIT);
          case 7 -> view.scrollBy(chance.nextInt(400) - 200);
          case 8 -> {
            double at = chance.nextDouble();
            long place = (long) (view.model().whole().to() * at);
            view.model()
                .see(
                    view.model()
                        .whole()
                        .around(
                            place, place + view.model().whole().span() / 50, view.model().whole()));
          }
          default -> {
            for (int i = 0; i < 20; i++) {
              view.hover(chance.nextInt(1346), chance.nextInt(600));
            }
            view.at(chance.nextInt(1346), 200).ifPresent(view.walk()::go);
          }
        }
        view.requestLayout();
      }

      private void row(String what, double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        print(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.1f | %.1f | %.1f | %.1f |",
                ways.get(way),
                what,
                sorted[sorted.length / 2],
                sorted[sorted.length * 95 / 100],
                sorted[sorted.length * 99 / 100],
                sorted[sorted.length - 1]));
      }
    }
  }
}
