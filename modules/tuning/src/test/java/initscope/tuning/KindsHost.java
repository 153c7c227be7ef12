package initscope.tuning;

import initscope.lab.LabSystem;
import initscope.model.Failure;
import initscope.model.change.Changes;
import initscope.model.change.Plan;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanView;
import initscope.tuning.plan.Planner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A host with everything that kinds of change touch, played by the lab's own programs. The guard and the engine's scripts run by the
/// shell given.
final class KindsHost implements AutoCloseable {
  static final String UNIT = "ordersd.service";
  static final String MOUNTINFO = "proc/self/mountinfo";
  static final String BOOLEANS = "var/lib/selinux/targeted/active/booleans.local";
  static final String MODULES = "var/lib/selinux/targeted/active/modules/400/";
  static final String FCONTEXTS = "etc/selinux/targeted/contexts/files/file_contexts.local";
  static final String PROGRAM = "/opt/bins/bin/ordersd";

  private static final String CRASH = "crash";
  private static final int REPEATS = 5;

  final Path root;
  private final List<String> sh;
  private final LabSystem system;

  KindsHost(String shell, int systemd) throws IOException {
    this.sh = List.of(shell.split(" "));
    Path shm = Path.of("/dev/shm");
    root =
        Files.isWritable(shm)
            ? Files.createTempDirectory(shm, "initscope-kinds").toRealPath()
            : Files.createTempDirectory("initscope-kinds").toRealPath();
    system = LabSystem.at(root);
    system.lay(systemd, systemd < 252 ? "tmpfs" : "cgroup2fs");
    system.addSelinux(systemd);
    write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    write("proc/sys/kernel/osrelease", "6.1.0-test\n");
    write("proc/sys/kernel/random/boot_id", "boot-1\n");
    write("proc/meminfo", "MemAvailable:    3000000 kB\n");
    write("uptime", "1000.00 0\n");
    for (String process : List.of("self", "1")) {
      Files.createDirectories(root.resolve("proc/" + process + "/ns"));
      Files.createSymbolicLink(
          root.resolve("proc/" + process + "/ns/mnt"), Path.of("mnt:[4026531841]"));
    }
    mounts();
    units();
    for (String file : List.of(PROGRAM, "/opt/bins/bin/helper", "/opt/libs/liborders.so.1")) {
      write(file.substring(1), "");
    }
    write("etc/ld.so.conf", "include ld.so.conf.d/*.conf\n");
    Files.createDirectories(root.resolve("etc/ld.so.conf.d"));
    run("ldconfig");
    run(root + "/.lab/bin/boot", "first");
  }

  private void mounts() throws IOException {
    write(
        MOUNTINFO,
        """
        24 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw,seclabel
        133 24 254:16 / /opt/bins rw,relatime shared:61 - xfs /dev/vdb rw,seclabel,attr2,inode64,logbufs=8,logbsize=32k,noquota
        134 24 254:32 / /data rw,nosuid,relatime shared:62 - ext4 /dev/vdc rw,seclabel
        135 24 254:16 /part /srv/part rw,relatime shared:61 - xfs /dev/vdb rw,seclabel,attr2,inode64,noquota
        136 24 0:50 / /net rw,relatime shared:64 - nfs4 filer:/x rw,vers=4.2
        137 24 253:5 / /secret rw,relatime shared:65 - ext4 /dev/mapper/luks-1 rw
        138 24 254:48 / /own rw,relatime shared:66 - ext4 /dev/vdd rw
        """);
    write(
        "etc/fstab",
        """
        # a comment that stays
        /dev/vda / ext4 defaults 0 1
        /dev/vdb\t/opt/bins   xfs  defaults 0 0
        /dev/vdc /data ext4 nosuid 0 2
        /opt/bins/part /srv/part none bind 0 0
        """);
  }

