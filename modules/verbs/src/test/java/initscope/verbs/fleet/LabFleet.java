package initscope.verbs.fleet;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Change;
import initscope.remote.Prompts;
import initscope.tuning.export.ExportFormat;
import initscope.tuning.export.Exported;
import initscope.tuning.plan.PlanRequest;
import initscope.verbs.Rehearsal;
import initscope.verbs.Tune;
import initscope.verbs.TuneExports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Rehearsed hosts on loopback, one a port, and {@code ansible-playbook} to change them.
final class LabFleet implements AutoCloseable {
  /// What a run of a playbook came to.
  ///
  /// @param recap its last lines, by host
  record Run(int status, String out, Map<String, Map<String, Integer>> recap) {
    /// How many hosts have a count other than zero.
    long hosts(String count) {
      return recap.values().stream().filter(c -> c.getOrDefault(count, 0) > 0).count();
    }
  }

  final Path folder;
  final List<Rehearsal> hosts = new ArrayList<>();
  private final List<String> plans = new ArrayList<>();

  LabFleet(Path folder, int size) throws Exception {
    this.folder = folder;
    StringBuilder inventory = new StringBuilder("initscope:\n  hosts:\n");
    for (int i = 0; i < size; i++) {
      Rehearsal host = Rehearsal.start("ordersd", folder);
      hosts.add(host);
      inventory.append(
          """
              %s:
                ansible_host: 127.0.0.1
                ansible_port: %d
                ansible_user: root
                ansible_ssh_private_key_file: %s
                ansible_ssh_common_args: -F none -o UserKnownHostsFile=%s -o GlobalKnownHostsFile=none
          """
              .formatted(name(host), host.port(), host.identityFile(), host.knownHostsFile()));
    }
    Files.writeString(folder.resolve("logins.yml"), inventory);
  }

  static String name(Rehearsal host) {
    return "127.0.0.1-" + host.port();
  }

  /// Plans changes on a host; the plan goes into the next export.
  void plan(Rehearsal host, boolean lasting, List<Change> changes) throws Exception {
    try (Tune tune =
        Tune.open(
            folder.resolve("data"),
            "test",
            "test",
            host.spec(),
            host.ssh(),
            Prompts.NONE,
            Progress.NONE)) {
      var view = tune.plan(new PlanRequest(changes, "", lasting, 600, OptionalLong.empty()));
      plans.add(view.plan().orElseThrow(() -> new AssertionError(view.findings().toString())).id());
    }
  }

  /// Writes what was planned as a folder of playbooks.
  Path export() throws Exception {
    Exported exported =
        TuneExports.of(folder.resolve("data"), plans, ExportFormat.ANSIBLE, Locale.ENGLISH);
    Path out = folder.resolve("change");
    TuneExports.save(exported.files(), out);
    return out;
  }

  /// Runs a playbook.
  Run playbook(Path exported, String... words) throws Exception {
    List<String> argv = new ArrayList<>(List.of("ansible-playbook", "-i", "inventory.yml", "-i"));
    argv.add(folder.resolve("logins.yml").toString());
    argv.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(argv).directory(exported.toFile());
    Path log = Files.createTempFile(folder, "run", ".log");
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(Path.of("/dev/null").toFile());
    Map<String, String> environment = builder.environment();
    environment.put("ANSIBLE_HOME", folder.resolve("ansible").toString());
    environment.put("ANSIBLE_LOCAL_TEMP", folder.resolve("ansible/tmp").toString());
    environment.put("ANSIBLE_SSH_CONTROL_PATH_DIR", folder.resolve("cp").toString());
    environment.put("ANSIBLE_NOCOLOR", "1");
    environment.put("ANSIBLE_NOCOWS", "1");
    environment.put("ANSIBLE_FORKS", "5");
    environment.put("LC_ALL", "C.UTF-8");
    int status = builder.start().waitFor();
    String out = Files.readString(log);
    return new Run(status, out, recap(out));
  }

  /// {@code HOST : ok=2 changed=1 unreachable=0 failed=0 ...} for each host.
  private static Map<String, Map<String, Integer>> recap(String out) {
    Map<String, Map<String, Integer>> hosts = new TreeMap<>();
    int at = out.indexOf("PLAY RECAP");
    for (String line : out.substring(Math.max(at, 0)).lines().skip(1).toList()) {
      int colon = line.indexOf(" : ");
      if (colon > 0) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : List.of(line.substring(colon + 3).strip().split(" +"))) {
          counts.put(word.replaceAll("=.*", ""), Integer.parseInt(word.replaceAll(".*=", "")));
        }
        hosts.put(line.substring(0, colon).strip(), counts);
      }
    }
    return hosts;
  }

  /// All that lies on a host: mode and content of every file.
  static Map<String, String> tree(Rehearsal host) throws IOException {
    Map<String, String> tree = new TreeMap<>();
    Path root = host.host().root();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        String what =
            Files.isSymbolicLink(path)
                ? "link " + Files.readSymbolicLink(path)
                : Files.isDirectory(path)
                    ? "folder"
                    : new String(Files.readAllBytes(path), "ISO-8859-1");
        tree.put(
            root.relativize(path).toString(),
            Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS) + " " + what);
      }
    }
    return tree;
  }

  @Override
  public void close() throws Failure {
    for (Rehearsal host : hosts) {
      host.close();
    }
  }
}
