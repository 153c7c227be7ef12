package initscope.workbench;

import initscope.views.Command;
import initscope.views.CommandRegistry;
import initscope.views.KeyHelp;
import initscope.views.Keys;
import initscope.views.Palette;
import java.util.List;
import javafx.application.Platform;

/// The window's own commands with their keys.
final class WindowCommands {
  private final CommandRegistry registry;

  private WindowCommands(CommandRegistry registry) {
    this.registry = registry;
  }

  /// Registers them.
  static void register(CommandRegistry registry, Jobs jobs, Window window) {
    WindowCommands all = new WindowCommands(registry);
    all.add("file.open", Command.Menu.FILE, "Ctrl+O", window::choose);
    all.add("file.paste", Command.Menu.FILE, "Ctrl+Shift+V", window::paste);
    all.add("app.start", Command.Menu.FILE, "Ctrl+N", window::start);
    for (Guide way : Guide.values()) {
      registry.add(
          way.command(),
          Command.Menu.FILE,
          Command.Scope.GLOBAL,
          way.keys(),
          () -> window.tune(way));
    }
    all.add("app.quit", Command.Menu.FILE, "Ctrl+Q", Platform::exit);
    all.add("app.theme", Command.Menu.VIEW, "Ctrl+Shift+T", window::otherTheme);
    all.add("app.language", Command.Menu.VIEW, "Ctrl+Shift+L", window::otherLanguage);
    all.add(
        "app.palette",
        Command.Menu.HELP,
        "Ctrl+Shift+P",
        () -> Palette.open(registry, window.overlay(), window.desk().texts()));
    all.add(
        "app.help",
        Command.Menu.HELP,
        "?",
        () -> KeyHelp.open(registry, window.overlay(), window.desk().texts()));
    all.add("app.escape", Command.Menu.GO, "Esc", window::escape);
    registry.add(
        new Command(
            "job.cancel",
            Command.Menu.FILE,
            Command.Scope.GLOBAL,
            List.of(),
            jobs::cancel,
            jobs::cannotCancel));
  }

  private void add(String id, Command.Menu menu, String key, Runnable run) {
    registry.add(id, menu, Command.Scope.GLOBAL, Keys.of(key), run);
  }
}
