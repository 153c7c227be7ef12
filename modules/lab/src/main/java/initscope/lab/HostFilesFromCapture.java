package initscope.lab;

import initscope.evidence.Capture;
import initscope.evidence.EntryInfo;
import initscope.model.Bytes;
import initscope.model.Line;
import initscope.model.RawEntry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lays the raw entries of a capture out as the files they were read from, and the programs whose answers were captured as programs
/// that give these answers.
final class HostFilesFromCapture {
  /// Folder of the lab's own files on the host, which no real host has.
  static final String LAB = ".lab";

  /// Entries that are one file of the host, by name below {@code host/}.
  private static final Map<String, String> HOST_FILES =
      Map.of(
          "os-release", "etc/os-release",
          "boot-id", "proc/sys/kernel/random/boot_id",
          "timer-now", "proc/timer_list",
          "selinux", "sys/fs/selinux/enforce");

  /// Answers of programs, kept for the lab's own programs.
  private static final List<String> ANSWERS = List.of("uname", "cgroup-fs", "date");

  private static final Pattern LAST_RUN =
      Pattern.compile("(task/[0-9]{1,9}/sched):(se[.]exec_start.*)");

  private static final Pattern CLOCK = Pattern.compile("cpu ([0-9]{1,5}) (se[.]exec_start.*)");

  /// Where the login and all services are.
  private static final String MOUNTS = "mnt:[4026531841]";

  private final Capture capture;
  private final HostTree tree;
  private final String process;

  HostFilesFromCapture(Capture capture, HostTree tree) {
    this.capture = capture;
    this.tree = tree;
    this.process = "proc/" + capture.facts().pid().orElse(0);
  }

  void write() throws IOException {
    LabSystem system = LabSystem.of(tree);
    int systemd = systemd(text("host/os-release"));
    String cgroups = text("host/cgroup-fs").strip();
    system.lay(systemd, cgroups.isEmpty() ? "cgroup2fs" : cgroups);
    tree.write(
        LAB + "/self-status",
        Bytes.of("Name:\tsh\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nCpus_allowed_list:\t0-8191\n"));
    tree.write("etc/machine-id", Bytes.of("c0ffee00c0ffee00c0ffee00c0ffee00\n"));
    if (!text("host/selinux").isBlank()) {
      system.addSelinux(systemd);
    }
    for (EntryInfo info : capture.index()) {
      RawEntry entry = capture.entry(info.name()).orElse(null);
      if (entry != null) {
        writeEntry(entry.name(), entry.bytes());
      }
    }
    tree.write("proc/self/mountinfo", text("proc/mountinfo"));
    tree.link("proc/self/ns/mnt", MOUNTS);
    tree.link("proc/1/ns/mnt", MOUNTS);
    String unit = capture.facts().unit().orElse("");
    if (!unit.isEmpty()) {
      tree.write(LAB + "/unit/name", unit + "\n");
      tree.write(LAB + "/base/" + unit, text("unit/show"));
      unitFiles(text("unit/cat"));
      system.starts(List.of(unit));
    }
    program(text("proc/exe").strip());
    system.goOn();
  }

  private String text(String entry) {
    return capture.entry(entry).map(e -> e.bytes().utf8()).orElse("");
  }

  /// The version of systemd that a release of CentOS or RHEL has; else the newest of them.
  private static int systemd(String osRelease) {
    boolean enterprise = osRelease.contains("ID=\"centos\"") || osRelease.contains("ID=\"rhel\"");
    return enterprise && osRelease.contains("VERSION_ID=\"7")
        ? 219
        : enterprise && osRelease.contains("VERSION_ID=\"8") ? 239 : 252;
  }

  /// The files that {@code systemctl cat} printed, each after a line with its path.
  private void unitFiles(String cat) throws IOException {
    String path = "";
    StringBuilder file = new StringBuilder();
    boolean gap = true;
    for (String line : cat.lines().toList()) {
      if (gap && line.startsWith("# /")) {
        unitFile(path, file);
        path = line.substring(3);
        file.setLength(0);
      } else {
        file.append(line).append('\n');
      }
      gap = line.isEmpty();
    }
    unitFile(path, file);
  }

  private void unitFile(String path, StringBuilder text) throws IOException {
    if (!path.isEmpty()) {
      boolean gap = text.length() > 1 && text.charAt(text.length() - 2) == '\n';
      tree.write(path, text.substring(0, text.length() - (gap ? 1 : 0)));
    }
  }

  /// The recorded program under its own name, so that it has a label. It is empty: the X-ray read parts of it only.
  private void program(String path) throws IOException {
    if (!path.startsWith("/")) {
      return;
    }
    Path file = tree.at(path.substring(1));
    Files.createDirectories(file.getParent());
    Files.createFile(file);
  }

