package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames.InitFrame;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The function of every {@code init.*} rule: the init in progress waits for this kind of thing.
final class Blocked {
  private Blocked() {}

  static List<Finding> judge(Scene scene, Wait wait) {
    return scene.init().filter(at -> at.kind() == wait).map(at -> finding(scene, at)).stream()
        .toList();
  }

  private static Finding finding(Scene scene, InitAt at) {
    Chain chain = new Chain();
    Trail.init(scene, at, chain);
    Trail.thread(scene, at, chain);
    Detail detail = Details.of(scene, at, chain);
    if (at.kind() == Wait.DNS || at.kind() == Wait.DIAL) {
      Goroutines.helpers(scene, at, chain);
    }
    Trail.since(scene.incident(), at, chain);
    String rule = at.kind().rule();
    return new Finding(
        rule,
        confidence(scene, at, detail),
        Sentence.of(
            rule + "." + detail.variant(),
            at.packagePath(),
            detail.value(),
            detail.more(),
            at.word()),
        subject(scene, at),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(rule + ".next", at.packagePath(), detail.value(), detail.more())));
  }

  /// A title that tells what may be cannot be certain.
  private static Confidence confidence(Scene scene, InitAt at, Detail detail) {
    Confidence confidence = Trust.confidence(scene, at);
    return detail.inferred() && confidence == Confidence.CERTAIN ? Confidence.LIKELY : confidence;
  }

  /// Whose init it is, and where it stands.
  static Subject subject(Scene scene, InitAt at) {
    Optional<Frame> place = at.place();
    return new Subject(
        Optional.of(at.packagePath()),
        at.innermost().map(InitFrame::initFunction).or(() -> onlyFunction(scene, at)),
        place.flatMap(Frame::file),
        place.map(Frame::line).orElse(OptionalInt.empty()),
        Optional.of(at.word()),
        at.goroutine().map(Goroutine::waitNanos).orElse(OptionalLong.empty()),
        at.goroutine().map(g -> OptionalLong.of(g.id())).orElse(OptionalLong.empty()),
        at.thread().map(ThreadState::tid).map(OptionalLong::of).orElse(OptionalLong.empty()));
  }

  /// Without a stack, an init task that runs a single function still tells which.
  private static Optional<String> onlyFunction(Scene scene, InitAt at) {
    return scene.runningInits().stream()
        .filter(i -> i.packagePath().equals(at.packagePath()) && i.functions().size() == 1)
        .map(i -> i.functions().getFirst())
        .findFirst();
  }
}
