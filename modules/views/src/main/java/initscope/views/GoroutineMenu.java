package initscope.views;

import initscope.layout.goroutines.GoroutineGroups;
import initscope.model.go.Goroutine;
import java.util.Optional;
import java.util.function.Function;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The context menu of a goroutine: what the commands do, and filters made from it.
final class GoroutineMenu {
  private GoroutineMenu() {}

  static ContextMenu of(Desk desk, GoroutinesPane pane) {
    ContextMenu menu = new ContextMenu();
    menu.getItems()
        .addAll(
            item(desk, "command.goroutines.copy", pane::copy),
            item(desk, "goroutines.evidence", () -> evidence(desk, pane)),
            item(desk, "command.goroutines.creator", pane::goToCreator),
            item(desk, "command.goroutines.waits", () -> desk.view().set(ViewId.WAITS)),
            new SeparatorMenuItem(),
            filter(desk, pane, "filter.only.reason", GoroutineMenu::reason),
            filter(
                desk,
                pane,
                "filter.only.function",
                g -> GoroutineGroups.own(g).map(f -> "fn:" + quoted(f.function()))),
            filter(
                desk,
                pane,
                "filter.only.creator",
                g -> g.createdBy().map(f -> "created:" + quoted(f.function()))),
            new SeparatorMenuItem(),
            item(desk, "command.goroutines.open", pane::openAll));
    return menu;
  }

  private static MenuItem item(Desk desk, String key, Runnable run) {
    MenuItem item = new MenuItem(desk.texts().say(key));
    item.setOnAction(e -> run.run());
    return item;
  }

  private static MenuItem filter(
      Desk desk, GoroutinesPane pane, String key, Function<Goroutine, Optional<String>> filter) {
    return item(desk, key, () -> pane.chosen().flatMap(filter).ifPresent(pane::filter));
  }

  private static Optional<String> reason(Goroutine one) {
    return Optional.of(
        one.waitReason().map(r -> "reason:" + quoted(r)).orElse("state:" + one.status()));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\"", "") + '"';
  }

  private static void evidence(Desk desk, GoroutinesPane pane) {
    pane.chosen().flatMap(g -> g.evidence().stream().findFirst()).ifPresent(desk::show);
  }
}
