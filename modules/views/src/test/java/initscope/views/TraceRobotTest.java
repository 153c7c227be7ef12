package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.gotrace.lane.LaneKind;
import initscope.layout.Viewport;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceMoment;
import initscope.layout.trace.TraceRow;
import initscope.layout.trace.TraceRows;
import initscope.model.Bytes;
import initscope.model.Selection;
import initscope.model.testing.OrdersdIncident;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// The timeline of an execution trace, by keyboard and mouse.
final class TraceRobotTest extends ViewsRobot {
  private static final Path STEPS = Path.of("../layout/src/test/resources/trace/steps.trace");

  @BeforeEach
  void openTrace() throws Exception {
    GoTrace trace = new GoTraceDecoder().decode(Bytes.of(Files.readAllBytes(STEPS))).value();
    interact(
        () ->
            desk.open(
                new Opened(
                    "steps.trace",
                    OrdersdIncident.incident(),
                    OrdersdIncident.diagnosis(),
                    Entries.NONE,
                    Optional.of(trace))));
    go(ViewId.TRACE);
    interact(() -> desk.selection().set(Selection.NONE));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private TraceView view() {
    return find("trace", TraceView.class);
  }

  private Viewport seen() {
    return view().model().seen();
  }

  private TraceBook book() {
    return view().model().book().orElseThrow();
  }

  private TraceRow goroutine(String function) {
    for (int row = 0; row < book().names().size(); row++) {
      if (book().names().function(row).equals(function)) {
        return new TraceRow(TraceRow.Sort.GOROUTINE, row);
      }
    }
    throw new AssertionError(function);
  }

  private void choose(TraceRow row) {
    interact(() -> view().choose(row, Optional.empty()));
  }

  @Test
  void keysZoomPanAndFit() {
    Viewport whole = seen();
    push(KeyCode.W);
    Viewport near = seen();
    assertThat(near.span()).isLessThan(whole.span());
    push(KeyCode.D);
    assertThat(seen().from()).isGreaterThan(near.from());
    push(KeyCode.A);
    push(KeyCode.A);
    assertThat(seen().from()).isLessThan(near.from());
    push(KeyCode.S);
    push(KeyCode.S);
    assertThat(seen()).isEqualTo(whole);
    push(KeyCode.EQUALS);
    push(KeyCode.DIGIT0);
    assertThat(seen()).isEqualTo(whole);
    push(KeyCode.W);
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(seen()).isEqualTo(whole);
  }

  @Test
  void arrowsGoFromRowToRowAndDotsFromStateToState() {
    Viewport whole = seen();
    interact(() -> view().model().see(new Viewport(0, whole.span() / 300)));
    choose(goroutine("main.collect"));
    push(KeyCode.PERIOD);
    TraceMoment first = view().chosen().get().orElseThrow();
    push(KeyCode.PERIOD);
    TraceMoment next = view().chosen().get().orElseThrow();
    assertThat(next.from()).isEqualTo(first.to());
    push(KeyCode.COMMA);
    assertThat(view().chosen().get()).hasValue(first);
    push(KeyCode.F);
    assertThat(seen().span()).isLessThan(10 * Math.max(10, first.nanos()));
    push(KeyCode.F);
    assertThat(seen()).isEqualTo(whole);
    push(KeyCode.UP);
    assertThat(view().chosenRow().orElseThrow().sort()).isEqualTo(TraceRow.Sort.GROUP);
  }

  @Test
  void theChosenStateIsExplainedAndLeadsToWhoWokeIt() {
    TraceRow collect = goroutine("main.collect");
    TraceMoment woken =
        TraceMoment.states(book(), collect, book().trace().startNanos(), book().trace().endNanos())
            .stream()
            .filter(m -> m.kind() == LaneKind.WAITS_TO_RUN && m.wokenBy(book()) >= 0)
            .filter(m -> book().names().function(m.wokenBy(book())).equals("main.worker"))
            .findFirst()
            .orElseThrow();
    interact(() -> view().choose(collect, Optional.of(woken)));
    List<String> said = words(find("trace-facts", TraceFactsPane.class));
    assertThat(said).contains("runnable", desk.texts().say("trace.wokenBy"));
    assertThat(said).anyMatch(t -> t.endsWith("main.worker"));
    assertThat(desk.selection().get().goroutine())
        .hasValue(book().trace().goroutines().id(collect.index()));
    push(KeyCode.U);
    assertThat(book().names().function(view().chosenRow().orElseThrow().index()))
        .isEqualTo("main.worker");
    assertThat(view().chosen().get().orElseThrow().kind()).isEqualTo(LaneKind.RUNS);
  }

  @Test
  void marksRangesAndPins() {
    TraceRow proc = new TraceRow(TraceRow.Sort.PROC, 1);
    choose(proc);
    push(KeyCode.PERIOD);
    push(KeyCode.M);
    assertThat(view().marks()).hasSize(1);
    push(KeyCode.M);
    assertThat(view().marks()).isEmpty();
    push(KeyCode.R);
    TraceMoment chosen = view().chosen().get().orElseThrow();
    assertThat(desk.selection().get().fromNanos()).hasValue(chosen.from());
    assertThat(desk.selection().get().toNanos()).hasValue(chosen.to());
    push(KeyCode.P);
    assertThat(view().model().pinned()).containsExactly(proc);
    assertThat(view().drawn().orElseThrow().rows().getFirst().row()).isEqualTo(proc);
    push(KeyCode.P);
    assertThat(view().model().pinned()).isEmpty();
  }

  @Test
  void aDragChoosesARangeWhoseSumsAreTold() {
    TraceLayout drawn = view().drawn().orElseThrow();
    double y = TraceLayout.AXIS + 5;
    Point2D from = view().localToScreen(drawn.labelWidth() + 4, y);
    Point2D to = view().localToScreen(drawn.labelWidth() + 260, y);
    moveTo(from).press(MouseButton.PRIMARY).moveTo(to).release(MouseButton.PRIMARY);
    WaitForAsyncUtils.waitForFxEvents();
    Selection chosen = desk.selection().get();
    assertThat(chosen.toNanos().orElseThrow()).isGreaterThan(chosen.fromNanos().orElseThrow());
    assertThat(words(find("trace-facts", TraceFactsPane.class)))
        .contains(desk.texts().say("trace.sums"))
        .anyMatch(t -> t.startsWith("runs a goroutine: "));
    Viewport before = seen();
    push(KeyCode.W);
    moveTo(from).press(KeyCode.SHIFT).press(MouseButton.PRIMARY).moveTo(to);
    release(MouseButton.PRIMARY).release(KeyCode.SHIFT);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(seen()).isNotEqualTo(before);
    assertThat(desk.selection().get().fromNanos()).isEqualTo(chosen.fromNanos());
  }

  @Test
  void searchLeavesTheGoroutinesThatAreMeant() {
    int before = view().model().rows().count();
    push(KeyCode.CONTROL, KeyCode.F);
    write("main.worker");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(view().model().found()).isEqualTo(3);
    assertThat(view().model().rows().count()).isLessThan(before);
    push(KeyCode.ENTER);
    assertThat(view().chosenRow().orElseThrow().sort()).isEqualTo(TraceRow.Sort.GROUP);
    push(KeyCode.ESCAPE);
    assertThat(view().model().rows().count()).isEqualTo(before);
  }

  @Test
  void groupsCloseRegroupAndDeadTimeIsLeftOut() {
    TraceRow worker = goroutine("main.worker");
    choose(worker);
    push(KeyCode.X);
    assertThat(view().model().rows().find(worker)).isEqualTo(-1);
    push(KeyCode.X);
    assertThat(view().model().rows().find(worker)).isNotNegative();
    push(KeyCode.G);
    assertThat(view().model().rows().groups().size()).isLessThan(10);
    Viewport whole = seen();
    push(KeyCode.C);
    assertThat(seen().span()).isLessThan(whole.span());
    push(KeyCode.C);
    assertThat(seen()).isEqualTo(whole);
  }

  @Test
  void aGoroutineChosenElsewhereIsChosenHere() {
    TraceRow worker = goroutine("main.worker");
    TraceRow group =
        new TraceRow(TraceRow.Sort.GROUP, view().model().rows().groups().groupOf(worker.index()));
    interact(() -> view().model().toggle(group));
    assertThat(view().model().rows().find(worker)).isEqualTo(-1);
    long id = book().trace().goroutines().id(worker.index());
    interact(() -> desk.selection().set(Selection.NONE.withGoroutine(id, OptionalLong.empty())));
    assertThat(view().chosenRow()).hasValue(worker);
    assertThat(view().model().rows().find(worker)).isNotNegative();
    assertThat(words(find("trace-facts", TraceFactsPane.class))).contains(id + "  main.worker");
  }

  @Test
  void theTableSaysTheSame() {
    push(KeyCode.CONTROL, KeyCode.T);
    Grid<?> table = find("trace", Grid.class);
    TraceRows rows = view(table).rows();
    assertThat(table.getItems())
        .hasSize(
            rows.groups().size()
                + rows.items(TraceRows.Section.PROCS)
                + rows.items(TraceRows.Section.THREADS));
    assertThat(table.csv()).contains("main.worker");
    int before = rows.groups().size();
    push(KeyCode.G);
    int after = view(table).rows().groups().size();
    assertThat(after).isNotEqualTo(before);
    assertThat(table.getItems())
        .hasSize(
            after + rows.items(TraceRows.Section.PROCS) + rows.items(TraceRows.Section.THREADS));
  }

  /// The picture is not in the scene while the table is.
  private TraceModel view(Grid<?> table) {
    return ((TracePane) table.getParent()).view().model();
  }

  @Test
  void whatIsSeenIsSaved(@TempDir File folder) throws Exception {
    TracePane pane = (TracePane) this.view.shown().orElseThrow();
    Label told = new Label();
    File svg = new File(folder, "seen.svg");
    File png = new File(folder, "seen.png");
    interact(
        () -> {
          new TraceExport(desk, pane).save(svg, told::setText);
          new TraceExport(desk, pane).save(png, told::setText);
        });
    assertThat(Files.readString(svg.toPath()))
        .startsWith("<svg ")
        .contains("P 0", "Garbage collections", "request #1")
        .endsWith("</svg>\n");
    assertThat(Files.size(png.toPath())).isGreaterThan(10_000);
    assertThat(told.getText()).contains("seen.png");
  }
}
