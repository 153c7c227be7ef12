package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.trace.TraceKept;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.verbs.Analyze;
import initscope.verbs.KeptMarks;
import initscope.views.Opened;
import initscope.views.TraceKeeper;
import initscope.views.ViewId;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// What stays of a trace's page when the file or the window is closed.
final class TraceWindowTest extends WindowRobot {
  private static final Path NOTES =
      Path.of("../../modules/layout/src/test/resources/trace/notes.trace");

  private void open(Path file) throws Exception {
    interact(() -> window.open(List.of(file)));
    until(() -> window.desk().opened().get().name().equals(file.toString()));
    push(KeyCode.CONTROL, KeyCode.DIGIT9);
    untilSaid("The trace tells of");
  }

  private TraceKept seen() {
    return window.desk().traceKept().get();
  }

  private TraceKept kept() {
    try {
      String key = KeptMarks.key(Analyze.run(List.of(NOTES), Progress.NONE)).orElseThrow();
      return KeptMarks.read(data(), key);
    } catch (Failure | Progress.CancelledException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void marksAndPinsAreThereAgainForTheSameTraceUnderAnotherName() throws Exception {
    open(NOTES);
    push(KeyCode.DOWN);
    push(KeyCode.DOWN);
    push(KeyCode.PERIOD);
    push(KeyCode.M);
    push(KeyCode.P);
    TraceKept marked = seen();
    assertThat(marked.marks()).hasSize(1);
    assertThat(marked.pins()).containsExactly("collections 0");
    until(() -> kept().equals(marked));
    Path copy = Files.copy(NOTES, folder.resolve("copy.trace"));
    interact(
        () -> {
          openWindow();
          return window;
        });
    open(copy);
    until(() -> seen().equals(marked));
    assertThat(window.desk().canGoBack()).isTrue();
    push(KeyCode.DOWN);
    push(KeyCode.M);
    assertThat(seen().marks()).hasSize(2);
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(seen()).isEqualTo(marked);
    while (window.desk().canGoBack()) {
      push(KeyCode.CONTROL, KeyCode.Z);
    }
    assertThat(seen()).isEqualTo(marked); // what was kept from before is not undone
    until(() -> kept().equals(marked));
  }

  @Test
  void anotherTraceHasNoMarksAndLeavesThoseOfTheFirst() throws Exception {
    open(NOTES);
    push(KeyCode.DOWN);
    push(KeyCode.M);
    until(() -> kept().marks().size() == 1);
    open(Path.of("../../modules/layout/src/test/resources/trace/steps.trace"));
    assertThat(seen()).isEqualTo(TraceKept.NONE);
    push(KeyCode.M);
    assertThat(seen().marks()).hasSize(1);
    assertThat(kept().marks()).hasSize(1);
    interact(() -> window.registry().run("app.language"));
    assertThat(seen().marks()).hasSize(1);
  }

  @Test
  void theGoroutinesOfATraceAreAPageOfTheirOwn() throws Exception {
    open(NOTES);
    push(KeyCode.T);
    untilShown("trace-goroutines");
    untilSaid("main.allocate");
    push(KeyCode.END);
    until(() -> window.desk().selection().get().goroutine().orElse(1) != 1);
    push(KeyCode.ENTER);
    untilShown("trace");
  }

  @Test
  void whatCannotBeReadIsNotWrittenOver() throws Exception {
    open(NOTES);
    push(KeyCode.DOWN);
    push(KeyCode.M);
    until(() -> kept().marks().size() == 1);
    TraceKept marked = seen();
    Path aside = Files.move(data(), folder.resolve("aside"));
    Files.writeString(data(), "not a folder");
    interact(
        () -> {
          openWindow();
          return window;
        });
    open(NOTES);
    untilSaid("Marks and pins are not kept");
    Files.delete(data());
    Files.move(aside, data());
    interact(() -> window.registry().run("app.language"));
    untilSaid("就绪");
    until(() -> texts().stream().noneMatch(t -> t.contains("正在读取 trace")));
    push(KeyCode.M);
    assertThat(seen().marks()).hasSize(1);
    untilSaid("Marks and pins are not kept"); // the sentence of when it was opened
    assertThat(kept()).isEqualTo(marked);
    interact(() -> window.registry().run("app.language"));
    open(Files.copy(NOTES, folder.resolve("again.trace")));
    until(() -> seen().equals(marked));
  }

  /// Counts how often it is asked.
  private static final class Counting implements TraceKeeper {
    private final AtomicInteger reads = new AtomicInteger();

    @Override
    public TraceKept read() {
      reads.incrementAndGet();
      return TraceKept.NONE;
    }

    @Override
    public void keep(TraceKept kept) {}
  }

  private WeakReference<Node> show(Path file, TraceKeeper keeper) throws Exception {
    Opened opened = Opening.of(file.toString(), Analyze.run(List.of(file), Progress.NONE), keeper);
    interact(() -> window.show(opened));
    // no key is pressed, since the robot remembers what every event was for
    interact(() -> window.desk().view().set(ViewId.TRACE));
    untilSaid("The trace tells of");
    interact(() -> window.registry().run("trace.goroutines"));
    untilShown("trace-goroutines");
    untilSaid("runtime.");
    return new WeakReference<>(scene.getRoot().lookup("#incident"));
  }

  @Test
  void aPageThatWasLeftDoesNothingAndIsForgotten() throws Exception {
    Path steps = Path.of("../../modules/layout/src/test/resources/trace/steps.trace");
    List<Counting> keepers = new ArrayList<>();
    List<WeakReference<Node>> pages = new ArrayList<>();
    for (Path file : List.of(NOTES, steps, NOTES, steps)) {
      keepers.add(new Counting());
      pages.add(show(file, keepers.getLast()));
    }
    assertThat(keepers).extracting(k -> k.reads.get()).containsExactly(1, 1, 1, 1);
    List<WeakReference<Node>> left = pages.subList(0, 3);
    for (int i = 0; i < 50 && left.stream().anyMatch(p -> p.get() != null); i++) {
      System.gc();
      WaitForAsyncUtils.waitForFxEvents();
    }
    assertThat(left).allMatch(p -> p.get() == null);
    assertThat(pages.getLast().get()).isNotNull();
  }
}
