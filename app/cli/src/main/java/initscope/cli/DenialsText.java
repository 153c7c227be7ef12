package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.finding.Sentence;
import initscope.remote.Quote;
import initscope.tuning.plan.PlanTexts;
import initscope.tuning.selinux.DenialsView;
import initscope.tuning.selinux.DeniedAccess;
import initscope.tuning.selinux.Proposal;
import initscope.verbs.Tune;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s: %d messages of %s"
            .formatted(view.source(), view.denials().messages(), view.denials().domain()));
    if (view.denials().unusable() > 0) {
      lines.add("not usable: " + view.denials().unusable() + " messages");
    }
    if (view.denials().groups().isEmpty()) {
      lines.add(say(Sentence.of("denials.none", view.denials().domain()), locale));
    }
    for (int i = 0; i < view.denials().groups().size(); i++) {
      group(i + 1, view.denials().groups().get(i), lines);
      proposals(view.proposals().get(i), locale, lines);
    }
    view.problems().stream()
        .filter(p -> !p.id().endsWith("unfinished"))
        .forEach(p -> lines.add("note: " + p.id() + ": " + p.quote()));
    return lines.stream().map(Display::safe).toList();
  }

  private static void group(int number, DeniedAccess group, List<String> lines) {
    lines.add(
        "%d. %s %s:%s { %s } %d times%s%s"
            .formatted(
                number,
                group.source(),
                group.target(),
                group.objectClass(),
                String.join(" ", group.permissions()),
                group.count(),
                times(group),
                group.onlyLogged() ? ", logged only" : ", denied"));
    list("paths", group.paths(), lines);
    list("names", group.names(), lines);
    list("ports", group.ports().stream().map(p -> Integer.toString(p)).toList(), lines);
    list("programs", group.programs(), lines);
  }

  private static String times(DeniedAccess group) {
    if (group.firstMillis().isEmpty()) {
      return "";
    }
    Instant first = Instant.ofEpochMilli(group.firstMillis().getAsLong());
    Instant last = Instant.ofEpochMilli(group.lastMillis().orElseThrow());
    return first.equals(last) ? ", " + first : ", " + first + " to " + last;
  }

  private static void list(String what, List<String> items, List<String> lines) {
    if (!items.isEmpty()) {
      lines.add("   " + what + ": " + String.join(", ", items));
    }
  }

  private static void proposals(List<Proposal> proposals, Locale locale, List<String> lines) {
    boolean recommended = false;
    for (Proposal proposal : proposals) {
      String way = proposal.way().name().toLowerCase(Locale.ROOT);
      boolean possible = proposal.change().isPresent();
      String mark = possible ? (recommended ? "or " : "recommended: ") : "not ";
      recommended |= possible;
      lines.add("   " + mark + way + ": " + say(proposal.why(), locale));
      proposal.opens().ifPresent(o -> lines.add("     opens: " + say(o, locale)));
      if (possible) {
        lines.add(
            "     words: "
                + proposal.words().stream().map(Quote::word).collect(Collectors.joining(" ")));
      }
    }
  }

  private static String say(Sentence sentence, Locale locale) {
    return PlanTexts.say(sentence, locale);
  }
}
