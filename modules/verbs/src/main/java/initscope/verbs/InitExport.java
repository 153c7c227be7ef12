package initscope.verbs;

import initscope.diagnosis.diff.Normalised;
import initscope.formats.folded.DiffFolded;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.flame.FlameGrouping;
import initscope.layout.flame.InitDiffs;
import initscope.layout.inits.InitPlaces;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.layout.inits.InitSides;
import initscope.model.Failure;
import initscope.model.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Package inits of two builds side by side, written as profiles are.
final class InitExport {
  private InitExport() {}

  /// A whole file.
  ///
  /// @throws Failure.Usage where there are not two starts or more, and as many on each side
  static byte[] write(Incident incident, Export.Request wanted) throws Failure {
    InitSides sides =
        InitSides.of(incident)
            .orElseThrow(
                () ->
                    cannot(
                        wanted,
                        "it compares starts: name the inittrace of those before, then of as many"
                            + " after."));
    Measure measure = wanted.inits().orElse(Measure.WALL);
    if (!sides.measures().contains(measure)) {
      throw cannot(wanted, "not both sides tell " + measure.word() + " of inits.");
    }
    return wanted.to().equals(ProfileExport.DIFFERENCE)
        ? folded(sides, measure, wanted)
        : svg(incident, sides, measure, wanted);
  }

  private static byte[] folded(InitSides sides, Measure measure, Export.Request wanted)
      throws Failure {
    if (sides.size() != 2) {
      throw cannot(
          wanted,
          "it is made of two starts, before and after, and %d are among the inputs."
              .formatted(sides.size()));
    }
    InitSides.Both both = sides.both(measure, InitPlaces.inOrder());
    return ProfileExport.utf8(DiffFolded.write(both.before(), both.after(), wanted.difference()));
  }

  /// What is to be said beside the file: which sides do not tell all of their inits, and that folded stacks lack what was not measured.
  static List<String> remarks(Incident incident, Export.Request wanted) {
    Optional<InitSides> sides = InitSides.of(incident);
    if (sides.isEmpty()) {
      return List.of();
    }
    Words words = Words.of(wanted.locale());
    List<String> remarks = new ArrayList<>(InitDiffs.missing(sides.get(), words));
    if (wanted.to().equals(ProfileExport.DIFFERENCE)) {
      Measure measure = wanted.inits().orElse(Measure.WALL);
      int left = sides.get().both(measure, InitPlaces.inOrder()).unmeasured();
      if (left > 0) {
        remarks.add(words.say("flame.note.left", left));
      }
    }
    return remarks;
  }

  private static byte[] svg(
      Incident incident, InitSides sides, Measure measure, Export.Request wanted) throws Failure {
    if (wanted.compared() == Normalised.DURATION) {
      throw cannot(wanted, "package inits are compared as they are; leave --per-second out.");
    }
    Words words = Words.of(wanted.locale());
    FlameGrouping by =
        incident.importTree().isEmpty() ? FlameGrouping.ORDER : FlameGrouping.IMPORTS;
    return ProfileExport.utf8(
        InitDiffs.source(incident, sides, measure, words)
            .svg(by, wanted.look().rootAtBottom(), Theme.LIGHT, words, ProfileExport.SVG_WIDTH_PX));
  }

  private static Failure.Usage cannot(Export.Request wanted, String why) {
    return new Failure.Usage("Cannot export", wanted.to(), why);
  }
}
