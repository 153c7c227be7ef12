package initscope.diagnosis;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitFrames.InitFrame;
import initscope.model.go.InitTask;
import initscope.model.go.PackageImport;
import initscope.model.host.ThreadState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The links every init finding has: which init, on which goroutine, on which thread, since when.
final class Trail {
  /// Less than that is told by the two looks at the thread.
  private static final long LEAST_NANOS = 1_000_000_000L;

  private Trail() {}

  /// The init, those around it, the goroutine and the place of its own code.
  static void init(Scene scene, InitAt at, Chain chain) {
    Optional<EvidenceRef> stack = stackPlace(at);
    Optional<InitTask> task =
        marked(scene).stream().filter(i -> i.packagePath().equals(at.packagePath())).findFirst();
    task.ifPresent(t -> chain.add(first(t.evidence()), "because.init.task", at.packagePath()));
    at.innermost().ifPresent(f -> onStack(at, f, chain));
    boolean unseen = at.goroutine().filter(g -> g.frames().isEmpty()).isPresent();
    if (at.kind() == Wait.BUSY && unseen) {
      task.filter(t -> t.functions().size() > 1)
          .ifPresent(
              t ->
                  chain.add(
                      first(t.evidence()),
                      "because.init.unseen",
                      Integer.toString(t.functions().size())));
    }
    around(scene, at, chain, stack);
    at.goroutine().ifPresent(g -> goroutine(g, at, chain));
    at.goroutine().filter(g -> at.parked()).ifPresent(g -> Waited.link(scene, g, chain));
    at.place().ifPresent(f -> place(at, f, stack, chain));
    imports(scene, at, chain);
    at.goroutine().ifPresent(g -> chain.also(g.evidence()));
  }

  private static void around(Scene scene, InitAt at, Chain chain, Optional<EvidenceRef> stack) {
    for (InitFrame outer : at.chain().stream().skip(1).limit(8).toList()) {
      chain.add(stack, "because.init.outer", outer.initFunction());
    }
    for (InitTask task : marked(scene).stream().limit(16).toList()) {
      boolean shown =
          task.packagePath().equals(at.packagePath())
              || at.chain().stream().anyMatch(f -> f.packagePath().equals(task.packagePath()));
      if (!shown) {
        chain.add(first(task.evidence()), "because.init.importer", task.packagePath());
      }
    }
  }

  /// How the package came into the program.
  private static void imports(Scene scene, InitAt at, Chain chain) {
    Incident incident = scene.incident();
    List<PackageImport> way = incident.importsTo(at.packagePath());
    if (way.isEmpty()) {
      return;
    }
    PackageImport last = way.getLast();
    String path =
        way.stream().map(i -> i.importer() + " → ").collect(Collectors.joining())
            + at.packagePath();
    boolean whole = way.getFirst().importer().equals("main");
    boolean listed =
        first(last.evidence())
            .filter(e -> e.entry().equals(incident.importTree().source()))
            .isPresent();
    chain.add(
        first(last.evidence()),
        listed ? "because.imports.list" : whole ? "because.imports" : "because.imports.part",
        last.importer(),
        last.at().map(f -> f.function() + " (" + Stacks.place(f) + ")").orElse("?"),
        path);
  }

  /// Without memory, a running init is only what a stack proves, which has its own link.
  private static List<InitTask> marked(Scene scene) {
    return scene.incident().go().isPresent() ? scene.runningInits() : List.of();
  }

  private static void onStack(InitAt at, InitFrame init, Chain chain) {
    String key = at.ranWhileRead() ? "because.init.stack.running" : "because.init.stack";
    chain.add(stackPlace(at, init.initFunction()), key, init.initFunction(), name(at));
  }

  private static void goroutine(Goroutine g, InitAt at, Chain chain) {
    boolean runs = at.word().equals(Waits.RUNNING);
    String seen = at.parked() ? "waiting" : at.inSyscall() ? "syscall" : g.status();
    String status = runs ? "running" : seen;
    String key =
        switch (status) {
          case "waiting" -> "because.goroutine.waiting";
          case "syscall" -> "because.goroutine.syscall";
          case "runnable" -> "because.goroutine.runnable";
          default -> "because.goroutine.running";
        };
    chain.add(Places.goroutine(g), key, Long.toString(g.id()), at.word());
    if (g.torn() && !g.status().equals("running")) {
      chain.add(Places.goroutine(g), "because.goroutine.torn", Long.toString(g.id()));
    }
  }

