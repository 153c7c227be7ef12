package initscope.diagnosis;

import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Goroutines that wait for each other in a circle, wherever in the program.
final class DeadlockRules {
  static final String DEADLOCK = "go.deadlock";
  private static final int MOST = 4;

  private DeadlockRules() {}

  static List<Finding> deadlock(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    for (Waited.Circle circle : Waited.circles(scene).stream().limit(MOST).toList()) {
      Chain chain = new Chain();
      Waited.link(scene, circle, chain);
      String self = circle.goroutines().size() == 1 ? ".self" : ".title";
      findings.add(
          new Finding(
              DEADLOCK,
              circle.proven() && scene.xrayHeld() ? Confidence.LIKELY : Confidence.POSSIBLE,
              Sentence.of(
                  DEADLOCK + (circle.proven() ? self : ".possible"),
                  circle.words(),
                  Long.toString(circle.goroutines().getFirst())),
              about(circle.goroutines().getFirst()),
              chain.links(),
              chain.evidence(),
              Optional.of(Sentence.of(DEADLOCK + ".next"))));
    }
    return findings;
  }

  private static Subject about(long goroutine) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        OptionalLong.empty(),
        OptionalLong.of(goroutine),
        OptionalLong.empty());
  }
}
