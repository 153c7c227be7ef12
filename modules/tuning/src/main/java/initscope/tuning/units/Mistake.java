package initscope.tuning.units;

import initscope.model.change.SetUnit;
import initscope.model.change.UnitSetting;
import initscope.model.finding.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something in a unit that can make its start fail, wait or lie. Sentences are said by {@code PlanTexts}.
///
/// @param id stable dotted name
/// @param place where it stands; empty where it stands nowhere, such as a default
/// @param text what is wrong
/// @param gain what mending wins
/// @param cost what it costs
/// @param mend how
public record Mistake(
    String id, Optional<Place> place, Sentence text, Sentence gain, Sentence cost, Mend mend) {

  /// One that a drop-in mends. Where the words do not make a change, since the host's names are not those of a unit or its settings, a
  /// person must.
  static Mistake dropIn(
      String id, Optional<Place> place, List<String> about, String unit, String... settings) {
    return of(id, place, about, mend(unit, settings));
  }

  /// One that only a person can mend.
  static Mistake byHand(String id, Optional<Place> place, String... about) {
    return of(id, place, List.of(about), new Mend.ByHand(Sentence.of(id + ".by_hand", about)));
  }

  private static Mistake of(String id, Optional<Place> place, List<String> about, Mend mend) {
    return new Mistake(
        id,
        place,
        new Sentence(id, about),
        new Sentence(id + ".gain", about),
        new Sentence(id + ".cost", about),
        mend);
  }

  private static Mend mend(String unit, String... settings) {
    List<UnitSetting> lines = new ArrayList<>();
    try {
      for (String setting : settings) {
        int dot = setting.indexOf('.');
        int equals = setting.indexOf('=');
        lines.add(
            new UnitSetting(
                setting.substring(0, dot),
                setting.substring(dot + 1, equals),
                setting.substring(equals + 1)));
      }
      return new Mend.ByDropIn(new SetUnit(unit, lines, false));
    } catch (IllegalArgumentException e) {
      return new Mend.ByHand(Sentence.of("mistake.odd.by_hand", String.join(" ", settings)));
    }
  }
}
