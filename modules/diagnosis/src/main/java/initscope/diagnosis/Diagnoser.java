package initscope.diagnosis;

import initscope.diagnosis.units.Kind;
import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Asks every rule and chooses the verdict. The same incident always gives the same diagnosis.
public final class Diagnoser {
  private Diagnoser() {}

  /// All findings and the one that answers the question.
  public static Diagnosis diagnose(Incident incident) {
    Scene scene = new Scene(incident);
    Set<Need> missing = EnumSet.noneOf(Need.class);
    List<Finding> candidates = new ArrayList<>();
    List<Finding> asides = new ArrayList<>();
    for (Rule rule : Rules.ALL) {
      List<Need> lacking = rule.needs().stream().filter(n -> !n.metBy(incident)).toList();
      missing.addAll(lacking);
      if (lacking.isEmpty()) {
        (rule.role() == Rule.Role.VERDICT ? candidates : asides).addAll(rule.judge().apply(scene));
      }
    }
    Finding verdict =
        candidates.stream().findFirst().orElseGet(() -> NotKnown.of(scene, missing, asides));
    List<Finding> others = new ArrayList<>(candidates);
    others.addAll(asides);
    others.remove(verdict);
    others.sort(Comparator.comparing(Finding::confidence));
    others.addFirst(verdict);
    boolean unsure =
        verdict.confidence() != Confidence.CERTAIN
            && incident.process().isPresent()
            && !scene.isNotGo();
    if (unsure && missing.contains(Need.GOROUTINES) && !verdict.rule().equals(NotKnown.RULE)) {
      others.add(NotKnown.of(scene, missing, asides));
    }
    return new Diagnosis(verdict, others, warnings(incident));
  }

  private static List<Sentence> warnings(Incident incident) {
    return incident.inputs().stream().flatMap(input -> Warnings.of(input).stream()).toList();
  }

  /// Ids of all rules, in the order in which they may become the verdict.
  public static List<String> ruleIds() {
    List<String> ids = new ArrayList<>(Rules.ALL.stream().map(Rule::id).distinct().toList());
    ids.addAll(Kind.ids());
    ids.add(NotKnown.RULE);
    return List.copyOf(ids);
  }
}