  private static void place(InitAt at, Frame frame, Optional<EvidenceRef> stack, Chain chain) {
    if (frame.file().isEmpty()) {
      return;
    }
    boolean ran = at.ranWhileRead();
    chain.add(
        ran ? stackPlace(at, frame.function()) : stack,
        ran ? "because.place.running" : "because.place",
        frame.function(),
        Stacks.place(frame));
  }

  /// What the kernel says of the thread, and whether it agrees.
  static void thread(Scene scene, InitAt at, Chain chain) {
    at.thread().ifPresent(t -> thread(scene, t, chain));
    if (Trust.of(at) == Trust.CONTRADICTED) {
      at.thread()
          .ifPresent(
              t ->
                  chain.add(
                      Places.thread(t, "stat", "syscall"), "because.contradiction", at.word()));
    }
  }

  static void thread(Scene scene, ThreadState t, Chain chain) {
    Optional<String> name = scene.syscallName(t);
    Optional<String> wchan = t.wchan().filter(w -> !w.isEmpty());
    String tid = Long.toString(t.tid());
    String state = String.valueOf(t.state());
    if (name.isPresent()) {
      chain.add(Places.thread(t, "syscall"), "because.thread.syscall", tid, name.get(), state);
    } else if (wchan.isPresent()) {
      chain.add(Places.thread(t, "wchan"), "because.thread.wchan", tid, wchan.get(), state);
    } else {
      chain.add(Places.thread(t, "stat"), "because.thread.state", tid, state);
    }
    if (t.cpuNanos().isPresent() && t.sampleGapNanos().isPresent()) {
      long cpu = t.cpuNanos().getAsLong();
      chain.add(
          Places.thread(t, "stat.2", "stat"),
          cpu == 0 ? "because.thread.idle" : "because.thread.cpu",
          tid,
          Long.toString(t.sampleGapNanos().getAsLong()),
          Long.toString(cpu));
    }
  }

  /// Since when: between what the runtime notes of the goroutine or of its processors, and the age of the process.
  static void since(Incident incident, InitAt at, Chain chain) {
    OptionalLong told = at.goroutine().map(Goroutine::waitNanos).orElse(OptionalLong.empty());
    OptionalLong quiet = incident.go().map(GoRuntime::quietNanos).orElse(OptionalLong.empty());
    if (told.isPresent() && told.getAsLong() >= LEAST_NANOS) {
      Optional<ThreadState> thread = at.thread().filter(t -> t.sleptNanos().equals(told));
      boolean quietest = told.equals(quiet);
      chain.add(
          thread.isPresent()
              ? thread.flatMap(t -> Places.thread(t, "sched"))
              : quietest ? lastToRun(incident) : at.goroutine().flatMap(Places::goroutine),
          thread.isPresent()
              ? "because.since.thread"
              : quietest ? "because.since.quiet" : "because.since.runtime",
          Long.toString(told.getAsLong()),
          thread.map(t -> Long.toString(t.tid())).orElse(""));
    }
    incident
        .process()
        .filter(p -> p.ageNanos().isPresent())
        .ifPresent(
            p ->
                chain.add(
                    Places.process(incident),
                    "because.since.age",
                    Long.toString(p.ageNanos().orElseThrow())));
  }

  private static Optional<EvidenceRef> lastToRun(Incident incident) {
    return incident.go().stream()
        .flatMap(go -> go.processors().stream())
        .min(Comparator.comparingLong(p -> p.idleNanos().orElse(Long.MAX_VALUE)))
        .map(p -> p.evidence().getLast());
  }

  /// Where the stack was read.
  static Optional<EvidenceRef> stackPlace(InitAt at) {
    return at.goroutine()
        .flatMap(Places::goroutine)
        .or(() -> at.thread().flatMap(t -> Places.thread(t, "pstack")));
  }

  /// The word on the stack that returns into a function, where each was kept; else where the stack was read.
  private static Optional<EvidenceRef> stackPlace(InitAt at, String function) {
    return at.goroutine().stream()
        .flatMap(g -> g.evidence().stream())
        .filter(place -> place.quote().endsWith(", in " + function))
        .findFirst()
        .or(() -> stackPlace(at));
  }

  private static String name(InitAt at) {
    return at.goroutine()
        .map(g -> "goroutine " + g.id())
        .orElse(at.thread().map(t -> "TID " + t.tid()).orElse("?"));
  }

  private static Optional<EvidenceRef> first(List<EvidenceRef> places) {
    return places.stream().findFirst();
  }
}
