package initscope.diagnosis;

import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import initscope.model.finding.Subject;
import initscope.model.host.KernelFrame;
import initscope.model.host.Mount;
import initscope.model.host.OpenFile;
import initscope.model.host.SyscallState;
import initscope.model.host.ThreadState;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// Uninterruptible sleep (state D) on a file system: the kernel waits for a disk or a file server.
final class DiskRules {
  static final String DISK_SLEEP = "io.disk-sleep";

  /// A kernel function or module that gives a file system away.
  private record Clue(String prefix, String fileSystem) {}

  private static final List<Clue> CLUES =
      List.of(
          new Clue("nfs", "nfs"),
          new Clue("rpc_", "nfs"),
          new Clue("__rpc_", "nfs"),
          new Clue("sunrpc", "nfs"),
          new Clue("cifs", "cifs"),
          new Clue("smb2_", "cifs"),
          new Clue("ceph", "ceph"),
          new Clue("fuse", "fuse"),
          new Clue("request_wait_answer", "fuse"),
          new Clue("autofs", "autofs"),
          new Clue("xfs", "xfs"),
          new Clue("xlog_", "xfs"),
          new Clue("ext4", "ext4"),
          new Clue("jbd2", "ext4"),
          new Clue("btrfs", "btrfs"),
          new Clue("gfs2", "gfs2"));

  /// Uninterruptible, but not for a file system: a parent during fork and exec.
  private static final Set<String> FORKING = Set.of("clone", "clone3", "vfork");

  private DiskRules() {}

  static List<Finding> diskSleep(Scene scene) {
    return sleeper(scene)
        .filter(t -> scene.syscallName(t).filter(FORKING::contains).isEmpty())
        .map(t -> finding(scene, t))
        .stream()
        .toList();
  }

  private static Optional<ThreadState> sleeper(Scene scene) {
    if (scene.init().isPresent()) {
      return scene.init().get().thread().filter(DiskRules::sleeps);
    }
    // a service that runs may well read a disk; only a start that is not understood is worth the
    // doubt
    if (Need.GOROUTINES.metBy(scene.incident())) {
      return Optional.empty();
    }
    return scene
        .mainThread()
        .filter(DiskRules::sleeps)
        .or(() -> scene.incident().threads().stream().filter(DiskRules::sleeps).findFirst());
  }

  private static boolean sleeps(ThreadState thread) {
    return thread.state() == 'D'
        && (thread.cpuNanos().isEmpty() || thread.cpuNanos().getAsLong() == 0);
  }

  private static Finding finding(Scene scene, ThreadState thread) {
    Chain chain = new Chain();
    scene.init().ifPresent(at -> Trail.init(scene, at, chain));
    chain.add(Places.thread(thread, "stat"), "because.thread.disk", Long.toString(thread.tid()));
    Trail.thread(scene, thread, chain);
    Optional<KernelFrame> frame = clueFrame(thread);
    frame.ifPresent(
        f -> chain.add(Places.thread(thread, "stack"), "because.kernel.frame", f.function()));
    Optional<OpenFile> file = file(scene, thread);
    file.ifPresent(f -> Sockets.link(scene.incident(), f, chain));
    Optional<String> kind =
        frame.flatMap(DiskRules::kind).or(() -> thread.wchan().flatMap(DiskRules::kind));
    Optional<Mount> mount = mount(scene.incident(), file, kind);
    mount.ifPresent(
        m ->
            chain.add(
                Places.source(scene.incident(), "mount:" + m.id(), "mounts"),
                "because.mount",
                m.fileSystem(),
                m.source(),
                m.mountPoint()));
    scene.init().ifPresent(at -> Trail.since(scene.incident(), at, chain));
    return new Finding(
        DISK_SLEEP,
        frame.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
        title(scene, thread, kind, mount),
        scene.init().map(at -> Blocked.subject(scene, at)).orElse(subject(scene, thread)),
        chain.links(),
        chain.evidence(),
        Optional.of(Sentence.of(DISK_SLEEP + ".next")));
  }

  private static Sentence title(
      Scene scene, ThreadState thread, Optional<String> kind, Optional<Mount> mount) {
    String who = scene.init().isPresent() ? ".init" : ".thread";
    String what = mount.isPresent() ? ".mount" : kind.isPresent() ? ".kind" : ".plain";
    return Sentence.of(
        DISK_SLEEP + who + what,
        scene.init().map(InitAt::packagePath).orElse(Long.toString(thread.tid())),
        mount.map(Mount::fileSystem).or(() -> kind).orElse(""),
        mount.map(Mount::mountPoint).orElse(""),
        mount.map(Mount::source).orElse(""));
  }

  private static Subject subject(Scene scene, ThreadState thread) {
    return new Subject(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        OptionalInt.empty(),
        scene.syscallName(thread),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.of(thread.tid()));
  }

  private static Optional<KernelFrame> clueFrame(ThreadState thread) {
    return thread.kernelStack().stream().filter(f -> kind(f).isPresent()).findFirst();
  }

  private static Optional<String> kind(KernelFrame frame) {
    return kind(frame.function()).or(() -> kind(frame.module()));
  }

  private static Optional<String> kind(String name) {
    return CLUES.stream()
        .filter(c -> name.startsWith(c.prefix()))
        .map(Clue::fileSystem)
        .findFirst();
  }

  private static Optional<OpenFile> file(Scene scene, ThreadState thread) {
    if (!Threads.firstArgumentIsFd(scene.syscallName(thread))) {
      return Optional.empty();
    }
    return Scene.syscall(thread)
        .map(SyscallState.In::arguments)
        .filter(a -> !a.isEmpty())
        .flatMap(a -> Sockets.file(scene.incident(), a.getFirst()));
  }

  /// The mount of the file, else the only one of that file system.
  private static Optional<Mount> mount(
      Incident incident, Optional<OpenFile> file, Optional<String> kind) {
    if (file.isPresent() && file.get().target().startsWith("/")) {
      return FileWork.mount(incident, file.get().target());
    }
    List<Mount> same =
        incident.mounts().stream()
            .filter(m -> kind.filter(k -> m.fileSystem().startsWith(k)).isPresent())
            .toList();
    return same.size() == 1 ? Optional.of(same.getFirst()) : Optional.empty();
  }
}
