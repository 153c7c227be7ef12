package initscope.workbench;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.layout.Theme;
import initscope.layout.Viewport;
import initscope.model.Bytes;
import initscope.model.testing.OrdersdIncident;
import initscope.views.Entries;
import initscope.views.Look;
import initscope.views.Opened;
import initscope.views.ViewId;
import java.io.File;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.stage.Stage;
import javafx.util.Duration;

/// How long the window takes for a frame of a trace's timeline while it is moved. Arguments: a trace, how many steps; or a trace and a
/// folder, which leaves pictures of three zoom levels in both themes and languages there. Run with
/// {@code -Djavafx.animation.fullspeed=true}: a frame then begins when the one before is drawn. Prints a table for
/// {@code benchmarks/views.md}.
public final class TraceMeasure {
  private static final String ROWS = "| %s | %d | %.1f | %.1f | %.1f | %.1f |%n";

  private TraceMeasure() {}

  public static void main(String[] args) {
    Application.launch(Measured.class, args);
  }

  static GoTrace decode(Path file) throws IOException {
    try (FileChannel in = FileChannel.open(file)) {
      return new GoTraceDecoder()
          .decode(Bytes.of(in.map(FileChannel.MapMode.READ_ONLY, 0, in.size(), Arena.global())))
          .value();
    }
  }

  /// A window on the trace, moved once a frame.
  @SuppressWarnings("NullAway.Init") // start() sets the fields
  public static final class Measured extends Application {
    private static final int MOST_GROUPS = 17;

    private final Random random = new Random(7);
    private Window window;
    private Scene scene;
    private Stage stage;
    private GoTrace trace;

    @Override
    public void start(Stage given) throws Exception {
      Look.loadFonts();
      stage = given;
      List<String> words = getParameters().getRaw();
      trace = decode(Path.of(words.getFirst()));
      build(Locale.ENGLISH, Theme.LIGHT);
      if (words.get(1).chars().allMatch(Character::isDigit)) {
        wait(seconds(), () -> measure(Integer.parseInt(words.get(1))));
      } else {
        pictures(new File(words.get(1)), 0);
      }
    }

    /// Until groups are summed up in the background.
    private static double seconds() {
      return Double.parseDouble(System.getProperty("initscope.settle", "12"));
    }

    private void build(Locale locale, Theme theme) throws IOException {
      MeasuredWindow measured = MeasuredWindow.open(stage, locale, theme);
      window = measured.window();
      scene = measured.scene();
      window.show(
          new Opened(
              "trace",
              OrdersdIncident.incident(),
              OrdersdIncident.diagnosis(),
              Entries.NONE,
              Optional.of(trace)));
      window.desk().view().set(ViewId.TRACE);
    }

    private static void wait(double seconds, Runnable then) {
      PauseTransition pause = new PauseTransition(Duration.seconds(seconds));
      pause.setOnFinished(e -> then.run());
      pause.play();
    }

    /// A part of the trace, in nanoseconds since its beginning.
    private Viewport part(double middle, double share) {
      long all = trace.endNanos() - trace.startNanos();
      long wide = Math.max(1000, Math.round(all * share));
      long from = Math.clamp(Math.round(all * middle) - wide / 2, 0, Math.max(0, all - wide));
      return new Viewport(from, from + wide);
    }

    private void pictures(File folder, int shot) {
      if (shot == 12) {
        Platform.exit();
        return;
      }
      try {
        build(
            shot % 4 < 2 ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE,
            shot % 2 == 0 ? Theme.LIGHT : Theme.DARK);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      double[] shares = {1, 0.02, 0.0002};
      wait(
          3,
          () -> {
            if (shot >= 4) {
              window.desk().traceViewport().set(Optional.of(part(0.4, shares[shot / 4])));
              openAllGroups();
              for (int i = 0; i < 3; i++) {
                window.registry().run("chart.down");
              }
              window.registry().run("chart.next");
              window.registry().run("chart.next");
            }
            wait(
                2,
                () -> {
                  String name =
                      "zoom%d-%s-%s.png"
                          .formatted(
                              shot / 4,
                              window.desk().theme().get().name().toLowerCase(Locale.ROOT),
                              window.desk().texts().locale().getLanguage());
                  PicturesMain.write(scene.snapshot(null), new File(folder, name));
                  pictures(folder, shot + 1);
                });
          });
    }

    private void measure(int steps) {
      openAllGroups();
      System.out.println("| what | frames | p50, ms | p95, ms | p99, ms | worst, ms |");
      System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
      // the first frames compile
      stepped(
          20,
          warm ->
              stepped(
                  steps,
                  frames -> {
                    print("step, layout and paint", frames.work());
                    print("frame to frame", frames.whole());
                    Platform.exit();
                  }));
    }

    private void stepped(int steps, Consumer<SteppedFrames> then) {
      SteppedFrames frames = new SteppedFrames(scene, steps, i -> step());
      frames.done().thenRun(() -> then.accept(frames));
      frames.start();
    }

    /// From the last row up: each is a group, closed.
    private void openAllGroups() {
      for (int i = 0; i < MOST_GROUPS; i++) {
        window.registry().run("chart.up");
        window.registry().run("trace.open");
      }
    }

    private void step() {
      switch (random.nextInt(10)) {
        case 0, 1 -> run("chart.panLeft");
        case 2, 3 -> run("chart.panRight");
        case 4, 5, 6 -> run("chart.zoomIn");
        case 7 -> scroll();
        case 8 -> run("chart.zoomOut");
        default -> {
          double share = Math.pow(10, -5 * random.nextDouble());
          window.desk().traceViewport().set(Optional.of(part(random.nextDouble(), share)));
        }
      }
    }

    private void run(String command) {
      window.registry().run(command);
    }

    private void scroll() {
      scene.getRoot().lookupAll("#trace .scroll-bar").stream()
          .map(n -> (ScrollBar) n)
          .filter(b -> b.getParent() != null && "trace".equals(b.getParent().getId()))
          .forEach(b -> b.setValue(b.getMax() * Math.pow(random.nextDouble(), 6)));
    }

    private static void print(String what, SteppedFrames.Times times) {
      System.out.printf(
          Locale.ROOT,
          ROWS,
          what,
          times.sortedNanos().length,
          times.millis(0.5),
          times.millis(0.95),
          times.millis(0.99),
          times.millis(1));
    }
  }
}
