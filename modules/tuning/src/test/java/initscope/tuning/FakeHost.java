package initscope.tuning;

import initscope.model.Failure;
import initscope.remote.Quote;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A host below a folder: kernel parameters are files, timers are files that {@link #fireTimers} runs, a reboot resets what a
/// reboot resets. The guard and the engine's scripts run for real, by the shell given.
final class FakeHost implements AutoCloseable {
  static final String SWAPPINESS = "vm/swappiness";
  static final String RMEM = "net/ipv4/tcp_rmem";
  static final String OWN = "etc/sysctl.d/99-zz-initscope.conf";

  final Path root;
  private final List<String> sh;
  private int boots;
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
        for a in "$@"; do case $a in
          --unit=*) u=${a#*=};; --on-active=*) t=${a#*=};; --timer-property=*) exit 1;; --*|-p|Nice=*) ;; *) break;; esac; shift; done
        printf '%s\\n' "$@" >"$INITSCOPE_ROOT/run/timers/$u"
        """);
    program(
        "systemctl",
        """
        f=$INITSCOPE_ROOT/run/timers/${2%.timer}
        case $1 in is-active) [ -e "$f" ];; stop) rm -f "$f";; esac
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
    boots++;
    write("proc/sys/kernel/random/boot_id", "boot-" + boots + "\n");
    setSysctl(SWAPPINESS, "60");
    setSysctl(RMEM, "4096\t87380\t6291456");
  }

  /// Power off and on: runtime state gone; the boot guard, where installed, runs before the files of sysctl.d are read.
  void reboot() throws IOException {
    delete(root.resolve("run"));
    Files.createDirectories(root.resolve("run/timers"));
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

  /// Runs every timer once, after its deadline.
  void fireTimers() throws IOException {
    write("uptime", "9999999.00 0\n");
    try (Stream<Path> timers = Files.list(root.resolve("run/timers"))) {
      for (Path timer : timers.toList()) {
        List<String> words = Files.readAllLines(timer);
        start(words.subList(1, words.size()), "");
      }
    }
    write("uptime", "1000.00 0\n");
  }

  boolean timerArmed() throws IOException {
    try (Stream<Path> timers = Files.list(root.resolve("run/timers"))) {
      return timers.findAny().isPresent();
    }
  }

  HostShell login() {
    return new HostShell() {
      @Override
      public String name() {
        return "ops@fake";
      }

      @Override
      public String keySha256() {
        return "SHA256:fake";
      }

      @Override
      public Reply run(HostScript script) throws Failure {
        Reply reply;
        try {
          String set = "set -- " + Quote.words(script.arguments()) + "\n";
          reply = start(List.of("-s"), set + script.text() + "\n");
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
        if (dropReply) {
          dropReply = false;
          throw new Failure.HostUnreachable("Lost", "ops@fake", "test");
        }
        return reply;
      }

      @Override
      public void close() {}
    };
  }

  private Reply start(List<String> words, String input) throws IOException {
    List<String> argv = new ArrayList<>(sh);
    argv.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(argv);
    Path err = root.resolve("stderr");
    builder.redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().put("INITSCOPE_ROOT", root.toString());
    builder.environment().put("INITSCOPE_SH", String.join(" ", sh));
    builder.environment().put("PATH", root + "/bin:/usr/sbin:/usr/bin:/sbin:/bin");
    if (crashAt > 0) {
      builder.environment().put("INITSCOPE_CRASH", Integer.toString(crashAt));
    }
    Process process = builder.start();
    try (var stdin = process.getOutputStream()) {
      stdin.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without reading all of it.
    }
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Reply(process.waitFor(), out, Files.readString(err));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
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
