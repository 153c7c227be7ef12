package initscope.views;

import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/// The context menu of a frame: what the commands do.
final class FlameMenu {
  private FlameMenu() {}

  static ContextMenu of(Desk desk, FlameView view) {
    ContextMenu menu = new ContextMenu();
    menu.getItems()
        .addAll(
            item(desk, "command.chart.focus", () -> view.walk().zoom()),
            item(desk, "command.flame.through", () -> view.walk().through()),
            item(desk, "command.flame.sandwich", () -> view.walk().sandwich()),
            new SeparatorMenuItem(),
            item(desk, "command.flame.hide", () -> view.walk().hide()),
            item(desk, "command.flame.hidePackage", () -> view.walk().hidePackage()),
            item(desk, "command.flame.kernel", () -> view.model().switchKernel()),
            new SeparatorMenuItem(),
            item(desk, "command.flame.copy", () -> view.walk().copy()),
            item(desk, "command.flame.reset", () -> view.model().reset()));
    return menu;
  }

  private static MenuItem item(Desk desk, String key, Runnable run) {
    MenuItem item = new MenuItem(desk.texts().say(key));
    item.setOnAction(e -> run.run());
    return item;
  }
}
