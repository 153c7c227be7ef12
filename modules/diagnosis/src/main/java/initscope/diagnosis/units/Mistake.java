package initscope.diagnosis.units;

import initscope.model.change.SetUnit;
import initscope.model.change.UnitSetting;
import initscope.model.finding.Confidence;
import initscope.model.finding.Sentence;
import initscope.model.start.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Something in a unit that can make its start fail, wait or lie. Sentences are said by {@code diagnosis.Sentences}.
///
/// @param kind which
/// @param place where it stands; empty where it stands nowhere, such as a default
/// @param trail further lines that make it one
/// @param text what is wrong
/// @param gain what mending wins
/// @param cost what it costs
/// @param mend how
public record Mistake(
    Kind kind,
    Optional<Place> place,
    List<Place> trail,
    Sentence text,
    Sentence gain,
    Sentence cost,
    Mend mend) {
  /// What the words of a cycle end with that nothing starts together.
  static final String APART = ".apart";

  /// Keeps an immutable copy.
  public Mistake {
    trail = List.copyOf(trail);
  }

  /// Stable dotted name.
  public String id() {
    return kind.id();
  }

  /// How sure it is. A cycle of units that nothing starts together may never show.
  public Confidence confidence() {
    return text.key().endsWith(APART) ? Confidence.POSSIBLE : kind.confidence();
  }

  /// One that a drop-in mends. Where the words do not make a change, since the host's names are not those of a unit or its settings, a
  /// person must.
  static Mistake dropIn(
      Kind kind, Optional<Place> place, List<String> about, String unit, String... settings) {
    return of(kind, "", place, about, mend(unit, settings));
  }

  /// One that only a person can mend.
  static Mistake byHand(Kind kind, Optional<Place> place, String... about) {
    return byHand(kind, "", place, about);
  }

  /// The same with words of its own for what is wrong.
  ///
  /// @param variant what follows the id in their key
  static Mistake byHand(Kind kind, String variant, Optional<Place> place, String... about) {
    Sentence why = Sentence.of(kind.id() + ".by_hand", about);
    return of(kind, variant, place, List.of(about), new Mend.ByHand(why));
  }

  private static Mistake of(
      Kind kind, String variant, Optional<Place> place, List<String> about, Mend mend) {
    String id = kind.id();
    return new Mistake(
        kind,
        place,
        List.of(),
        new Sentence(id + variant, about),
        new Sentence(id + ".gain", about),
        new Sentence(id + ".cost", about),
        mend);
  }

  /// The same with words of its own for what is wrong.
  Mistake variant(String suffix) {
    Sentence other = new Sentence(kind.id() + suffix, text.arguments());
    return new Mistake(kind, place, trail, other, gain, cost, mend);
  }

  /// The same with more lines that make it one.
  Mistake along(List<Place> more) {
    return new Mistake(kind, place, more, text, gain, cost, mend);
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
      SetUnit change = new SetUnit(unit, lines, false);
      return lines.stream().allMatch(Plannable::has)
          ? new Mend.ByDropIn(change)
          : new Mend.ByHand(Sentence.of("mistake.own.by_hand", unit, DropInText.of(change)));
    } catch (IllegalArgumentException e) {
      return new Mend.ByHand(Sentence.of("mistake.odd.by_hand", String.join(" ", settings)));
    }
  }
}
