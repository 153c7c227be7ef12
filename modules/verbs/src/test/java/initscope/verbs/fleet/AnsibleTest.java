package initscope.verbs.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.change.Change;
import initscope.verbs.Rehearsal;
import initscope.verbs.Tune;
import java.io.FileInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Real {@code ansible-playbook} over real SSH against lab hosts. {@code -Dinitscope.fleet=N} sets how many.
class AnsibleTest {
  private static final int HOSTS = Integer.getInteger("initscope.fleet", 6);
  private static final String KEY = "net.ipv4.tcp_syn_retries";
  private static final String OTHER = "vm.swappiness";

  @TempDir Path folder;

  @BeforeAll
  static void tools() {
    for (String tool : List.of("ansible-playbook", "ssh")) {
      boolean there =
          Stream.of(System.getenv("PATH").split(":", -1))
              .anyMatch(p -> Files.isExecutable(Path.of(p, tool)));
      assumeTrue(there, tool + " is not installed here");
    }
  }

  private static List<Change> changes() throws Exception {
    return Tune.changes(List.of(KEY + "=3", OTHER + "=10"));
  }

  private static List<Map<String, String>> trees(LabFleet fleet) throws Exception {
    List<Map<String, String>> trees = new ArrayList<>();
    for (Rehearsal host : fleet.hosts) {
      trees.add(LabFleet.tree(host));
    }
    return trees;
  }

  /// The kernel answers the first read only.
  private static String firstRead(Path file) throws Exception {
    try (var in = new FileInputStream(file.toFile())) {
      byte[] buffer = new byte[100];
      return new String(buffer, 0, in.read(buffer), StandardCharsets.US_ASCII).strip();
    }
  }

  private void said(String what, long sinceNanos) {
    System.out.printf("%s: %.1f s%n", what, (System.nanoTime() - sinceNanos) / 1e9);
  }

  @Test
  void changesAllOnceAndLeavesThemAsTheyWere() throws Exception {
    try (LabFleet fleet = new LabFleet(folder, HOSTS)) {
      List<Rehearsal> hosts = fleet.hosts;
      for (int i = 0; i < HOSTS; i++) {
        hosts.get(i).host().setSysctl(OTHER, Integer.toString(60 + i));
      }
      // The last host has a line of our own from an earlier change, and somebody's comment.
      Path own = hosts.getLast().host().root().resolve("etc/sysctl.d/99-zz-initscope.conf");
      Files.writeString(own, "# mine\nvm.swappiness = 30\nkernel.pid_max = 99999\n");
      // All but the last two are planned on; one is recorded by capture.yml, as a host that was
      // added later.
      for (Rehearsal host : hosts.subList(0, HOSTS - 2)) {
        fleet.plan(host, true, changes());
      }
      fleet.plan(hosts.getLast(), true, changes());
      List<Map<String, String>> before = trees(fleet);
      Path out = fleet.export();

      LabFleet.Run without = fleet.playbook(out, "site.yml");
      assertThat(without.status()).as(without.out()).isNotZero();
      assertThat(trees(fleet)).isEqualTo(before);

      LabFleet.Run capture = fleet.playbook(out, "capture.yml");
      assertThat(capture.status()).as(capture.out()).isZero();
      assertThat(capture.hosts("changed")).isEqualTo(1);
      assertThat(trees(fleet)).isEqualTo(before);

      LabFleet.Run check = fleet.playbook(out, "site.yml", "--check");
      assertThat(check.status()).as(check.out()).isZero();
      assertThat(check.hosts("changed")).isEqualTo(HOSTS);
      assertThat(trees(fleet)).isEqualTo(before);

      long start = System.nanoTime();
      LabFleet.Run first = fleet.playbook(out, "site.yml");
      said("first run", start);
      assertThat(first.status()).as(first.out()).isZero();
      assertThat(first.hosts("changed")).isEqualTo(HOSTS);
      for (Rehearsal host : hosts) {
        assertThat(host.host().sysctl(KEY)).hasValue("3");
        assertThat(host.host().sysctl(OTHER)).hasValue("10");
      }
      assertThat(own)
          .content()
          .isEqualTo(
              "# mine\nvm.swappiness = 10\nkernel.pid_max = 99999\nnet.ipv4.tcp_syn_retries = 3\n");
      assertThat(fleet.playbook(out, "verify.yml").status()).isZero();

      start = System.nanoTime();
      List<Map<String, String>> after = trees(fleet);
      LabFleet.Run second = fleet.playbook(out, "site.yml");
      said("second run", start);
      assertThat(second.status()).as(second.out()).isZero();
      assertThat(second.hosts("changed")).isZero();
      assertThat(trees(fleet)).isEqualTo(after);

      start = System.nanoTime();
      LabFleet.Run back = fleet.playbook(out, "rollback.yml");
      said("rollback", start);
      assertThat(back.status()).as(back.out()).isZero();
      assertThat(back.hosts("changed")).isEqualTo(HOSTS);
      assertThat(trees(fleet)).isEqualTo(before);
      assertThat(fleet.playbook(out, "verify.yml").hosts("failed")).isEqualTo(HOSTS);
    }
  }

