package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoTraceDecoder;
import initscope.layout.Symbols;
import initscope.layout.Viewport;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceGoroutine;
import initscope.layout.trace.TraceLayout;
import initscope.layout.trace.TraceMoment;
import initscope.layout.trace.TraceNote;
import initscope.layout.trace.TraceNotes;
import initscope.layout.trace.TraceRow;
import initscope.model.Bytes;
import initscope.model.Selection;
import initscope.model.testing.OrdersdIncident;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.control.Label;
import javafx.scene.control.TableColumn;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// Regions, logs, samples, and single goroutines of an execution trace, by keyboard and mouse.
final class TraceNotesRobotTest extends ViewsRobot {
  private static final Path NOTES = Path.of("../layout/src/test/resources/trace/notes.trace");

  @BeforeEach
  void openTrace() throws Exception {
    GoTrace trace = new GoTraceDecoder().decode(Bytes.of(Files.readAllBytes(NOTES))).value();
    interact(
        () ->
            desk.open(
                new Opened(
                    "notes.trace",
                    OrdersdIncident.incident(),
                    OrdersdIncident.diagnosis(),
                    Entries.NONE,
                    Optional.of(trace))));
    go(ViewId.TRACE);
    interact(() -> desk.selection().set(Selection.NONE));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private TracePane pane() {
    return (TracePane) view.shown().orElseThrow();
  }

  private TraceView picture() {
    return pane().view();
  }

  private TraceBook book() {
    return picture().model().book().orElseThrow();
  }

  private TraceRow main() {
    return new TraceRow(TraceRow.Sort.GOROUTINE, book().trace().goroutines().find(1));
  }

  private List<String> facts() {
    return words(find("trace-facts", TraceFactsPane.class));
  }

  private TraceNote firstLog() {
    long begin = book().trace().startNanos();
    return book().notes().within(main(), begin, book().trace().endNanos(), 1).stream()
        .filter(n -> n.sort() == TraceNotes.Sort.LOG)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aClickOnALogTellsItAndLeadsToItsTask() {
    TraceNote log = firstLog();
    long at = log.from() - book().trace().startNanos();
    interact(
        () -> {
          picture().model().see(new Viewport(at - 20_000, at + 20_000));
          picture().choose(main(), Optional.empty());
        });
    WaitForAsyncUtils.waitForFxEvents();
    TraceLayout drawn = picture().drawn().orElseThrow();
    TraceLayout.Row row = drawn.find(main()).orElseThrow();
    Point2D where = picture().localToScreen(drawn.view().x(log.from()) + 1, row.y() + 8);
    clickOn(where);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(picture().chosenNote()).hasValue(log);
    assertThat(facts())
        .contains("log · step: begin 0", "job #1")
        .anyMatch(t -> t.startsWith("at 20"));
    moveTo(where.add(2, 0));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(words(pane())).anyMatch(t -> t.contains("step: begin 0"));
  }

  /// The outermost regions of goroutine 1.
  private TraceRow steps() {
    for (int lane = 0; lane < book().notes().laneCount(); lane++) {
      if (book().notes().goroutine(lane) == main().index() && book().notes().depth(lane) == 0) {
        return new TraceRow(TraceRow.Sort.REGIONS, lane);
      }
    }
    throw new AssertionError("no regions");
  }

  @Test
  void keysGoThroughRegionsAndTheirLogsAreTold() {
    TraceRow row = steps();
    TraceMoment first =
        TraceMoment.states(book(), row, book().trace().startNanos(), book().trace().endNanos())
            .getFirst();
    interact(() -> picture().choose(row, Optional.of(first)));
    assertThat(desk.selection().get().goroutine()).hasValue(1);
    assertThat(facts())
        .contains("region", "step", desk.texts().say("trace.notes.log"))
        .anyMatch(t -> t.contains("begin 0"))
        .anyMatch(t -> t.contains("日本 ok"));
    push(KeyCode.PERIOD);
    assertThat(picture().chosen().get().orElseThrow().from()).isGreaterThan(first.from());
    assertThat(facts()).anyMatch(t -> t.contains("begin 1"));
    push(KeyCode.P);
    assertThat(picture().model().pinned()).containsExactly(row);
  }

  @Test
  void aRangeIsSaidByTheWallClock() {
    long begin = book().trace().startNanos();
    interact(() -> picture().range(begin + 1_000_000, begin + 2_000_000));
    assertThat(find("trace-clock", Label.class).getText())
        .matches("\\d{4}-\\d\\d-\\d\\d .* – .*[+-]\\d\\d:\\d\\d");
  }

  @Test
  void marksAndPinsAreUndone() {
    interact(() -> picture().choose(main(), Optional.empty()));
    push(KeyCode.P);
    push(KeyCode.M);
    assertThat(picture().marks()).hasSize(1);
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(picture().marks()).isEmpty();
    assertThat(picture().model().pinned()).containsExactly(main());
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(picture().model().pinned()).isEmpty();
    push(KeyCode.ALT, KeyCode.RIGHT);
    assertThat(picture().model().pinned()).containsExactly(main());
  }

  @SuppressWarnings("unchecked")
  private Grid<TraceGoroutine> table() {
    return find("trace-goroutines", Grid.class);
  }

  @Test
  void theGoroutinesAreListedOneByOneAndLinkedBothWays() {
    TraceView picture = picture();
    push(KeyCode.T);
    Grid<TraceGoroutine> table = table();
    assertThat(table.getItems()).hasSize(book(picture).trace().goroutines().size());
    assertThat(table.getItems())
        .isSortedAccordingTo((a, b) -> Long.compare(b.nanos().get(1), a.nanos().get(1)));
    interact(() -> table.getSelectionModel().clearAndSelect(0));
    push(KeyCode.DOWN);
    TraceGoroutine second = table.getItems().get(1);
    TraceRow row = new TraceRow(TraceRow.Sort.GOROUTINE, second.row());
    assertThat(picture.chosenRow()).hasValue(row);
    push(KeyCode.ENTER);
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(picture.getScene()).isNotNull();
    assertThat(picture.drawn().orElseThrow().find(row)).isPresent();
    assertThat(facts()).anyMatch(t -> t.startsWith(id(picture, second) + "  "));
    interact(() -> picture.choose(main(), Optional.empty()));
    push(KeyCode.T);
    assertThat(table.getSelectionModel().getSelectedItem().row()).isEqualTo(main().index());
    push(KeyCode.T);
    assertThat(picture.getScene()).isNotNull();
  }

  private static TraceBook book(TraceView picture) {
    return picture.model().book().orElseThrow();
  }

  private static long id(TraceView picture, TraceGoroutine one) {
    return book(picture).trace().goroutines().id(one.row());
  }

  @Test
  void theTableFollowsRangeSearchAndSorting() {
    TraceView picture = picture();
    long begin = book().trace().startNanos();
    long end = book().trace().endNanos();
    interact(() -> picture.range(begin, begin + 1_000_000));
    push(KeyCode.T);
    Grid<TraceGoroutine> table = table();
    assertThat(table.getItems()).allMatch(g -> sum(g) <= 1_000_000);
    interact(() -> table.getSelectionModel().clearAndSelect(0));
    assertThat(desk.selection().get().toNanos()).hasValue(begin + 1_000_000);
    interact(() -> desk.selection().set(Selection.NONE));
    assertThat(table.getItems()).anyMatch(g -> sum(g) > (end - begin) / 2);
    TableColumn<TraceGoroutine, ?> function = table.getColumns().get(1);
    interact(() -> table.getSortOrder().setAll(List.of(function)));
    assertThat(table.getItems())
        .extracting(g -> Symbols.brief(book(picture).names().function(g.row())))
        .isSorted();
    push(KeyCode.CONTROL, KeyCode.F);
    write("main.allocate");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(table.getItems())
        .hasSize(2)
        .allMatch(g -> book(picture).names().function(g.row()).equals("main.allocate"));
    assertThat(table.csv()).contains("main.main", "Id,Function,Created by");
  }

  @Test
  void rowsOfTheTraceBeforeAreGoneWhenAnotherIsOpened() throws Exception {
    push(KeyCode.T);
    Grid<TraceGoroutine> goroutines = table();
    assertThat(goroutines.getItems()).isNotEmpty();
    interact(() -> pane().toggleTable()); // the picture
    interact(() -> pane().toggleTable());
    TraceTable totals = (TraceTable) pane().twin();
    interact(() -> pane().toggleTable());
    GoTrace other =
        new GoTraceDecoder()
            .decode(
                Bytes.of(
                    Files.readAllBytes(Path.of("../layout/src/test/resources/trace/steps.trace"))))
            .value();
    interact(
        () -> {
          desk.open(
              new Opened(
                  "steps.trace",
                  OrdersdIncident.incident(),
                  OrdersdIncident.diagnosis(),
                  Entries.NONE,
                  Optional.of(other)));
          desk.selection().set(Selection.NONE.withThread(1));
          desk.selection().set(Selection.NONE.withGoroutine(1, java.util.OptionalLong.empty()));
        });
    assertThat(goroutines.getItems()).isEmpty();
    assertThat(totals.getItems()).isEmpty();
  }

  private static long sum(TraceGoroutine one) {
    return one.nanos().stream().mapToLong(Long::longValue).sum();
  }
}
