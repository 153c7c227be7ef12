package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.Viewport;
import initscope.layout.flame.FlameOrder;
import initscope.model.Selection;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What the table of keys promises, pressed and read off the view.
final class KeysTest extends ViewsRobot {
  private Viewport timeline() {
    return find("timeline", TimelineView.class).seen();
  }

  private Viewport flame() {
    return find("flame", FlameView.class).seen();
  }

  @Test
  void zoomAndPanOfTheTimeline() {
    go(ViewId.TIMELINE);
    Viewport whole = timeline();
    push(KeyCode.W);
    Viewport near = timeline();
    assertThat(near.span()).isLessThan(whole.span());
    push(KeyCode.D);
    assertThat(timeline().from()).isGreaterThan(near.from());
    assertThat(timeline().span()).isEqualTo(near.span());
    push(KeyCode.A);
    push(KeyCode.A);
    assertThat(timeline().from()).isLessThan(near.from());
    push(KeyCode.S);
    push(KeyCode.S);
    assertThat(timeline()).isEqualTo(whole);
    push(KeyCode.EQUALS);
    assertThat(timeline().span()).isLessThan(whole.span());
    push(KeyCode.MINUS);
    push(KeyCode.MINUS);
    assertThat(timeline()).isEqualTo(whole);
    push(KeyCode.W);
    push(KeyCode.DIGIT0);
    assertThat(timeline()).isEqualTo(whole);
    push(KeyCode.W);
    push(KeyCode.HOME);
    assertThat(timeline()).isEqualTo(whole);
  }

  @Test
  void zoomAndPanOfTheStacks() {
    go(ViewId.FLAME);
    Viewport whole = flame();
    push(KeyCode.W);
    Viewport near = flame();
    assertThat(near.span()).isLessThan(whole.span());
    push(KeyCode.D);
    assertThat(flame().from()).isGreaterThanOrEqualTo(near.from());
    push(KeyCode.A);
    push(KeyCode.A);
    assertThat(flame().from()).isLessThanOrEqualTo(near.from());
    push(KeyCode.S);
    push(KeyCode.S);
    push(KeyCode.W);
    push(KeyCode.DIGIT0);
    assertThat(flame()).isEqualTo(whole);
    push(KeyCode.W);
    push(KeyCode.HOME);
    assertThat(flame()).isEqualTo(whole);
  }

  @Test
  void focusShowsTheSelectionAndThenEverything() {
    go(ViewId.TIMELINE);
    Viewport whole = timeline();
    long quarter = whole.span() / 4;
    interact(
        () ->
            desk.selection()
                .set(Selection.NONE.withRange(whole.from() + quarter, whole.from() + 2 * quarter)));
    push(KeyCode.F);
    assertThat(timeline().span()).isLessThan(whole.span());
    assertThat(timeline().from()).isLessThanOrEqualTo(whole.from() + quarter);
    push(KeyCode.F);
    assertThat(timeline()).isEqualTo(whole);
    go(ViewId.FLAME);
    Viewport all = flame();
    interact(() -> registry.run("go.verdict"));
    push(KeyCode.F);
    assertThat(flame().span()).isLessThan(all.span());
    push(KeyCode.F);
    assertThat(flame()).isEqualTo(all);
  }

  @Test
  void ordersOfTheStacks() {
    go(ViewId.FLAME);
    FlameView flame = find("flame", FlameView.class);
    push(KeyCode.DIGIT1);
    assertThat(flame.model().query().order()).isEqualTo(FlameOrder.TIME);
    push(KeyCode.DIGIT2);
    assertThat(flame.model().query().order()).isEqualTo(FlameOrder.LEFT_HEAVY);
    push(KeyCode.DIGIT3);
    assertThat(flame.model().query().sandwich().isPresent()).isTrue();
    push(KeyCode.DIGIT2);
    assertThat(flame.model().query().sandwich().isPresent()).isFalse();
    push(KeyCode.T);
    assertThat(flame.model().source().orElseThrow().id()).isEqualTo("threads");
  }

  @Test
  void nAndPGoThroughTheGoroutines() {
    go(ViewId.FLAME);
    interact(() -> desk.selection().set(Selection.NONE));
    push(KeyCode.N);
    long first = desk.selection().get().goroutine().orElseThrow();
    push(KeyCode.N);
    assertThat(desk.selection().get().goroutine().orElseThrow()).isNotEqualTo(first);
    push(KeyCode.P);
    assertThat(desk.selection().get().goroutine()).hasValue(first);
  }

  @Test
  void escapeClimbsOneRungAtATime() {
    go(ViewId.TIMELINE);
    interact(() -> registry.run("go.verdict"));
    push(KeyCode.SLASH);
    assertThat(scene.getFocusOwner()).isInstanceOf(TextInputControl.class);
    write("ordersd");
    assertThat(find("timeline-search", TextInputControl.class).getText()).isEqualTo("ordersd");
    interact(() -> registry.run("app.help"));
    assertThat(overlay.isOpen()).isTrue();
    push(KeyCode.ESCAPE);
    assertThat(overlay.isOpen()).isFalse();
    assertThat(find("timeline-search", TextInputControl.class).getText()).isEqualTo("ordersd");
    push(KeyCode.ESCAPE);
    assertThat(find("timeline-search", TextInputControl.class).getText()).isEmpty();
    assertThat(desk.selection().get()).isNotEqualTo(Selection.NONE);
    push(KeyCode.ESCAPE);
    assertThat(desk.selection().get()).isEqualTo(Selection.NONE);
    push(KeyCode.ESCAPE);
    assertThat(scene.getWindow().isShowing()).isTrue();
  }

  @Test
  void ctrlFSearchesAndKeysOfChartsAreLettersThere() {
    go(ViewId.FLAME);
    Viewport before = flame();
    push(KeyCode.CONTROL, KeyCode.F);
    write("wasd");
    assertThat(find("flame-search", TextInputControl.class).getText()).isEqualTo("wasd");
    assertThat(flame()).isEqualTo(before);
  }

  @Test
  void questionMarkListsEveryCommand() {
    go(ViewId.TIMELINE);
    push(KeyCode.SHIFT, KeyCode.SLASH);
    assertThat(overlay.isOpen()).isTrue();
    var words = shown().stream().filter(n -> n instanceof javafx.scene.control.Label).toList();
    for (Command command : registry.all()) {
      String title = desk.texts().say("command." + command.id());
      assertThat(words)
          .as(command.id())
          .anyMatch(n -> ((javafx.scene.control.Label) n).getText().equals(title));
    }
  }
}