  @Test
  void aCanaryThatFailsEndsTheRunAndIsTakenBack() throws Exception {
    try (LabFleet fleet = new LabFleet(folder, HOSTS)) {
      Rehearsal canary =
          fleet.hosts.stream().min(Comparator.comparing(LabFleet::name)).orElseThrow();
      Path fixed = Path.of("/proc/sys/kernel/ngroups_max"); // not even root can write it
      String stands = firstRead(fixed);
      for (Rehearsal host : fleet.hosts) {
        host.host().setSysctl(OTHER, stands);
        fleet.plan(host, true, changes());
      }
      Path out = fleet.export();
      Path value = canary.host().root().resolve("proc/sys/vm/swappiness");
      Files.delete(value);
      Files.createSymbolicLink(value, fixed);
      List<Map<String, String>> before = trees(fleet);

      LabFleet.Run run = fleet.playbook(out, "site.yml");

      assertThat(run.status()).as(run.out()).isNotZero();
      assertThat(run.out()).contains("everything set by this run was taken back");
      assertThat(run.hosts("failed")).isEqualTo(1);
      assertThat(run.hosts("changed")).isZero();
      assertThat(trees(fleet)).isEqualTo(before);
    }
  }

  @Test
  void aForeignValueEndsTheRunBeforeAnyHostIsChangedAndIsLeftByTheWayBack() throws Exception {
    try (LabFleet fleet = new LabFleet(folder, 3)) {
      for (Rehearsal host : fleet.hosts) {
        fleet.plan(host, false, changes());
      }
      Path out = fleet.export();
      Rehearsal foreign = fleet.hosts.get(1);
      String was = foreign.host().sysctl(OTHER).orElseThrow();
      foreign.host().setSysctl(OTHER, "77");
      List<Map<String, String>> before = trees(fleet);
      LabFleet.Run refused = fleet.playbook(out, "site.yml");
      assertThat(refused.status()).as(refused.out()).isNotZero();
      assertThat(refused.out()).contains("somebody else changed it");
      assertThat(trees(fleet)).isEqualTo(before);

      foreign.host().setSysctl(OTHER, was);
      before = trees(fleet);
      LabFleet.Run run = fleet.playbook(out, "site.yml");
      assertThat(run.status()).as(run.out()).isZero();
      foreign.host().setSysctl(OTHER, "77");
      LabFleet.Run back = fleet.playbook(out, "rollback.yml");
      assertThat(back.status()).isNotZero();
      assertThat(back.hosts("failed")).isEqualTo(1);
      assertThat(back.out()).contains("left vm.swappiness: it is '77'");
      assertThat(foreign.host().sysctl(OTHER)).hasValue("77");
      foreign.host().setSysctl(OTHER, was);
      assertThat(trees(fleet)).isEqualTo(before);
    }
  }

  @Test
  void aFailingCheckOfTheUserTakesTheHostBack() throws Exception {
    try (LabFleet fleet = new LabFleet(folder, 2)) {
      for (Rehearsal host : fleet.hosts) {
        fleet.plan(host, false, changes());
      }
      Path out = fleet.export();
      List<Map<String, String>> before = trees(fleet);
      LabFleet.Run run =
          fleet.playbook(
              out, "site.yml", "-e", "{\"initscope_check\": \"test 'a b' = \\\"$HOME\\\"\"}");
      assertThat(run.status()).isNotZero();
      assertThat(run.out()).contains("the check failed");
      assertThat(trees(fleet)).isEqualTo(before);
    }
  }

  @Test
  void ansibleLintFindsNothing() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/ansible-lint")), "ansible-lint is missing");
    try (LabFleet fleet = new LabFleet(folder, 1)) {
      fleet.plan(fleet.hosts.getFirst(), true, changes());
      Path out = fleet.export();
      Process lint =
          new ProcessBuilder("ansible-lint", "--offline", "--profile", "production", "--nocolor")
              .directory(out.toFile())
              .redirectErrorStream(true)
              .start();
      String said = new String(lint.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(lint.waitFor()).as(said).isZero();
    }
  }
}
