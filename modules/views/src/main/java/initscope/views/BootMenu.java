package initscope.views;

import initscope.model.Display;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.ContextMenuEvent;

/// The context menu of a boot's unit: what the commands do, and each unit by its name that it could have done without waiting for.
final class BootMenu {
  /// More names than these are no help; the key goes through all.
  private static final int MOST_WAITED = 6;

  private final Desk desk;
  private final TimelineView view;
  private final BootAsker asker;
  private final ContextMenu menu = new ContextMenu();

  BootMenu(Desk desk, TimelineView view, BootAsker asker) {
    this.desk = desk;
    this.view = view;
    this.asker = asker;
    view.setOnContextMenuRequested(this::show);
  }

  /// For the row under the pointer; asked for by a key, for the one that is chosen.
  private void show(ContextMenuEvent event) {
    view.requestFocus();
    if (!event.isKeyboardTrigger()) {
      view.choose(event.getX(), event.getY());
    }
    fill();
    if (!menu.getItems().isEmpty()) {
      menu.show(view, event.getScreenX(), event.getScreenY());
    }
    event.consume();
  }

  private void fill() {
    menu.getItems().clear();
    if (asker.because().isEmpty()) {
      add("command.boot.path", asker::path);
      add("command.boot.instant", asker::instant);
      asker.waitedFor().stream().limit(MOST_WAITED).forEach(this::addWaited);
    }
    if (asker.becauseMeasured().isEmpty()) {
      if (!menu.getItems().isEmpty()) {
        menu.getItems().add(new SeparatorMenuItem());
      }
      add("command.boot.reset", asker::reset);
    }
  }

  private void add(String key, Runnable run) {
    item(desk.texts().say(key), run);
  }

  private void addWaited(String unit) {
    String title = desk.texts().say("boot.unordered", Display.safe(unit));
    item(title, () -> asker.unordered(unit));
  }

  private void item(String title, Runnable run) {
    MenuItem item = new MenuItem(title);
    item.setMnemonicParsing(false);
    item.setOnAction(e -> run.run());
    menu.getItems().add(item);
  }

  /// What stands in it.
  ContextMenu shown() {
    return menu;
  }
}
