package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoSymbol;
import initscope.model.host.JournalEntry;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// What the unit's journal says of earlier starts.
final class Journals {
  private static final String ENTRY = "raw/unit/journal";
  private static final List<String> DEATHS = List.of("panic: ", "fatal error: ", "SIG");
  private static final String GAVE_UP = "Start request repeated too quickly";
  private static final List<String> SKIPPED =
      List.of("was skipped because", "Condition check resulted in", "being skipped");

  /// Of systemd since 246, and before.
  private static final List<String> ENDED =
      List.of(".service: Deactivated successfully", ".service: Succeeded");

  private static final int MOST_LINES = 200;

  private Journals() {}

  static boolean hasExit(Incident incident) {
    return incident.journal().stream().anyMatch(Journals::isExit);
  }

  /// Whether systemd's last word is that it will not try again; Result= keeps the reason of the last exit then.
  static boolean gaveUp(Incident incident) {
    return incident.journal().stream()
        .filter(Journals::isExit)
        .reduce((a, b) -> b)
        .filter(e -> e.message().contains(GAVE_UP))
        .isPresent();
  }

  /// systemd's word that a condition did not hold. It forgets ConditionResult= when it unloads the unit; the journal does not.
  static Optional<JournalEntry> skipped(Incident incident) {
    return incident.journal().stream()
        .filter(Journals::bySystemd)
        .reduce((a, b) -> b)
        .filter(e -> Stacks.containsAny(e.message(), SKIPPED));
  }

  /// systemd's word that the unit ended without an error, where it was not started again since. It forgets that too.
  static Optional<JournalEntry> ended(Incident incident) {
    return incident.journal().stream()
        .filter(Journals::bySystemd)
        .filter(e -> Stacks.containsAny(e.message(), ENDED) || e.message().startsWith("Start"))
        .reduce((a, b) -> b)
        .filter(e -> Stacks.containsAny(e.message(), ENDED));
  }

  static void ended(Incident incident, Chain chain) {
    ended(incident)
        .ifPresent(e -> chain.add(place(incident, e), "because.journal.exit", e.message()));
  }

  static void skipped(Incident incident, Chain chain) {
    skipped(incident)
        .ifPresent(e -> chain.add(place(incident, e), "because.journal.exit", e.message()));
  }

  /// The last few exits systemd logged.
  static void exits(Incident incident, Chain chain) {
    List<JournalEntry> exits = incident.journal().stream().filter(Journals::isExit).toList();
    exits
        .subList(Math.max(0, exits.size() - 3), exits.size())
        .forEach(e -> chain.add(place(incident, e), "because.journal.exit", e.message()));
  }

  /// The unit died in a package init: the Go runtime's last words name it.
  static List<Finding> died(Scene scene) {
    Incident incident = scene.incident();
    boolean alive =
        incident.process().isPresent() && incident.unit().filter(UnitRules::dead).isEmpty();
    List<JournalEntry> journal = incident.journal();
    int death = -1;
    for (int i = 0; i < journal.size(); i++) {
      if (Stacks.startsWithAny(journal.get(i).message(), DEATHS)) {
        death = death >= 0 && isSameDeath(journal, death, i) ? death : i;
      }
    }
    if (alive || death < 0) {
      return List.of();
    }
    for (int i = death; i < Math.min(journal.size(), death + MOST_LINES); i++) {
      Optional<String> owner = GoSymbol.initPackage(journal.get(i).message());
      if (owner.isPresent() && journal.get(i).message().endsWith(")")) {
        return List.of(
            finding(incident, journal.subList(death, journal.size()), i - death, owner.get()));
      }
    }
    return List.of();
  }

  /// "panic: ..." is followed by "[signal SIGSEGV ..." and the like.
  private static boolean isSameDeath(List<JournalEntry> journal, int first, int second) {
    return second - first < 4
        && journal.get(first).field("_PID").equals(journal.get(second).field("_PID"));
  }

