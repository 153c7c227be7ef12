package initscope.views;

import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Tone;
import initscope.layout.Words;
import initscope.layout.flame.DiffMarks;
import initscope.layout.flame.DiffRows;
import initscope.layout.flame.FlameGrouping;
import initscope.layout.flame.FlamePicture;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.FlameRow;
import initscope.layout.flame.FlameRows;
import initscope.layout.flame.FlameSearch;
import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameStacks;
import initscope.layout.flame.FlameWords;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the page of stacks shows, as it is made in the background.
///
/// @param asked of which stacks
/// @param tones colours of what is drawn
/// @param marks what changed, where two sides are compared
/// @param changes the same of each function
/// @param rows of the table: those that cost most first, of a comparison those that changed most
/// @param search what was searched for when it was made
record FlameMade(
    Asked asked,
    FlamePicture picture,
    String sentence,
    Set<Tone> tones,
    Optional<DiffMarks> marks,
    Optional<DiffRows> changes,
    List<FlameRow> rows,
    FlameSearch search) {
  static final FlameMade NOTHING =
      new FlameMade(
          Asked.NOTHING,
          FlamePicture.EMPTY,
          "",
          EnumSet.noneOf(Tone.class),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          FlameSearch.NONE);

  static FlameMade of(
      Asked asked,
      FlameStacks stacks,
      FlameSource source,
      String searched,
      Words words,
      Progress progress)
      throws CancelledException {
    FlamePicture picture = FlamePicture.of(stacks, asked.query(), words, progress);
    Set<Tone> tones = EnumSet.noneOf(Tone.class);
    for (int f = 0; f < stacks.functions(); f++) {
      tones.add(stacks.tone(f));
    }
    Optional<ProfileDiff> diff = source.diff(asked.by());
    String shown =
        diff.map(d -> DiffMarks.sentence(d, words))
            .orElseGet(() -> FlameWords.sentence(picture, words));
    String sentence =
        source
            .note(asked.by())
            .map(n -> shown + words.say("flame.sentence.join") + n)
            .orElse(shown);
    Optional<DiffMarks> marks =
        diff.filter(d -> DiffMarks.fits(asked.query())).map(d -> DiffMarks.of(picture.tree(), d));
    Optional<DiffRows> changes = diff.map(DiffRows::of);
    return new FlameMade(
        asked,
        picture,
        sentence,
        tones,
        marks,
        changes,
        rows(picture, changes),
        FlameSearch.of(picture, searched));
  }

  private static List<FlameRow> rows(FlamePicture picture, Optional<DiffRows> changes) {
    List<FlameRow> rows = new ArrayList<>(FlameRows.of(picture));
    changes.ifPresent(
        c -> rows.sort(Comparator.comparingDouble(r -> -Math.abs(c.change(r.frame().function())))));
    return List.copyOf(rows);
  }

  /// What of which stacks.
  record Asked(String source, FlameGrouping by, FlameQuery query) {
    static final Asked NOTHING = new Asked("", FlameGrouping.NONE, FlameQuery.DEFAULT);

    boolean sameStacks(Asked other) {
      return source.equals(other.source) && by == other.by;
    }
  }
}