  private void units() throws IOException {
    write(
        "usr/lib/systemd/system/" + UNIT,
        """
        [Unit]
        Description=Order book
        [Service]
        Type=notify
        ExecStart=/opt/bins/bin/ordersd
        [Install]
        WantedBy=multi-user.target
        """);
    write(
        "etc/systemd/system/ordersd.service.d/10-site.conf",
        "[Service]\nEnvironment=GODEBUG=madvdontneed=1 MODE=live\n");
    write("etc/systemd/system/ordersd.service.d/60-mask.conf", "[Service]\nUMask=0027\n");
    write("usr/lib/systemd/system/other.service", "[Service]\nExecStart=/usr/bin/other\n");
    write("etc/systemd/system/own.mount", "[Mount]\nWhat=/dev/vdd\nWhere=/own\nType=ext4\n");
    system.starts(List.of(UNIT, "other.service", "own.mount"));
  }

  void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  String read(String path) throws IOException {
    return Files.exists(root.resolve(path)) ? Files.readString(root.resolve(path)) : "";
  }

  boolean has(String path) {
    return Files.exists(root.resolve(path));
  }

  /// The line of mountinfo of a mount point, empty where nothing is mounted.
  String mount(String point) throws IOException {
    return read(MOUNTINFO)
        .lines()
        .filter(l -> l.split(" ", -1)[4].equals(point))
        .findFirst()
        .orElse("");
  }

  /// Properties of the unit, as systemctl shows them.
  String show(String names) throws IOException {
    return run("systemctl", "show", "-p", names, UNIT).out();
  }

  String label(String path) throws IOException {
    return run("stat", "-c", "%C", root + path).out().strip();
  }

