package initscope.layout.flame;

import initscope.layout.Words;
import initscope.layout.inits.InitPlaces;
import initscope.model.Incident;
import java.util.List;
import java.util.Optional;

/// Ways of arranging package inits, and what is to be said of each.
final class InitGroupings {
  static final List<FlameGrouping> ALL =
      List.of(FlameGrouping.ORDER, FlameGrouping.PATH, FlameGrouping.IMPORTS);

  private InitGroupings() {}

  /// Where packages stand.
  static InitPlaces places(FlameGrouping by, Incident incident, Words words) {
    return switch (by) {
      case PATH -> InitPlaces.byPath();
      case IMPORTS -> InitPlaces.byImports(incident, words.say(unknown(incident)));
      default -> InitPlaces.inOrder();
    };
  }

  private static String unknown(Incident incident) {
    return incident.importTree().isEmpty() ? "flame.group.noWay" : "flame.group.notListed";
  }

  /// By importer: the rule by which each package stands once, or what to give where importers are not known.
  static Optional<String> note(FlameGrouping by, Incident incident, Words words) {
    if (by != FlameGrouping.IMPORTS) {
      return Optional.empty();
    }
    String key =
        switch (InitPlaces.knowledge(incident)) {
          case LISTED -> "flame.note.imports.listed";
          case CALLS -> "flame.note.imports.calls";
          case NONE -> "flame.note.imports.none";
        };
    return Optional.of(words.say(key, InitPlaces.program(incident)));
  }
}
