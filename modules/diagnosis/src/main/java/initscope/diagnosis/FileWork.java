package initscope.diagnosis;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.host.Mount;
import initscope.model.host.OpenFile;
import initscope.model.host.ThreadState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// An init that goes from file to file: it is in one short system call after another, none of which is to blame by itself.
final class FileWork {
  private static final Set<Wait> SHORT = Set.of(Wait.OPEN, Wait.READ, Wait.OTHER, Wait.BUSY);

  /// What a program calls to work through files.
  private static final List<String> FUNCTIONS =
      List.of(
          "os.ReadFile",
          "os.ReadDir",
          "os.Open",
          "os.(*File).Read",
          "os.(*File).ReadDir",
          "os.(*File).Readdir",
          "os.(*File).readdir",
          "os.(*File).Stat",
          "os.Stat",
          "os.Lstat",
          "os.statNolog",
          "os.lstatNolog",
          "os.WriteFile",
          "os.Create",
          "os.DirFS",
          "os.dirFS.",
          "os.Readlink",
          "io/ioutil.ReadFile",
          "io/ioutil.ReadDir",
          "path/filepath.Walk",
          "path/filepath.walk",
          "path/filepath.EvalSymlinks",
          "path/filepath.Glob");

  private static final Set<String> CALLS =
      Set.of(
          "open",
          "openat",
          "openat2",
          "close",
          "read",
          "pread64",
          "getdents64",
          "fstat",
          "stat",
          "lstat",
          "newfstatat",
          "statx",
          "lseek",
          "readlink",
          "readlinkat",
          "epoll_ctl",
          "fcntl",
          "mmap",
          "munmap");

  private FileWork() {}

  /// Whether a thread that was found running or in a call on files is on its way through them: it was seen to use the CPU, so that the
  /// one call it was met in does not block it.
  static boolean isAtWork(
      Wait sorted, Optional<ThreadState> thread, Optional<String> syscall, List<Frame> frames) {
    boolean calls = sorted == Wait.BUSY || syscall.filter(CALLS::contains).isPresent();
    boolean moves = thread.filter(t -> t.cpuNanos().orElse(0) > 0).isPresent();
    return SHORT.contains(sorted) && calls && moves && Stacks.hasAny(frames, FUNCTIONS);
  }

  /// Which function of os the package called, and where the files lie, as far as one was open when it was looked at.
  static Detail of(Scene scene, InitAt at, Chain chain) {
    Incident incident = scene.incident();
    Optional<OpenFile> named = Details.descriptor(incident, at).filter(FileWork::isPath);
    Optional<OpenFile> file = named.or(() -> open(incident));
    file.ifPresent(f -> Sockets.link(incident, f, chain));
    file.flatMap(f -> mount(incident, f.target())).ifPresent(m -> link(incident, m, chain));
    String function =
        Stacks.first(at.frames().reversed(), FUNCTIONS).map(Frame::function).orElse("?");
    return file.map(f -> Detail.of("title", function, folder(f.target())))
        .orElse(Detail.of("plain", function))
        .inferredIf(named.isEmpty());
  }

  private static void link(Incident incident, Mount mount, Chain chain) {
    chain.add(
        Places.source(incident, "mount:" + mount.id(), "mounts"),
        "because.mount",
        mount.fileSystem(),
        mount.source(),
        mount.mountPoint());
  }

  /// The file that was opened last, of those that are no devices.
  private static Optional<OpenFile> open(Incident incident) {
    return incident.files().stream()
        .filter(f -> f.fd() > 2 && isPath(f))
        .max(Comparator.comparingInt(OpenFile::fd));
  }

  private static boolean isPath(OpenFile file) {
    String target = file.target();
    return target.startsWith("/")
        && List.of("/dev/", "/proc/", "/sys/").stream().noneMatch(target::startsWith);
  }

  private static String folder(String path) {
    int slash = path.lastIndexOf('/');
    return slash > 0 ? path.substring(0, slash) : path;
  }

  /// The mount that holds a path.
  static Optional<Mount> mount(Incident incident, String path) {
    return incident.mounts().stream()
        .filter(m -> within(path, m.mountPoint()))
        .max(Comparator.comparingInt(m -> m.mountPoint().length()));
  }

  private static boolean within(String path, String mountPoint) {
    return mountPoint.equals("/") || path.equals(mountPoint) || path.startsWith(mountPoint + "/");
  }
}
