package initscope.views;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// The commands of a boot's timeline.
final class BootCommands {
  private final CommandRegistry registry;
  private final Supplier<Optional<IncidentView>> shown;

  private BootCommands(CommandRegistry registry, Supplier<Optional<IncidentView>> shown) {
    this.registry = registry;
    this.shown = shown;
  }

  static void register(CommandRegistry registry, Supplier<Optional<IncidentView>> shown) {
    BootCommands commands = new BootCommands(registry, shown);
    commands.add("boot.path", "P", BootAsker::path, BootAsker::because);
    commands.add("boot.instant", "T", BootAsker::instant, BootAsker::because);
    commands.add("boot.unordered", "N", BootAsker::unordered, BootAsker::becauseUnordered);
    commands.add("boot.reset", "R", BootAsker::reset, BootAsker::becauseMeasured);
  }

  private void add(
      String id,
      String key,
      Consumer<BootAsker> run,
      Function<BootAsker, Optional<String>> because) {
    registry.add(
        new Command(
            id,
            Command.Menu.GO,
            Command.Scope.TIMELINE,
            Keys.of(key),
            () -> asker().ifPresent(run),
            () -> asker().flatMap(because)));
  }

  private Optional<BootAsker> asker() {
    return shown
        .get()
        .flatMap(IncidentView::shown)
        .filter(TimelinePane.class::isInstance)
        .map(TimelinePane.class::cast)
        .map(TimelinePane::asker);
  }
}
