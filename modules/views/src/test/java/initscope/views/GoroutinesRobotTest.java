package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.goroutines.GoroutineRows.Heading;
import initscope.layout.goroutines.GoroutineRows.Member;
import initscope.layout.goroutines.Grouping;
import initscope.model.Selection;
import initscope.model.testing.Goroutines;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.OptionalLong;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// The page of goroutines, by keyboard alone.
final class GoroutinesRobotTest extends ViewsRobot {
  private GoroutineTable table() {
    return find("goroutines", GoroutineTable.class);
  }

  private void openDeadlock() {
    interact(
        () ->
            desk.open(
                new Opened(
                    "deadlock.isz",
                    Goroutines.deadlock(),
                    OrdersdIncident.diagnosis(),
                    Entries.NONE)));
    go(ViewId.GOROUTINES);
  }

  private List<String> words() {
    return words(find("goroutine-facts", GoroutineFacts.class));
  }

  @Test
  void aFilterIsTypedAndItsFaultToldAtItsPlace() {
    openDeadlock();
    push(KeyCode.SLASH);
    write("fn:refresh");
    assertThat(table().getItems()).hasSize(1);
    assertThat(table().getItems().getFirst()).isInstanceOf(Member.class);
    push(KeyCode.CONTROL, KeyCode.A);
    write("mutex sate:x");
    assertThat(find("goroutines-fault", Label.class).getText()).contains("7", "sate:x", "state");
    assertThat(table().groups().passed()).isEqualTo(8);
    push(KeyCode.ESCAPE);
    assertThat(find("goroutines-search", TextInputControl.class).getText()).isEmpty();
    assertThat(find("goroutines-fault", Label.class).isVisible()).isFalse();
    assertThat(table().groups().passed()).isEqualTo(9);
  }

  @Test
  void ctrlSpaceCompletesAKey() {
    openDeadlock();
    push(KeyCode.SLASH);
    write("rea");
    assertThat(find("goroutines-hint", Label.class).getText()).contains("reason:");
    push(KeyCode.CONTROL, KeyCode.SPACE);
    assertThat(find("goroutines-search", TextInputControl.class).getText()).isEqualTo("reason:");
    push(KeyCode.DOWN);
    assertThat(scene.getFocusOwner()).isEqualTo(table());
  }

  @Test
  void groupsOpenAndCloseByKeys() {
    openDeadlock();
    interact(() -> desk.selection().set(desk.index().get().selects(19)));
    assertThat(table().getSelectionModel().getSelectedItem()).isInstanceOf(Heading.class);
    push(KeyCode.RIGHT);
    assertThat(table().getItems()).hasSize(10);
    assertThat(table().getSelectionModel().getSelectedItem())
        .isEqualTo(
            new Member(desk.index().get().selected(desk.selection().get()).orElseThrow(), true));
    push(KeyCode.LEFT);
    assertThat(table().getSelectionModel().getSelectedItem()).isInstanceOf(Heading.class);
    push(KeyCode.LEFT);
    assertThat(table().getItems()).hasSize(4);
    push(KeyCode.G);
    assertThat(((GoroutinesPane) view.shown().orElseThrow()).grouping()).isEqualTo(Grouping.REASON);
    assertThat(table().groups().groups()).hasSize(2);
  }

  @Test
  void theChosenOneTellsWhatItWaitsForAndWhoCouldEndThat() {
    openDeadlock();
    interact(() -> desk.selection().set(desk.index().get().selects(1)));
    assertThat(words())
        .anyMatch(w -> w.startsWith("lock: mutex 0xc00001a0c8"))
        .anyMatch(w -> w.contains("goroutine 18 holds it (certain)"));
    interact(() -> desk.selection().set(desk.index().get().selects(25)));
    assertThat(words()).anyMatch(w -> w.contains("goroutine 19 can reach it (likely)"));
    interact(() -> desk.selection().set(desk.index().get().selects(24)));
    assertThat(words()).contains(desk.texts().say("goroutine.torn"));
  }

  @Test
  void linksGoToTheOtherGoroutineAndToTheByte() {
    openDeadlock();
    interact(() -> desk.selection().set(desk.index().get().selects(1)));
    Hyperlink holder =
        find("goroutine-facts", GoroutineFacts.class).lookupAll(".hyperlink").stream()
            .map(n -> (Hyperlink) n)
            .filter(l -> l.getText().contains("goroutine 18 holds"))
            .findFirst()
            .orElseThrow();
    interact(holder::fire);
    assertThat(desk.selection().get().goroutine()).hasValue(18);
    push(KeyCode.C);
    assertThat(desk.selection().get().goroutine()).hasValue(1);
    interact(
        () ->
            find("goroutine-facts", GoroutineFacts.class).lookupAll(".hyperlink").stream()
                .map(n -> (Hyperlink) n)
                .filter(l -> l.getText().contains("memory.sparse"))
                .findFirst()
                .orElseThrow()
                .fire());
    assertThat(desk.evidenceShown().get()).isTrue();
    assertThat(desk.selection().get().evidence().orElseThrow().entry())
        .isEqualTo("raw/xray/memory.sparse");
  }

  @Test
  void yCopiesTheGoroutineAsText() {
    openDeadlock();
    interact(() -> desk.selection().set(desk.index().get().selects(18)));
    push(KeyCode.Y);
    String[] copied = new String[1];
    interact(() -> copied[0] = Clipboard.getSystemClipboard().getString());
    assertThat(copied[0])
        .startsWith("goroutine 18 · waiting · sync.Mutex.Lock")
        .contains("goroutine 1 holds it (certain)", "store.go:58", "created by");
  }

  @Test
  void theTableTwinHoldsWhatPassedTheFilter() {
    openDeadlock();
    interact(() -> ((GoroutinesPane) view.shown().orElseThrow()).filter("fn:get"));
    push(KeyCode.CONTROL, KeyCode.T);
    WaitForAsyncUtils.waitForFxEvents();
    Grid<?> flat = find("goroutines", Grid.class);
    assertThat(flat.getItems()).hasSize(6);
    push(KeyCode.CONTROL, KeyCode.T);
    assertThat(find("goroutines", GoroutineTable.class)).isNotNull();
  }

  @Test
  void aSelectionMadeElsewhereIsShownHere() {
    openDeadlock();
    interact(() -> desk.selection().set(Selection.NONE.withGoroutine(25, OptionalLong.empty())));
    assertThat(find("goroutine-title", Label.class).getText()).startsWith("goroutine 25");
    assertThat(((Member) table().getSelectionModel().getSelectedItem()).one().id()).isEqualTo(25);
  }
}