  private void writeEntry(String name, Bytes bytes) throws IOException {
    if (name.startsWith("host/")) {
      hostEntry(name.substring(5), bytes);
    } else if (name.startsWith("unit/")) {
      tree.write(LAB + "/" + name, bytes);
    } else if (name.startsWith("proc/")) {
      processEntry(name.substring(5), bytes);
    }
  }

  private void hostEntry(String name, Bytes bytes) throws IOException {
    String file = HOST_FILES.get(name);
    if (file != null) {
      tree.write(file, bytes);
    } else if (ANSWERS.contains(name)) {
      tree.write(LAB + "/" + name, bytes);
      if (name.equals("uname")) {
        kernelNames(bytes);
      }
    } else if (name.startsWith("sysctl/")) {
      tree.write("proc/sys/" + name.substring(7), bytes);
    } else {
      tree.write("proc/" + name, bytes);
    }
  }

  private void kernelNames(Bytes uname) throws IOException {
    List<String> lines = uname.utf8().lines().toList();
    if (lines.size() >= 2) {
      tree.write("proc/sys/kernel/hostname", Bytes.of(lines.get(0) + "\n"));
      tree.write("proc/sys/kernel/osrelease", Bytes.of(lines.get(1) + "\n"));
    }
  }

  private void processEntry(String name, Bytes bytes) throws IOException {
    switch (name) {
      case "exe" -> tree.link(process + "/exe", bytes.utf8().strip());
      case "fd" -> descriptors(bytes);
      case "fdinfo" -> descriptorDetails(bytes);
      case "children" -> children(bytes);
      case "task-sched" -> lastRuns(process, bytes);
      case "task-sched.2" -> lastRuns(LAB + "/second", bytes);
      default -> {
        if (name.endsWith(".2")) {
          tree.write(LAB + "/second/" + name.substring(0, name.length() - 2), bytes);
        } else {
          tree.write(process + "/" + name, bytes);
        }
      }
    }
  }

  /// When threads last ran, and what the clocks of their CPUs showed: for the lab's taskset.
  private void lastRuns(String folder, Bytes lines) throws IOException {
    for (Map.Entry<String, Bytes> file : lastRunFiles(folder, lines).entrySet()) {
      tree.write(file.getKey(), file.getValue());
    }
    for (Line line : lines.lines()) {
      Matcher clock = CLOCK.matcher(line.text());
      if (clock.matches()) {
        tree.write(LAB + "/cpu/" + clock.group(1), Bytes.of(clock.group(2) + "\n"));
      }
    }
  }

  /// What {@code grep -H} made of /proc/PID/task/TID/sched, by the file's path.
  ///
  /// @param folder of the process
  static Map<String, Bytes> lastRunFiles(String folder, Bytes lines) {
    Map<String, Bytes> files = new HashMap<>();
    for (Line line : lines.lines()) {
      Matcher run = LAST_RUN.matcher(line.text());
      if (run.matches()) {
        files.put(folder + "/" + run.group(1), Bytes.of(run.group(2) + "\n"));
      }
    }
    return files;
  }

  private void descriptors(Bytes lines) throws IOException {
    for (Line line : lines.lines()) {
      String text = line.text();
      int space = text.indexOf(' ');
      if (space > 0 && text.substring(0, space).chars().allMatch(Character::isDigit)) {
        tree.link(process + "/fd/" + text.substring(0, space), text.substring(space + 1));
      }
    }
  }

  private void descriptorDetails(Bytes lines) throws IOException {
    String fd = "";
    StringBuilder details = new StringBuilder();
    for (Line line : lines.lines()) {
      String text = line.text();
      if (text.startsWith("== ")) {
        flush(fd, details);
        fd = text.substring(3).strip();
        details.setLength(0);
      } else {
        details.append(text).append('\n');
      }
    }
    flush(fd, details);
  }

  private void flush(String fd, StringBuilder details) throws IOException {
    if (!fd.isEmpty() && fd.chars().allMatch(Character::isDigit)) {
      tree.write(process + "/fdinfo/" + fd, Bytes.of(details.toString()));
    }
  }

  private void children(Bytes lines) throws IOException {
    long pid = capture.facts().pid().orElse(0);
    for (Line line : lines.lines()) {
      List<String> words = List.of(line.text().split(" ", 3));
      boolean stat = words.size() == 3 && words.get(1).startsWith("(");
      if (words.size() == 3 && words.get(0).chars().allMatch(Character::isDigit)) {
        String text =
            stat
                ? line.text()
                : "%s (%s) %s %d 0".formatted(words.get(0), words.get(2), words.get(1), pid);
        tree.write("proc/" + words.get(0) + "/stat", Bytes.of(text + "\n"));
      }
    }
  }

  static String resource(String name) {
    try (InputStream in = HostFilesFromCapture.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the lab lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
