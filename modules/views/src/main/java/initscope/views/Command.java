package initscope.views;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.input.KeyCodeCombination;

/// One thing the user can do.
///
/// @param id stable name, such as {@code timeline.zoomIn}; its title is the text {@code command.ID}
/// @param menu where it stands in the menus
/// @param scope where its keys work
/// @param keys the first is the one shown
/// @param run does it, on the FX thread
/// @param because why it cannot be done now, as the key of a text; empty when it can
public record Command(
    String id,
    Menu menu,
    Scope scope,
    List<KeyCodeCombination> keys,
    Runnable run,
    Supplier<Optional<String>> because) {
  /// Keeps an immutable copy.
  public Command {
    keys = List.copyOf(keys);
  }

  /// Where a command stands in the menus.
  public enum Menu {
    /// Opening, saving, leaving.
    FILE,
    /// What is seen.
    VIEW,
    /// Where to look.
    GO,
    /// Help.
    HELP;

    /// Key of its title.
    public String key() {
      return "menu." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /// Where the keys of a command work.
  public enum Scope {
    /// Everywhere.
    GLOBAL,
    /// Where an incident is open.
    INCIDENT,
    /// While a chart is shown.
    CHART,
    /// While the timeline is shown.
    TIMELINE,
    /// While the flame view is shown.
    FLAME,
    /// While the goroutines are shown.
    GOROUTINES,
    /// While the wait graph is shown.
    WAITS,
    /// While package init is shown.
    INITS,
    /// While the execution trace is shown.
    TRACE;

    /// Key of its name.
    public String key() {
      return "scope." + name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
