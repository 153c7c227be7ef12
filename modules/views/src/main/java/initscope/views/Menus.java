package initscope.views;

import java.util.List;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuBar;
import javafx.scene.control.MenuItem;

/// The menu bar, made from the registry.
public final class Menus {
  private Menus() {}

  /// A menu bar; whether its items can be used is asked each time a menu opens.
  public static MenuBar bar(CommandRegistry registry, Texts texts) {
    MenuBar bar = new MenuBar();
    for (Command.Menu menu : Command.Menu.values()) {
      List<Command> inMenu = registry.all().stream().filter(c -> c.menu() == menu).toList();
      if (!inMenu.isEmpty()) {
        bar.getMenus().add(menu(menu, inMenu, registry, texts));
      }
    }
    return bar;
  }

  private static Menu menu(
      Command.Menu menu, List<Command> commands, CommandRegistry registry, Texts texts) {
    Menu shown = new Menu(texts.say(menu.key()));
    for (Command command : commands) {
      String keys = command.keys().isEmpty() ? "" : "    " + Keys.text(command.keys().getFirst());
      MenuItem item = new MenuItem(Palette.title(texts, command) + keys);
      item.setId("menu-" + command.id());
      item.setOnAction(e -> registry.run(command.id()));
      shown.getItems().add(item);
    }
    shown.setOnShowing(
        e -> {
          for (int i = 0; i < commands.size(); i++) {
            shown.getItems().get(i).setDisable(registry.because(commands.get(i)).isPresent());
          }
        });
    return shown;
  }
}