  /// Runs a program of the host as somebody on it would.
  Reply run(String... argv) throws IOException {
    List<String> words = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\"", "sh"));
    words.addAll(List.of(argv));
    return start(words, "");
  }

  void reboot() throws IOException {
    Reply reply = run(root + "/.lab/bin/boot");
    if (!reply.err().isEmpty()) {
      throw new IOException("boot says " + reply.err());
    }
  }

  /// Runs the timers after their deadline, again while any is left, as a timer that repeats does.
  void fireTimers() throws IOException {
    write("uptime", "9999999.00 0\n");
    for (int i = 0; i < REPEATS && timerArmed(); i++) {
      for (Path timer : timers()) {
        List<String> lines = Files.readAllLines(timer);
        List<String> words = new ArrayList<>(sh);
        words.addAll(lines.subList(3, lines.size()));
        start(words, "");
      }
    }
    write("uptime", "1000.00 0\n");
  }

  private List<Path> timers() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve(".lab/timers"))) {
      return files.toList();
    }
  }

  boolean timerArmed() throws IOException {
    return !timers().isEmpty();
  }

  /// The guard of the next process is killed at this mark, once; 0 for never.
  void crashAt(int mark) throws IOException {
    if (mark > 0) {
      write(CRASH, mark + "\n");
    } else {
      Files.deleteIfExists(root.resolve(CRASH));
    }
  }

  boolean crashIsStillToCome() {
    return has(CRASH);
  }

  /// The guard with a place to kill it at each of its marks.
  String guard() {
    return HostScript.guard()
        .replace("#pt", "pt")
        .replace(
            "\nset -u\n",
            "\nset -u\nPT=0; pt() { PT=$((PT + 1)); [ -e \"$INITSCOPE_ROOT/crash\" ] || return 0;"
                + " IFS= read -r C <\"$INITSCOPE_ROOT/crash\"; [ \"$PT\" != \"$C\" ] || { rm -f"
                + " \"$INITSCOPE_ROOT/crash\"; kill -9 $$; }; }\n"
                + ownPrograms("mount", "stat"));
  }

  /// Some shells prefer programs of their own to those of the path.
  private String ownPrograms(String... names) {
    StringBuilder out = new StringBuilder();
    if (sh.getFirst().equals("busybox")) {
      Arrays.stream(names)
          .forEach(n -> out.append(n + "() { \"$INITSCOPE_LAB/bin/" + n + "\" \"$@\"; }\n"));
    }
    return out.toString();
  }

  PlanView view(boolean lasting, int window, String... words) throws Failure {
    List<Changes.Words> parsed = Arrays.stream(words).map(Changes.Words::of).toList();
    PlanRequest request =
        new PlanRequest(Changes.of(parsed), "test", lasting, window, OptionalLong.empty());
    return new Planner(Clock.systemUTC(), new SplittableRandom(1), "test", guard())
        .plan(request, login());
  }

  Plan plan(boolean lasting, String... words) throws Failure {
    PlanView view = view(lasting, 600, words);
    return view.plan().orElseThrow(() -> new AssertionError(view.findings().toString()));
  }

  TuneEngine engine(MemoryJournal journal) {
    return new TuneEngine(
        journal, Clock.systemUTC(), new SplittableRandom(System.nanoTime()), "anna", guard());
  }

  HostShell login() {
    return TestShell.of(
        script -> {
          try {
            List<String> words = new ArrayList<>(sh);
            words.add("-s");
            String own = script.step().equals("preflight") ? ownPrograms("stat", "tee") : "";
            return start(words, own + TestProcess.text(script));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Reply start(List<String> argv, String input) throws IOException {
    Map<String, String> environment = new TreeMap<>(system.environment());
    environment.put("INITSCOPE_SH", String.join(" ", sh));
    if (has("count")) {
      environment.put("PATH", root + "/count:" + environment.get("PATH"));
    }
    return TestProcess.run(argv, environment, root.resolve("stderr"), input);
  }

  /// From here on the programs that scripts start are written to the file {@code forks}.
  void countPrograms() throws IOException {
    List<String> names =
        new ArrayList<>(
            List.of("cat", "cp", "dd", "flock", "id", "ln", "ls", "mkdir", "mv", "rm", "rmdir"));
    names.add("sha256sum");
    try (Stream<Path> own = Files.list(root.resolve(".lab/bin"))) {
      own.forEach(p -> names.add(p.getFileName().toString()));
    }
    for (String name : names) {
      write(
          "count/" + name,
          "#!/bin/sh\n[ -n \"${COUNTED-}\" ] || echo "
              + name
              + " >>\"$INITSCOPE_ROOT/forks\"\nCOUNTED=1; export COUNTED;"
              + " PATH=${PATH#\"$INITSCOPE_ROOT/count:\"}; exec "
              + name
              + " \"$@\"\n");
      Files.setPosixFilePermissions(
          root.resolve("count/" + name), PosixFilePermissions.fromString("rwx------"));
    }
  }

  /// Everything on the host that a change may touch: content of files by path, targets of links, folders. Not what goes on by itself
  /// (processes, the boot's name) and not the lock.
  Map<String, String> tree() throws IOException {
    Map<String, String> all = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.toList()) {
        String name = root.relativize(path).toString();
        if (name.isEmpty() || goesOn(name)) {
          continue;
        }
        all.put(
            name,
            Files.isSymbolicLink(path)
                ? "-> " + Files.readSymbolicLink(path)
                : Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                    ? "folder"
                    : Files.readString(path));
      }
    }
    return all;
  }

  private static boolean goesOn(String name) {
    return name.startsWith("run/initscope.")
        || name.startsWith(".lab/pid1/run/")
        || name.equals(".lab/pid1/last")
        || name.equals(".lab/pid1/now")
        || name.equals(".lab/pid1/base")
        || name.endsWith("/boot_id")
        || name.matches("proc/[0-9]{3,}.*")
        || name.matches("\\.lab/pid1/loaded/.*\\.(dropins|fragment|source)")
        || List.of("stderr", "uptime", "forks").contains(name)
        || name.equals("run/systemd/system.control") // systemd makes it, and leaves it empty
        || name.startsWith("count");
  }

  @Override
  public void close() throws IOException {
    FakeHost.delete(root);
  }
}
