package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.BootLook;
import initscope.layout.Timeline;
import initscope.layout.Track;
import initscope.model.boot.WhatIf;
import initscope.model.testing.MadeBoot;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.MenuItem;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// What can be asked of a boot, by keyboard and by the context menu.
final class BootRobotTest extends ViewsRobot {
  private void openBoot() {
    interact(
        () ->
            desk.open(
                new Opened(
                    "boot.isz",
                    MadeBoot.incident(OptionalLong.empty(), OptionalLong.empty()),
                    OrdersdIncident.diagnosis(),
                    Entries.NONE)));
    go(ViewId.TIMELINE);
  }

  private TimelineView drawing() {
    return find("timeline", TimelineView.class);
  }

  private Timeline timeline() {
    return drawing().timeline();
  }

  private List<String> rows(Track.Group group) {
    return timeline().tracks().stream().filter(t -> t.group() == group).map(Track::label).toList();
  }

  private void choose(String unit) {
    interact(
        () ->
            timeline().tracks().stream()
                .filter(t -> t.bootUnit().equals(Optional.of(unit)))
                .findFirst()
                .ifPresent(t -> desk.selection().set(t.selects())));
  }

  private Optional<String> because(String command) {
    return registry.because(registry.find(command).orElseThrow());
  }

  @Test
  void aKeyAsksWhatAnInstantStartWouldHaveWonAndAnotherGoesBack() {
    openBoot();
    choose("web.service");
    push(KeyCode.T);
    assertThat(rows(Track.Group.WHAT_IF))
        .containsExactly("web.service takes no time", "multi-user.target");
    assertThat(timeline().sentence()).startsWith("Predicted, not measured");
    Button chip = find("boot-asked", Button.class);
    assertThat(chip.isVisible()).isTrue();
    push(KeyCode.R);
    assertThat(rows(Track.Group.WHAT_IF)).isEmpty();
    assertThat(chip.isVisible()).isFalse();
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(rows(Track.Group.WHAT_IF)).as("back is the question again").hasSize(2);
    interact(chip::fire);
    assertThat(desk.bootLook().get()).isEqualTo(BootLook.DEFAULT);
  }

  @Test
  void theKeyForOrderingsGoesFromOneToTheNext() {
    openBoot();
    choose("web.service");
    push(KeyCode.N);
    assertThat(rows(Track.Group.WHAT_IF).getFirst())
        .isEqualTo("web.service does not wait for disk.mount");
    push(KeyCode.N);
    assertThat(rows(Track.Group.WHAT_IF).getFirst())
        .isEqualTo("web.service does not wait for broken.service");
    choose("disk.mount");
    assertThat(because("boot.unordered")).hasValue("because.noOrder");
    assertThat(because("boot.instant")).isEmpty();
  }

  @Test
  void thePathLeadsToTheChosenUnitAndTheTableFollows() {
    openBoot();
    choose("web.service");
    push(KeyCode.P);
    assertThat(rows(Track.Group.PATH)).containsExactly("disk.mount", "web.service");
    push(KeyCode.T);
    push(KeyCode.CONTROL, KeyCode.T);
    Grid<?> table = find("moments", Grid.class);
    interact(() -> registry.run("selection.clear"));
    assertThat(table.csv())
        .contains("web.service takes no time,predicted: ")
        .contains("predicted, not measured");
    interact(() -> desk.bootLook().set(BootLook.DEFAULT));
    assertThat(table.csv()).doesNotContain("takes no time");
  }

  @Test
  void theMenuOfARowNamesWhatTheUnitWaitedFor() {
    openBoot();
    int row = timeline().tracks().size() - 1;
    String last = timeline().tracks().get(row).label();
    assertThat(last).isEqualTo("multi-user.target");
    choose("web.service");
    double y = y("web.service");
    interact(() -> drawing().fireEvent(request(drawing(), 40, y)));
    BootMenu menu = ((TimelinePane) view.shown().orElseThrow()).menu();
    List<MenuItem> items = menu.shown().getItems();
    assertThat(items)
        .extracting(MenuItem::getText)
        .containsExactly(
            desk.texts().say("command.boot.path"),
            desk.texts().say("command.boot.instant"),
            desk.texts().say("boot.unordered", "disk.mount"),
            desk.texts().say("boot.unordered", "broken.service"));
    interact(items.getLast()::fire);
    assertThat(desk.bootLook().get().question())
        .hasValue(new WhatIf.Unordered("web.service", "broken.service"));
    interact(menu.shown()::hide);
  }

  private double y(String unit) {
    for (int i = 0; i < timeline().tracks().size(); i++) {
      if (timeline().tracks().get(i).bootUnit().equals(Optional.of(unit))) {
        return drawing().drawn().rows().get(i).y() + 8;
      }
    }
    throw new AssertionError(unit);
  }

  private static ContextMenuEvent request(Node node, double x, double y) {
    Point2D screen = node.localToScreen(x, y);
    return new ContextMenuEvent(
        ContextMenuEvent.CONTEXT_MENU_REQUESTED, x, y, screen.getX(), screen.getY(), false, null);
  }

  @Test
  void whereThereIsNoBootTheCommandsSayWhy() {
    go(ViewId.TIMELINE);
    assertThat(because("boot.path")).hasValue("because.noBoot");
    assertThat(because("boot.reset")).hasValue("because.notAsked");
    openBoot();
    interact(() -> registry.run("selection.clear"));
    assertThat(because("boot.path")).hasValue("because.noUnit");
  }
}
