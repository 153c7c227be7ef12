package initscope.cli;

import initscope.diagnosis.units.Mend;
import initscope.diagnosis.units.Mistake;
import initscope.diagnosis.units.UnitMistakes;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.SetUnit;
import initscope.model.finding.Sentence;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.units.CgroupFact;
import initscope.tuning.units.CgroupFacts;
import initscope.tuning.units.UnitReading;
import initscope.verbs.Tune;
import initscope.verbs.TuneCommands;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// {@code initscope tune mistakes} and {@code initscope tune cgroup}: what of one unit bears on its start. Both only read.
final class TuneUnit {
  private TuneUnit() {}

  static int run(Tune tune, Words words, Console console) throws Failure {
    Locale locale = Language.of(words);
    UnitReading read = tune.unit(words.positional(2));
    if (words.positional(0).equals(TuneAction.CGROUP.word())) {
      CgroupFacts.of(read).forEach(fact -> fact(fact, locale, console));
    } else {
      List<Mistake> found = UnitMistakes.of(read.scene());
      if (found.isEmpty()) {
        console.say(new TuneTexts(locale).say("mistake.none"));
      }
      lines(found, words.positional(1), SshWords.again(words), locale).forEach(console::result);
    }
    return 0;
  }

  private static void fact(CgroupFact fact, Locale locale, Console console) {
    console.result(
        Display.safe(fact.id() + ": " + say(fact.text(), locale) + " [" + fact.source() + "]"));
  }

  /// The lines, safe for a terminal.
  ///
  /// @param ssh options that a command needs to reach the host
  static List<String> lines(List<Mistake> found, String host, String ssh, Locale locale) {
    TuneTexts texts = new TuneTexts(locale);
    List<String> lines = new ArrayList<>();
    for (Mistake one : found) {
      String where = one.place().map(p -> " [" + p + "]").orElse("");
      lines.add(one.id() + ": " + say(one.text(), locale) + where);
      lines.add(texts.say("mistake.gain", say(one.gain(), locale)));
      lines.add(texts.say("mistake.cost", say(one.cost(), locale)));
      lines.add(
          switch (one.mend()) {
            case Mend.ByDropIn(var change) -> texts.say("mistake.try", command(host, change) + ssh);
            case Mend.ByHand(var why) -> texts.say("mistake.by_hand", say(why, locale));
          });
    }
    return lines.stream().map(Display::safe).toList();
  }

  private static String command(String host, SetUnit change) {
    return TuneCommands.plan(host, List.of(change), false, Plan.DEFAULT_WINDOW_SECONDS, "");
  }

  private static String say(Sentence sentence, Locale locale) {
    return PlanTexts.say(sentence, locale);
  }
}
