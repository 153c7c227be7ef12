package initscope.diagnosis;

import initscope.diagnosis.units.DropInText;
import initscope.diagnosis.units.FileMistakes;
import initscope.diagnosis.units.FileMistakes.Found;
import initscope.diagnosis.units.Kind.Effect;
import initscope.diagnosis.units.Mend;
import initscope.diagnosis.units.Mistake;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.start.Place;
import initscope.model.start.UnitFile;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Mistakes of unit files as findings: beside a verdict, and as the verdict where nothing but unit files was given.
final class UnitFileRules {
  static final String MISTAKES = "units.none";

  private UnitFileRules() {}

  /// The worst first, of those that can block or delay a start; else that there is none.
  static List<Finding> alone(Scene scene) {
    Incident incident = scene.incident();
    return nothingElse(incident) ? all(incident) : List.of();
  }

  /// Beside what else was given.
  static List<Finding> beside(Scene scene) {
    Incident incident = scene.incident();
    return nothingElse(incident) ? List.of() : new Findings(incident).mistakes();
  }

  private static boolean nothingElse(Incident incident) {
    return incident.process().isEmpty()
        && incident.unit().isEmpty()
        && incident.threads().isEmpty()
        && incident.goroutines().isEmpty()
        && incident.inits().isEmpty()
        && incident.go().isEmpty()
        && incident.perf().isEmpty()
        && incident.goTraces().isEmpty()
        && incident.timeLapse().isEmpty()
        && incident.start().boot().isEmpty();
  }

  private static List<Finding> all(Incident incident) {
    Findings findings = new Findings(incident);
    List<Finding> all = new ArrayList<>(findings.mistakes());
    // the first of those that can block or delay a start is the verdict
    for (int i = 0; i < findings.found.size(); i++) {
      if (findings.found.get(i).mistake().kind().effect() != Effect.MISLEADS) {
        all.addFirst(all.remove(i));
        return all;
      }
    }
    all.addFirst(findings.none(!all.isEmpty()));
    return all;
  }

  /// Makes findings of mistakes, each with the lines that prove it.
  private static final class Findings {
    private final Incident incident;
    private final List<Found> found;
    private final int units;
    private final Map<String, UnitFile> files = new HashMap<>();

    Findings(Incident incident) {
      this.incident = incident;
      FileMistakes read =
          FileMistakes.of(incident.start().unitFiles(), incident.start().fstab(), incident.unit());
      this.units = read.units();
      this.found =
          read.found().stream()
              .sorted(
                  Comparator.comparing((Found f) -> f.mistake().confidence())
                      .thenComparing(f -> f.mistake().kind().effect()))
              .toList();
      incident.start().unitFiles().forEach(f -> files.putIfAbsent(f.path(), f));
    }

    List<Finding> mistakes() {
      return found.stream().map(this::finding).toList();
    }

    private Finding finding(Found one) {
      Mistake mistake = one.mistake();
      Chain chain = new Chain();
      Optional<EvidenceRef> place = mistake.place().flatMap(this::evidence);
      place.ifPresent(p -> chain.add(place, "units.line", one.unit(), p.quote()));
      Optional<EvidenceRef> where = place.or(() -> whole(one));
      if (place.isEmpty()) {
        chain.add(where, "units.files", one.unit());
      }
      for (Place more : mistake.trail()) {
        Optional<EvidenceRef> ref = evidence(more);
        if (!ref.equals(place)) {
          ref.ifPresent(r -> chain.add(ref, "units.trail", r.quote()));
        }
      }
      add(chain, where, mistake.gain());
      add(chain, where, mistake.cost());
      return new Finding(
          mistake.id(),
          mistake.confidence(),
          mistake.text(),
          subject(where),
          chain.links(),
          chain.evidence(),
          Optional.of(next(mistake)));
    }

    private static void add(Chain chain, Optional<EvidenceRef> where, Sentence sentence) {
      chain.add(where, sentence.key(), sentence.arguments().toArray(String[]::new));
    }

    private static Sentence next(Mistake mistake) {
      return switch (mistake.mend()) {
        case Mend.ByDropIn(var change) ->
            Sentence.of(
                "next.unit.dropin",
                change.unit(),
                DropInText.of(change),
                DropInText.fileAfter(mistake.place()));
        case Mend.ByHand(var why) -> why;
      };
    }

    private static Subject subject(Optional<EvidenceRef> where) {
      return new Subject(
          Optional.empty(),
          Optional.empty(),
          where.map(EvidenceRef::entry),
          where.map(EvidenceRef::line).orElse(OptionalInt.empty()),
          Optional.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty());
    }

    private Optional<EvidenceRef> evidence(Place place) {
      return Optional.ofNullable(files.get(place.file()))
          .flatMap(
              f ->
                  f.lines().stream()
                      .filter(l -> l.place().equals(place))
                      .findFirst()
                      .map(l -> ref(f, l)));
    }

    private static EvidenceRef ref(UnitFile file, UnitLine line) {
      String quote = line.text();
      return new EvidenceRef(
          file.entry(),
          OptionalLong.of(line.offset()),
          OptionalInt.of(line.at()),
          quote.substring(0, Math.min(quote.length(), 400)));
    }

    private Optional<EvidenceRef> whole(Found one) {
      return one.file().map(f -> EvidenceRef.whole(f.entry(), f.path())).or(this::first);
    }

    private Optional<EvidenceRef> first() {
      return incident.start().unitFiles().stream()
          .findFirst()
          .map(f -> EvidenceRef.whole(f.entry(), f.path()));
    }

    /// Nothing was found that can block or delay a start.
    Finding none(boolean notes) {
      String count = Integer.toString(units);
      Chain chain = new Chain();
      chain.add(first(), "units.files", count);
      return new Finding(
          MISTAKES,
          Confidence.LIKELY,
          Sentence.of(MISTAKES + (notes ? ".notes" : ".title"), count),
          Subject.NONE,
          List.of(),
          chain.evidence(),
          Optional.of(Sentence.of(MISTAKES + ".next")));
    }
  }
}
