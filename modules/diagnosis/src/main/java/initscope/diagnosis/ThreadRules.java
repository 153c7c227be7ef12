package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.host.OpenFile;
import initscope.model.host.SyscallState;
import initscope.model.host.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// What threads tell while nothing is known of goroutines: facts of the kernel, but no package. A parked goroutine is on no thread.
final class ThreadRules {
  static final String PARKED = "threads.parked";
  static final String BLOCKED = "thread.blocked";
  static final String BUSY = "thread.busy";
  private static final int MOST = 4;
  private static final Set<String> CHILDREN = Set.of("wait4", "waitid");
  private static final Set<String> FILE_LOCKS = Set.of("flock", "fcntl");

  private ThreadRules() {}

  static List<Finding> parked(Scene scene) {
    List<ThreadState> threads = scene.incident().threads();
    if (told(scene) || !threads.stream().allMatch(t -> Threads.rests(scene, t))) {
      return List.of();
    }
    Chain chain = new Chain();
    threads.stream().limit(MOST).forEach(t -> Trail.thread(scene, t, chain));
    return List.of(
        fact(
            scene,
            PARKED,
            Sentence.of(PARKED + ".title", Integer.toString(threads.size())),
            chain,
            Subject.NONE));
  }

  static List<Finding> blocked(Scene scene) {
    List<Finding> findings = new ArrayList<>();
    if (told(scene)) {
      return findings;
    }
    for (ThreadState t : scene.incident().threads()) {
      boolean waits = t.state() == 'S' && scene.syscallName(t).isPresent();
      if (waits && !Threads.rests(scene, t) && findings.size() < MOST) {
        findings.add(blocked(scene, t));
      }
    }
    return findings;
  }

  private static Finding blocked(Scene scene, ThreadState thread) {
    Incident incident = scene.incident();
    Chain chain = new Chain();
    Trail.thread(scene, thread, chain);
    String name = scene.syscallName(thread).orElseThrow();
    List<Long> arguments = Scene.syscall(thread).map(SyscallState.In::arguments).orElse(List.of());
    Optional<OpenFile> file =
        Threads.firstArgumentIsFd(Optional.of(name)) && !arguments.isEmpty()
            ? Sockets.file(incident, arguments.getFirst())
            : Optional.empty();
    file.ifPresent(f -> Sockets.link(incident, f, chain));
    file.flatMap(f -> Sockets.inet(incident, f).map(s -> new Sockets.Held(f, s)))
        .ifPresent(h -> Sockets.link(incident, h, chain));
    if (FILE_LOCKS.contains(name)) {
      FileLocks.of(incident, file, chain);
    }
    if (CHILDREN.contains(name)) {
      Details.child(incident, Optional.of(name), arguments, chain);
    }
    String what = file.map(OpenFile::target).orElse("");
    String variant = what.isEmpty() ? ".title" : ".file";
    Sentence title = Sentence.of(BLOCKED + variant, Long.toString(thread.tid()), name, what);
    return fact(scene, BLOCKED, title, chain, subject(thread, name));
  }

  static List<Finding> busy(Scene scene) {
    if (told(scene)) {
      return List.of();
    }
    List<Finding> findings = new ArrayList<>();
    for (ThreadState t : scene.incident().threads()) {
      if (Threads.busy(t) && findings.size() < MOST) {
        Chain chain = new Chain();
        Trail.thread(scene, t, chain);
        findings.add(
            fact(
                scene,
                BUSY,
                Sentence.of(BUSY + ".title", Long.toString(t.tid())),
                chain,
                subject(t, Waits.RUNNING)));
      }
    }
    return findings;
  }

  private static boolean told(Scene scene) {
    // of what is no Go program, no thread works for a package
    return Need.GOROUTINES.metBy(scene.incident()) || scene.isNotGo();
  }

  private static Finding fact(
      Scene scene, String rule, Sentence title, Chain chain, Subject subject) {
    return new Finding(
        rule,
        Confidence.LIKELY,
        title,
        subject,
        chain.links(),
        chain.evidence(),
        Optional.of(NotKnown.next(scene.incident(), Set.of(Need.GOROUTINES))));
  }

  private static Subject subject(ThreadState thread, String word) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        Optional.of(word),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.of(thread.tid()));
  }
}
