package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.finding.Sentence;
import initscope.remote.Quote;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.selinux.Denials;
import initscope.tuning.selinux.DenialsView;
import initscope.tuning.selinux.DeniedAccess;
import initscope.tuning.selinux.Proposal;
import initscope.verbs.Tune;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// {@code initscope tune denials}: what SELinux denied a domain, and the words of {@code tune plan} that would allow it.
final class DenialsText {
  private static final int MOST_MINUTES = 7 * 24 * 60;
  private static final int DEFAULT_MINUTES = 60;

  private DenialsText() {}

  /// Reads and prints.
  static int print(Tune tune, Words words, Locale locale, Console console) throws Failure {
    String domain = words.text("--domain", "");
    if (domain.isEmpty()
        || !domain.chars().allMatch(c -> c < 0x7f && (Character.isLetterOrDigit(c) || c == '_'))) {
      throw new Failure.Usage(
          "No domain named", "for tune denials", "add --domain TYPE; ps -eZ shows domains.");
    }
    long minutes = TuneVerb.number(words, "--since", DEFAULT_MINUTES);
    if (minutes < 1 || minutes > MOST_MINUTES) {
      throw new Failure.Usage(
          "No such time:", minutes + " minutes", "--since takes 1 to " + MOST_MINUTES + ".");
    }
    lines(tune.denials(domain, (int) minutes), locale).forEach(console::result);
    return 0;
  }

  /// The lines, safe for a terminal.
  static List<String> lines(DenialsView view, Locale locale) {
    TuneTexts texts = new TuneTexts(locale);
    List<String> lines = new ArrayList<>();
    Denials denials = view.denials();
    lines.add(
        texts.say("denials.head", view.source(), count(denials.messages()), denials.domain()));
    if (denials.unusable() > 0) {
      lines.add(texts.say("denials.unusable", count(denials.unusable())));
    }
    if (denials.groups().isEmpty()) {
      lines.add(say(Sentence.of("denials.none", denials.domain()), locale));
    }
    for (int i = 0; i < denials.groups().size(); i++) {
      group(i + 1, denials.groups().get(i), texts, lines);
      proposals(view.proposals().get(i), texts, lines);
    }
    view.problems().stream()
        .filter(p -> !p.id().endsWith("unfinished"))
        .forEach(p -> lines.add(texts.say("plan.note", p.id() + ": " + p.quote())));
    return lines.stream().map(Display::safe).toList();
  }

  private static String count(long number) {
    return Long.toString(number);
  }

  private static void group(int number, DeniedAccess group, TuneTexts texts, List<String> lines) {
    lines.add(
        "%d. %s %s:%s { %s } %s%s%s"
            .formatted(
                number,
                group.source(),
                group.target(),
                group.objectClass(),
                String.join(" ", group.permissions()),
                texts.say("denials.times", count(group.count())),
                times(group, texts),
                texts.say(group.onlyLogged() ? "denials.logged" : "denials.denied")));
    list("denials.paths", group.paths(), texts, lines);
    list("denials.names", group.names(), texts, lines);
    List<String> ports = group.ports().stream().map(p -> Integer.toString(p)).toList();
    list("denials.ports", ports, texts, lines);
    list("denials.programs", group.programs(), texts, lines);
  }

  private static String times(DeniedAccess group, TuneTexts texts) {
    if (group.firstMillis().isEmpty()) {
      return "";
    }
    Instant first = Instant.ofEpochMilli(group.firstMillis().getAsLong());
    Instant last = Instant.ofEpochMilli(group.lastMillis().orElseThrow());
    return first.equals(last)
        ? texts.say("denials.at", first.toString())
        : texts.say("denials.between", first.toString(), last.toString());
  }

  private static void list(String key, List<String> items, TuneTexts texts, List<String> lines) {
    if (!items.isEmpty()) {
      lines.add(texts.say(key, String.join(", ", items)));
    }
  }

  private static void proposals(List<Proposal> proposals, TuneTexts texts, List<String> lines) {
    boolean recommended = false;
    for (Proposal proposal : proposals) {
      String way = texts.say("denials.way." + proposal.way().name());
      boolean possible = proposal.change().isPresent();
      String mark = possible ? (recommended ? "denials.or" : "denials.recommended") : "denials.not";
      recommended |= possible;
      lines.add(texts.say(mark, way, say(proposal.why(), texts.locale())));
      proposal
          .opens()
          .ifPresent(o -> lines.add(texts.say("denials.opens", say(o, texts.locale()))));
      if (possible) {
        lines.add(texts.say("denials.words", Quote.words(proposal.words())));
      }
    }
  }

  private static String say(Sentence sentence, Locale locale) {
    return PlanTexts.say(sentence, locale);
  }
}
