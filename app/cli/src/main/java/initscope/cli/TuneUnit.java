package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.finding.Sentence;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.units.CgroupFact;
import initscope.tuning.units.CgroupFacts;
import initscope.tuning.units.Mend;
import initscope.tuning.units.Mistake;
import initscope.tuning.units.UnitMistakes;
import initscope.tuning.units.UnitReading;
import initscope.verbs.Tune;
import initscope.verbs.TuneCommands;
import java.util.List;
import java.util.Locale;

/// {@code initscope tune mistakes} and {@code initscope tune cgroup}: what of one unit bears on its start. Both only read.
final class TuneUnit {
  private TuneUnit() {}

  static int run(Tune tune, Words words, Console console) throws Failure {
    List<String> rest = words.positionalsFrom(2);
    String action = words.positional(0);
    if (rest.size() != 1) {
      throw new Failure.Usage(
          "No UNIT named", "for tune " + action, "name one in full, such as orders.service.");
    }
    Locale locale = Language.of(words);
    UnitReading read = tune.unit(rest.getFirst());
    if (action.equals("cgroup")) {
      CgroupFacts.of(read).forEach(fact -> fact(fact, locale, console));
    } else {
      mistakes(UnitMistakes.of(read), words.positional(1), locale, console);
    }
    return 0;
  }

  private static void fact(CgroupFact fact, Locale locale, Console console) {
    console.result(
        Display.safe(fact.id() + ": " + say(fact.text(), locale) + " [" + fact.source() + "]"));
  }

  private static void mistakes(List<Mistake> found, String host, Locale locale, Console console) {
    if (found.isEmpty()) {
      console.say("No mistake was found that bears on the start of this unit.");
    }
    for (Mistake one : found) {
      String where = one.place().map(p -> " [" + p + "]").orElse("");
      console.result(Display.safe(one.id() + ": " + say(one.text(), locale) + where));
      console.result(Display.safe("  gain: " + say(one.gain(), locale)));
      console.result(Display.safe("  cost: " + say(one.cost(), locale)));
      switch (one.mend()) {
        case Mend.ByDropIn(var change) ->
            console.result(
                Display.safe(
                    "  try it: "
                        + TuneCommands.plan(
                            host, List.of(change), false, Plan.DEFAULT_WINDOW_SECONDS, "")));
        case Mend.ByHand(var why) -> console.result(Display.safe("  by hand: " + say(why, locale)));
      }
    }
  }

  private static String say(Sentence sentence, Locale locale) {
    return PlanTexts.say(sentence, locale);
  }
}
