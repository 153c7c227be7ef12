package initscope.tuning;

import initscope.model.Failure;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A host below a folder: kernel parameters are files, timers are files that {@link #fireTimers} runs, a reboot resets what a
/// reboot resets. The guard and the engine's scripts run for real, by the shell given.
final class FakeHost implements AutoCloseable {
  static final String SWAPPINESS = "vm/swappiness";
  static final String RMEM = "net/ipv4/tcp_rmem";
  static final String OWN = "etc/sysctl.d/99-zz-initscope.conf";
  private static final String BOOT_ID = "proc/sys/kernel/random/boot_id";

  final Path root;
  private final List<String> sh;
  int crashAt;
  boolean dropReply;

  FakeHost(List<String> sh) throws IOException {
    this.sh = sh;
    Path shm = Path.of("/dev/shm");
    root =
        Files.isWritable(shm)
            ? Files.createTempDirectory(shm, "initscope-tune")
            : Files.createTempDirectory("initscope-tune");
    for (String folder :
        List.of(
            "bin", "run/timers", "etc/sysctl.d", "etc/systemd/system", "proc/sys/kernel/random")) {
      Files.createDirectories(root.resolve(folder));
    }
    write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    write("proc/sys/kernel/osrelease", "6.1.0-test\n");
    write("uptime", "1000.00 0\n");
    program(
        "systemd-run",
        """
        [ ! -e "$INITSCOPE_ROOT/no-systemd" ] || exit 1
        r=once
        for a in "$@"; do case $a in
          --unit=*) u=${a#*=};; --on-active=*) t=${a#*=};; --on-unit-inactive=*) r=again;; --timer-property=*) exit 1;; --*|-p|Nice=*) ;; *) break;; esac; shift; done
        printf '%s\\n' $r "$@" >"$INITSCOPE_ROOT/run/timers/$u"
        """);
    program(
        "systemctl",
        """
        f=$INITSCOPE_ROOT/run/timers/${2%.timer}
        case $1 in is-active) [ -e "$f" ];; stop) rm -f "$f";; esac
        """);
    program(
        "at",
        """
        [ "$1 $2" = 'now +' ] || exit 1
        n=1; while [ -e "$INITSCOPE_ROOT/var/spool/at/$n" ]; do n=$((n + 1)); done
        mkdir -p "$INITSCOPE_ROOT/var/spool/at" && cat >"$INITSCOPE_ROOT/var/spool/at/$n" || exit 1
        echo 'warning: commands will be executed using /bin/sh' >&2
        echo "job $n at Thu Jan  1 00:10:00 1970" >&2
        """);
    program("atrm", "rm \"$INITSCOPE_ROOT/var/spool/at/$1\"\n");
    // Time passes quickly; who sleeps for long is left sleeping until the next look at the timers.
    program(
        "sleep",
        """
        echo '9999999.00 0' >"$INITSCOPE_ROOT/uptime"
        n=0; [ ! -e "$INITSCOPE_ROOT/slept" ] || read -r n <"$INITSCOPE_ROOT/slept"
        echo $((n + 1)) >"$INITSCOPE_ROOT/slept"; [ $n -lt 3 ] || kill -9 $PPID
        """);
    boot();
  }

  static List<String> shell(String name) {
    return List.of(name.split(" "));
  }

  /// A small program of the host, in sh.
  void program(String name, String text) throws IOException {
    write("bin/" + name, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(
        root.resolve("bin/" + name), PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  void write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  String read(String path) throws IOException {
    return Files.readString(root.resolve(path));
  }

  boolean has(String path) {
    return Files.exists(root.resolve(path));
  }

  String sysctl(String key) throws IOException {
    return initscope.model.change.SetSysctl.squeeze(read("proc/sys/" + key));
  }

  void setSysctl(String key, String value) throws IOException {
    write("proc/sys/" + key, value + "\n");
  }

  private void boot() throws IOException {
    int boots = has(BOOT_ID) ? Integer.parseInt(read(BOOT_ID).strip().substring(5)) + 1 : 1;
    write(BOOT_ID, "boot-" + boots + "\n");
    setSysctl(SWAPPINESS, "60");
    setSysctl(RMEM, "4096\t87380\t6291456");
  }

  /// Power off and on: runtime state gone; the boot guard, where installed, runs before the files of sysctl.d are read.
  void reboot() throws IOException {
    delete(root.resolve("run"));
    Files.createDirectories(root.resolve("run/timers"));
    if (has("no-systemd")) {
      write("run/atd.pid", "1\n");
    }
    boot();
    for (String name : List.of("initscope-guard.service", "initscope-guard-late.service")) {
      Path unit = root.resolve("etc/systemd/system/sysinit.target.wants/" + name);
      if (Files.exists(unit)) {
        startUnit(Files.readAllLines(unit));
      }
    }
    if (has(OWN)) {
      for (String line : read(OWN).lines().toList()) {
        if (line.contains(" = ")) {
          setSysctl(line.split(" = ")[0].replace('.', '/'), line.split(" = ")[1]);
        }
      }
    }
  }

  private void startUnit(List<String> lines) throws IOException {
    for (String line : lines) {
      if (line.startsWith("ExecStart=/bin/sh ")) {
        String[] words = line.substring("ExecStart=/bin/sh ".length()).split(" ");
        List<String> argv = new ArrayList<>(List.of(root + words[0]));
        argv.addAll(List.of(words).subList(1, words.length));
        start(argv, "");
      }
    }
  }

  /// A host that lets nobody start units, but has atd.
  void useAt() throws IOException {
    write("no-systemd", "");
    write("run/atd.pid", "1\n");
  }

  /// Runs every timer once, after its deadline. One that does not fire again is gone before.
  void fireTimers() throws IOException {
    write("uptime", "9999999.00 0\n");
    fireUnits();
    fireJobs();
    write("uptime", "1000.00 0\n");
  }

  private void fireUnits() throws IOException {
    try (Stream<Path> timers = Files.list(root.resolve("run/timers"))) {
      for (Path timer : timers.toList()) {
        List<String> words = Files.readAllLines(timer);
        if (words.getFirst().equals("once")) {
          Files.delete(timer);
        }
        start(words.subList(2, words.size()), "");
      }
    }
  }

  /// Runs the jobs of atd, whatever the time is. One that still waits stays.
  void fireJobs() throws IOException {
    Path spool = root.resolve("var/spool/at");
    if (!Files.exists(spool)) {
      return;
    }
    try (Stream<Path> jobs = Files.list(spool)) {
      for (Path job : jobs.sorted().toList()) {
        Files.deleteIfExists(root.resolve("slept"));
        // atd knows one shell only; others may have a sleep of their own.
        if (start(shell("/bin/sh"), List.of("-c", Files.readString(job)), "").exit() == 0) {
          Files.deleteIfExists(job);
        }
      }
    }
    Files.deleteIfExists(root.resolve("slept"));
  }

  boolean timerArmed() throws IOException {
    for (String folder : List.of("run/timers", "var/spool/at")) {
      if (has(folder)) {
        try (Stream<Path> timers = Files.list(root.resolve(folder))) {
          if (timers.findAny().isPresent()) {
            return true;
          }
        }
      }
    }
    return false;
  }

  HostShell login() {
    return TestShell.of(
        script -> {
          Reply reply;
          try {
            reply = start(List.of("-s"), TestProcess.text(script));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          if (dropReply) {
            dropReply = false;
            throw new Failure.HostUnreachable("Lost", "ops@fake", "test");
          }
          return reply;
        });
  }

  private Reply start(List<String> words, String input) throws IOException {
    return start(sh, words, input);
  }

  private Reply start(List<String> shell, List<String> words, String input) throws IOException {
    List<String> argv = new ArrayList<>(shell);
    argv.addAll(words);
    Map<String, String> environment = new HashMap<>();
    environment.put("INITSCOPE_ROOT", root.toString());
    environment.put("INITSCOPE_SH", String.join(" ", sh));
    environment.put("PATH", root + "/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    if (crashAt > 0) {
      environment.put("INITSCOPE_CRASH", Integer.toString(crashAt));
    }
    return TestProcess.run(argv, environment, root.resolve("stderr"), input);
  }

  /// The guard with a place to kill it at each of its marks; the number in INITSCOPE_CRASH says at which.
  static String killableGuard() {
    return HostScript.guard()
        .replace("#pt", "pt")
        .replace(
            "\nset -u\n",
            "\n"
                + "set -u\n"
                + "PT=0; pt() { PT=$((PT + 1)); [ $PT != ${INITSCOPE_CRASH-0} ] || kill -9 $$;"
                + " }\n");
  }

  static void delete(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }

  @Override
  public void close() throws IOException {
    delete(root);
  }
}
