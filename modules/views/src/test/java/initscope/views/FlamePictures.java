package initscope.views;

import initscope.layout.Theme;
import initscope.layout.flame.FlameOrder;
import initscope.layout.flame.FlameSvg;
import initscope.layout.flame.HideRule;
import initscope.model.testing.OrdersdIncident;
import java.io.File;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;

/// Renders the page of stacks to PNG files: every way to look, both themes, both languages. Argument: a folder.
public final class FlamePictures {
  private static final Map<String, Consumer<FlamePane>> WAYS = ways();

  private FlamePictures() {}

  public static void main(String[] args) {
    Application.launch(Renderer.class, args);
  }

  private static Map<String, Consumer<FlamePane>> ways() {
    Map<String, Consumer<FlamePane>> all = new LinkedHashMap<>();
    all.put("icicle", p -> {});
    all.put("flame", p -> p.model().ask(q -> q.withRootAtBottom(true)));
    all.put("time", p -> p.order(FlameOrder.TIME));
    all.put(
        "sandwich",
        p -> {
          p.view().walk().go(new FlameWalk.Place(false, 9));
          p.view().walk().sandwich();
        });
    all.put("inverted", p -> p.model().ask(q -> q.withInverted(true)));
    all.put("search", p -> p.search().field().setText("json"));
    all.put(
        "hidden",
        p -> {
          p.model().ask(q -> q.hiding(HideRule.parse("-runtime.").orElseThrow()));
          p.model().switchKernel();
          p.view().walk().go(new FlameWalk.Place(false, 4));
          p.view().walk().through();
        });
    all.put(
        "near",
        p -> {
          p.view().walk().go(new FlameWalk.Place(false, 5));
          p.view().walk().zoom();
        });
    all.put("table", FlamePane::toggleTable);
    all.put("nothing", p -> p.model().ask(q -> q.through("nowhere")));
    return all;
  }

  private record Shot(Locale locale, Theme theme, String way, boolean incident) {}

  /// Takes the pictures one after another and ends.
  public static final class Renderer extends Application {
    @Override
    public void start(Stage stage) {
      Look.loadFonts();
      Deque<Shot> shots = new ArrayDeque<>();
      for (Locale locale : List.of(Locale.ENGLISH, Locale.SIMPLIFIED_CHINESE)) {
        for (Theme theme : Theme.values()) {
          WAYS.keySet().forEach(w -> shots.add(new Shot(locale, theme, w, false)));
          shots.add(new Shot(locale, theme, "icicle", true));
        }
      }
      next(shots, new File(getParameters().getRaw().getFirst()), stage);
    }

    private static void next(Deque<Shot> shots, File folder, Stage stage) {
      Shot shot = shots.poll();
      if (shot == null) {
        Platform.exit();
        return;
      }
      Desk desk = new Desk((sentence, l) -> sentence.key(), shot.locale());
      desk.theme().set(shot.theme());
      desk.open(
          new Opened("o", OrdersdIncident.incident(), OrdersdIncident.diagnosis(), Entries.NONE));
      FlamePane pane =
          shot.incident()
              ? new FlamePane(desk)
              : new FlamePane(
                  desk,
                  new FlameModel(
                      desk,
                      o -> List.of(MadeStacks.source(MadeStacks.profile(400, 60, 6_000, 4)))));
      Look.use(shot.theme());
      Scene scene = new Scene(pane, 1280, 760);
      Look.dress(scene);
      pane.getStyleClass().add("window");
      stage.setScene(scene);
      stage.show();
      WAYS.get(shot.way()).accept(pane);
      javafx.animation.PauseTransition settle =
          new javafx.animation.PauseTransition(javafx.util.Duration.millis(250));
      settle.setOnFinished(
          e -> {
            String name =
                "%s%s-%s-%s"
                    .formatted(
                        shot.incident() ? "incident-" : "",
                        shot.way(),
                        shot.theme().name().toLowerCase(Locale.ROOT),
                        shot.locale().getLanguage());
            try {
              Png.write(scene.snapshot(null), new File(folder, name + ".png"));
              Files.writeString(
                  new File(folder, name + ".svg").toPath(),
                  FlameSvg.write(
                      pane.model().picture(), "ordersd", shot.theme(), desk.texts().words(), 1200));
            } catch (java.io.IOException failed) {
              throw new java.io.UncheckedIOException(failed);
            }
            next(shots, folder, stage);
          });
      settle.play();
    }
  }
}
