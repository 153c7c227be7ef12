package initscope.diagnosis;

import initscope.model.Problem;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoRuntime;
import initscope.model.host.ProcStatus;
import initscope.model.host.ProcessFacts;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What the process itself shows: stopped, traced, ended by a signal.
final class ProcessRules {
  static final String STOPPED = "process.stopped";
  static final String TRACED = "process.traced";
  static final String ENDED = "process.ended-by-signal";
  static final String RELEASE_UNKNOWN = "go.release-unknown";
  static final String EXE_DELETED = "process.exe-deleted";

  private ProcessRules() {}

  static List<Finding> stopped(Scene scene) {
    ProcessFacts process = scene.incident().process().orElseThrow();
    boolean byStatus =
        process.status().flatMap(ProcStatus::state).filter(s -> s == 'T').isPresent();
    List<ThreadState> threads = scene.incident().threads();
    boolean byThreads = !threads.isEmpty() && threads.stream().allMatch(t -> t.state() == 'T');
    if (!byStatus && !byThreads) {
      return List.of();
    }
    Chain chain = new Chain();
    chain.add(Places.process(scene.incident()), "because.process.stopped", pid(process));
    threads.stream().findFirst().ifPresent(t -> Trail.thread(scene, t, chain));
    scene.init().ifPresent(at -> Trail.init(scene, at, chain));
    return List.of(
        new Finding(
            STOPPED,
            byStatus && byThreads ? Confidence.CERTAIN : Confidence.LIKELY,
            Sentence.of(STOPPED + ".title", pid(process)),
            scene.init().map(at -> Blocked.subject(scene, at)).orElse(Subject.NONE),
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(STOPPED + ".next", pid(process)))));
  }

  static List<Finding> traced(Scene scene) {
    ProcessFacts process = scene.incident().process().orElseThrow();
    OptionalLong tracer =
        process.status().map(s -> s.number("TracerPid")).orElse(OptionalLong.empty());
    if (tracer.isEmpty() || tracer.getAsLong() == 0) {
      return List.of();
    }
    Chain chain = new Chain();
    chain.add(
        Places.source(scene.incident(), "status:TracerPid", "process.status"),
        "because.process.traced",
        Long.toString(tracer.getAsLong()));
    return List.of(
        aside(TRACED, Sentence.of(TRACED + ".title", Long.toString(tracer.getAsLong())), chain));
  }

  /// A core file tells how the process ended.
  static List<Finding> ended(Scene scene) {
    ProcessFacts process = scene.incident().process().orElseThrow();
    if (process.signal().isEmpty()) {
      return List.of();
    }
    String signal = process.signal().get();
    Chain chain = new Chain();
    chain.add(
        Places.source(scene.incident(), "process.signal", "process"),
        "because.process.signal",
        signal);
    return List.of(aside(ENDED, Sentence.of(ENDED + ".title", pid(process), signal), chain));
  }

  static List<Finding> exeDeleted(Scene scene) {
    ProcessFacts process = scene.incident().process().orElseThrow();
    if (!process.executableDeleted()) {
      return List.of();
    }
    String exe = process.executable().orElse("?");
    Chain chain = new Chain();
    chain.add(
        Places.source(scene.incident(), "process.exe", "process.stat"), "because.exe.deleted", exe);
    return List.of(aside(EXE_DELETED, Sentence.of(EXE_DELETED + ".title", exe), chain));
  }

  /// A program whose build info was removed, and which layouts of the runtime fit it.
  static List<Finding> releaseUnknown(Scene scene) {
    Optional<GoRuntime> go =
        scene.incident().go().filter(g -> g.binary().isGo() && !g.binary().isReleaseKnown());
    if (go.isEmpty()) {
      return List.of();
    }
    String fits =
        go.get().problems().stream()
            .filter(p -> p.id().equals("xray.layout.possible"))
            .map(Problem::quote)
            .findFirst()
            .orElse("-");
    Chain chain = new Chain();
    chain.add(
        Places.source(scene.incident(), "xray.exe", "xray.memory"), "because.binary.unnamed", fits);
    Sentence title = Sentence.of(RELEASE_UNKNOWN + ".title", go.get().binary().goVersion());
    return List.of(aside(RELEASE_UNKNOWN, title, chain));
  }

  static String pid(ProcessFacts process) {
    return Long.toString(process.pid());
  }

  /// A finding that stands beside the verdict: one source, no package.
  static Finding aside(String rule, Sentence title, Chain chain) {
    return new Finding(
        rule,
        Confidence.LIKELY,
        title,
        Subject.NONE,
        chain.links(),
        chain.evidence(),
        Optional.empty());
  }
}