  private static Finding finding(
      Incident incident, List<JournalEntry> words, int init, String owner) {
    JournalEntry death = words.getFirst();
    JournalEntry frame = words.get(init);
    Optional<Frame> place =
        place(words.subList(0, init + 2 > words.size() ? init + 1 : init + 2), owner);
    Chain chain = new Chain();
    chain.add(place(incident, death), "because.journal.death", death.message());
    chain.add(place(incident, frame), "because.journal.frame", frame.message());
    place.ifPresent(
        p ->
            chain.add(
                place(incident, where(words, p)), "because.place", p.function(), Stacks.place(p)));
    exits(incident, chain);
    String rule = Wait.CRASHED.rule();
    return new Finding(
        rule,
        isOfMain(incident, death) ? Confidence.CERTAIN : Confidence.LIKELY,
        Sentence.of(rule + ".journal", owner, death.message()),
        new Subject(
            Optional.of(owner),
            Optional.of(withoutArguments(frame.message())),
            place.flatMap(Frame::file),
            place.map(Frame::line).orElse(OptionalInt.empty()),
            Optional.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty()),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(rule + (asleep(death) ? ".next.asleep" : ".next"), owner)));
  }

  private static String withoutArguments(String call) {
    int open = call.lastIndexOf('(');
    return open > 0 ? call.substring(0, open) : call;
  }

  private static boolean asleep(JournalEntry death) {
    return death.message().contains("all goroutines are asleep");
  }

  /// Whether systemd bears it out: the same process was the unit's main one and exited as the Go runtime does after such words.
  private static boolean isOfMain(Incident incident, JournalEntry death) {
    Optional<String> main = incident.unit().flatMap(unit -> unit.get("ExecMainPID"));
    boolean code =
        incident.unit().flatMap(u -> u.get("ExecMainCode")).filter("1"::equals).isPresent();
    boolean status =
        incident.unit().flatMap(u -> u.get("ExecMainStatus")).filter("2"::equals).isPresent();
    return code && status && main.isPresent() && main.equals(death.field("_PID"));
  }

  /// The entry that says it.
  private static JournalEntry where(List<JournalEntry> words, Frame place) {
    String file = "\t" + place.file().orElse("") + ":";
    return words.stream()
        .filter(entry -> entry.message().startsWith(file))
        .findFirst()
        .orElse(words.getFirst());
  }

  /// The innermost line of the package's own code: a function, then its file and line in the entry after it.
  private static Optional<Frame> place(List<JournalEntry> words, String owner) {
    for (int i = 0; i + 1 < words.size(); i++) {
      String function = words.get(i).message();
      String where = words.get(i + 1).message();
      int colon = where.lastIndexOf(':');
      if (GoSymbol.packageOf(function).filter(owner::equals).isPresent()
          && where.startsWith("\t")
          && colon > 0) {
        int end = colon + 1;
        while (end < where.length() && end < colon + 9 && Character.isDigit(where.charAt(end))) {
          end++;
        }
        return end == colon + 1
            ? Optional.empty()
            : Optional.of(
                Frame.of(
                    withoutArguments(function),
                    where.substring(1, colon),
                    Integer.parseInt(where.substring(colon + 1, end))));
      }
    }
    return Optional.empty();
  }

  private static boolean bySystemd(JournalEntry entry) {
    return entry.field("_PID").filter("1"::equals).isPresent();
  }

  private static boolean isExit(JournalEntry entry) {
    return bySystemd(entry)
        && (entry.message().contains("ain process exited") || entry.message().contains(GAVE_UP));
  }

  private static Optional<EvidenceRef> place(Incident incident, JournalEntry entry) {
    String file = Places.source(incident, "journal").map(EvidenceRef::entry).orElse(ENTRY);
    return Optional.of(EvidenceRef.at(file, entry.offset(), entry.message()));
  }
}
