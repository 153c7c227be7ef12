package initscope.diagnosis;

import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.go.GoRuntime;
import initscope.model.go.InitTask;
import initscope.model.host.ProcStat;
import initscope.model.host.ProcStatus;
import initscope.model.host.ProcessFacts;
import initscope.model.host.ProcessFacts.Child;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// A process that can have no package init: it has ended, is no Go program, or its runtime has not come that far.
final class NoInitRules {
  static final String ZOMBIE = "process.zombie";
  static final String NOT_GO = "process.not-go";
  static final String BEFORE_RUNTIME = "start.before-runtime";

  private NoInitRules() {}

  /// Ended, and only its entry in the table of processes is left. While other threads live it is only the first that has ended.
  static List<Finding> zombie(Scene scene) {
    ProcessFacts process = scene.incident().process().orElseThrow();
    boolean byStatus =
        process.status().flatMap(ProcStatus::state).filter(s -> s == 'Z').isPresent();
    boolean byStat = process.stat().map(ProcStat::state).filter(s -> s == 'Z').isPresent();
    List<ThreadState> threads = scene.incident().threads();
    if ((!byStatus && !byStat) || threads.stream().anyMatch(t -> t.state() != 'Z')) {
      return List.of();
    }
    String parent = process.stat().map(ProcStat::ppid).map(id -> Long.toString(id)).orElse("?");
    Chain chain = new Chain();
    chain.add(
        Places.source(scene.incident(), "status:State", "process.stat"),
        "because.process.zombie",
        ProcessRules.pid(process));
    chain.add(
        Places.source(scene.incident(), "status:PPid", "process.stat"),
        "because.process.parent",
        parent);
    return List.of(
        new Finding(
            ZOMBIE,
            byStatus && byStat ? Confidence.CERTAIN : Confidence.LIKELY,
            Sentence.of(ZOMBIE + ".title", ProcessRules.pid(process), parent),
            Subject.NONE,
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(ZOMBIE + ".next", parent))));
  }

  /// A shell, an interpreter or a supervisor: the Go program may be its child.
  static List<Finding> notGo(Scene scene) {
    ProcessFacts process = scene.incident().process().orElseThrow();
    if (!scene.isNotGo()) {
      return List.of();
    }
    Chain chain = new Chain();
    chain.add(
        Places.source(scene.incident(), "xray.exe"),
        "because.binary.not-go",
        scene.incident().go().flatMap(GoRuntime::refusal).orElse(""));
    scene.mainThread().ifPresent(t -> Trail.thread(scene, t, chain));
    Details.child(scene.incident(), Optional.empty(), List.of(), chain);
    Optional<Child> child = process.children().stream().findFirst();
    return List.of(
        new Finding(
            NOT_GO,
            Confidence.LIKELY,
            Sentence.of(
                NOT_GO + ".title", ProcessRules.pid(process), process.executable().orElse("?")),
            Subject.NONE,
            chain.links(),
            chain.evidence(),
            Optional.of(
                child.isPresent()
                    ? Sentence.of(
                        NOT_GO + ".next.child",
                        Long.toString(child.get().pid()),
                        child.get().comm())
                    : Sentence.of(NOT_GO + ".next"))));
  }

  /// Runtime.main starts a second thread, sysmon, before the first package init. A Go program with one thread has begun none:
  /// ld.so, a C constructor or the runtime's own set-up still runs. The X-ray may have seen that there is no goroutine at all.
  static List<Finding> beforeRuntime(Scene scene) {
    ProcessFacts process = scene.incident().process().orElseThrow();
    Optional<GoRuntime> go = scene.incident().go().filter(g -> g.binary().isGo());
    boolean begun =
        !scene.incident().goroutines().isEmpty()
            || scene.incident().inits().stream()
                .anyMatch(
                    i -> i.state() == InitTask.State.RUNNING || i.state() == InitTask.State.DONE);
    boolean none = go.filter(GoRuntime::hasNoGoroutineYet).isPresent();
    boolean one = threadCount(scene, process) == 1;
    if (go.isEmpty() || begun || (!one && !none)) {
      return List.of();
    }
    Chain chain = new Chain();
    if (none) {
      chain.add(Places.source(scene.incident(), "xray.memory"), "because.goroutine.none");
    }
    if (one) {
      chain.add(
          Places.source(scene.incident(), "status:Threads", "process.status", "process.stat"),
          "because.thread.one");
    }
    scene.mainThread().ifPresent(t -> Trail.thread(scene, t, chain));
    boolean untouched = untouched(scene);
    if (untouched) {
      chain.add(
          scene.incident().inits().getFirst().evidence().stream().findFirst(),
          "because.init.untouched");
    }
    String how = go.get().binary().dynamic() ? ".dynamic" : ".static";
    return List.of(
        new Finding(
            BEFORE_RUNTIME,
            untouched && one ? Confidence.CERTAIN : Confidence.LIKELY,
            Sentence.of(BEFORE_RUNTIME + how + (none ? ".none" : ""), ProcessRules.pid(process)),
            Subject.NONE,
            chain.links(),
            chain.evidence(),
            Optional.of(Sentence.of(BEFORE_RUNTIME + ".next", ProcessRules.pid(process)))));
  }

  private static boolean untouched(Scene scene) {
    List<InitTask> inits = scene.incident().inits();
    return scene.xrayHeld()
        && !inits.isEmpty()
        && inits.stream().allMatch(i -> i.state() == InitTask.State.WAITING);
  }

  private static long threadCount(Scene scene, ProcessFacts process) {
    OptionalLong told = process.status().map(s -> s.number("Threads")).orElse(OptionalLong.empty());
    return told.orElse(scene.incident().threads().size());
  }
}
