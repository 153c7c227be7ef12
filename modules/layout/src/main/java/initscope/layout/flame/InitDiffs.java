package initscope.layout.flame;

import initscope.layout.Words;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.layout.inits.InitSides;
import initscope.model.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Package inits of two builds against each other, or of several starts of each.
public final class InitDiffs {
  private InitDiffs() {}

  /// One source for each measure that both sides tell; none where there are not two sides.
  static List<FlameSource> of(Incident incident, Words words) {
    Optional<InitSides> sides = InitSides.of(incident);
    if (sides.isEmpty()) {
      return List.of();
    }
    List<FlameSource> sources = new ArrayList<>();
    for (Measure measure : sides.get().measures()) {
      sources.add(source(incident, sides.get(), measure, words));
    }
    return sources;
  }

  /// A comparison as stacks.
  public static DiffSource source(
      Incident incident, InitSides sides, Measure measure, Words words) {
    return new DiffSource(
        InitSource.PREFIX + "diff." + measure.word(),
        words.say("flame.source.init.diff." + measure.word(), sides.before(), sides.after()),
        InitGroupings.ALL,
        by -> sides.compare(measure, InitGroupings.places(by, incident, words)),
        by -> note(by, incident, sides, words));
  }

  private static Optional<String> note(
      FlameGrouping by, Incident incident, InitSides sides, Words words) {
    List<String> notes = new ArrayList<>(missing(sides, words));
    InitGroupings.note(by, incident, words).ifPresent(notes::add);
    return notes.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(words.say("flame.sentence.join"), notes));
  }

  /// What sides do not tell: one sentence for those that break off, one for those that lack some inits otherwise.
  public static List<String> missing(InitSides sides, Words words) {
    List<String> notes = new ArrayList<>();
    note(sides.cut(), "flame.note.cut", words).ifPresent(notes::add);
    note(sides.partial(), "flame.note.partial", words).ifPresent(notes::add);
    return notes;
  }

  private static Optional<String> note(List<String> names, String key, Words words) {
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(words.say(key, String.join(words.say("list.comma"), names)));
  }
}
