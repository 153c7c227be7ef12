package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.evidence.CaptureReader;
import initscope.lab.Incidents;
import initscope.lab.LabHost;
import initscope.lab.LabServer;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Plan;
import initscope.model.change.TxState;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import initscope.tuning.StatusView;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.journal.Ended;
import initscope.tuning.plan.PlanRequest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The audit is what the host's own log saw, command for command: the log is kept by the SSH server, of the bytes that came in.
final class TuneAuditTest {
  private static final String KEY = "net.ipv4.tcp_syn_retries";

  /// An exec request and what came on its standard input.
  private record Request(String command, ByteArrayOutputStream input) {}

  /// A script as the host saw it, or as the audit tells it.
  private record Script(String step, String sha256) {}

  @TempDir Path folder;
  private final List<Request> log = new CopyOnWriteArrayList<>();
  private LabServer server;

  @BeforeEach
  void start() throws Exception {
    var capture = CaptureReader.open(Incidents.bytes("ordersd").orElseThrow()).value();
    server =
        LabServer.start(
            LabHost.of(capture, folder),
            command -> {
              Request request = new Request(command, new ByteArrayOutputStream());
              log.add(request);
              return request.input();
            });
    Files.writeString(folder.resolve("id"), server.clientKeyPem());
    Files.writeString(folder.resolve("known_hosts"), server.knownHostsLine() + "\n");
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  private Tune tune(String laptop) throws Exception {
    return Tune.open(
        folder.resolve(laptop),
        laptop,
        "test",
        new HostSpec(Optional.of("root"), "127.0.0.1", OptionalInt.of(server.port())),
        SshOptions.DEFAULT
            .withIdentity(folder.resolve("id"))
            .withKnownHosts(folder.resolve("known_hosts"))
            .withSudo(Sudo.NONE),
        Prompts.NONE,
        Progress.NONE);
  }

  private static String plan(Tune tune, boolean lasting, int value) throws Exception {
    PlanRequest request =
        new PlanRequest(
            Tune.changes(List.of(KEY + "=" + value)), "", lasting, 600, OptionalLong.empty());
    return tune.plan(request).plan().orElseThrow().id();
  }

  private List<AuditRecord> audit(String laptop, String... name) throws Exception {
    List<AuditRecord> all = new ArrayList<>();
    Tune.audit(folder.resolve(laptop), List.of(name).stream().findFirst(), all::add);
    return all;
  }

  private static List<Script> told(List<AuditRecord> audit) {
    return audit.stream()
        .map(r -> new Script(r.sent().step(), r.sent().scriptSha256().orElseThrow()))
        .toList();
  }

  private List<Script> seen() {
    return log.stream().map(TuneAuditTest::script).toList();
  }

  /// Finds the script between the lines that watch over every command, and its step by what it says, without our code.
  private static Script script(Request request) {
    assertThat(request.command()).isEqualTo("exec /bin/sh -s");
    String input = request.input().toString(StandardCharsets.ISO_8859_1);
    String before = "\nexec 3<&0\n(\n";
    int from = input.indexOf(before) + before.length();
    int to = input.indexOf(") </dev/null 3<&- &\np=$!\n", from);
    assertThat(from).isGreaterThanOrEqualTo(before.length());
    String body = input.substring(from, to);
    return new Script(step(body), Plan.sha256Of(body.getBytes(StandardCharsets.ISO_8859_1)));
  }

  private static String step(String body) {
    if (body.contains("# InitScope asks which host this is")) {
      return "facts";
    }
    if (body.contains("# InitScope looks at what changes")) {
      return "preflight";
    }
    if (body.contains("# InitScope reads what the start of a unit depends on")) {
      return "unit";
    }
    if (body.contains("# InitScope reads what SELinux denied lately")) {
      return "denials";
    }
    // The guard itself begins with its verb; what calls the guard that is there, with the guard's
    // hash.
    String[] words = body.lines().findFirst().orElseThrow().replace("'", "").split(" ");
    return words[2].equals("arm") ? words[2] : words[3];
  }

  @Test
  void theAuditIsTheHostsOwnLogCommandForCommand() throws Exception {
    String kept;
    StatusView taken;
    try (Tune tune = tune("one")) {
      tune.unit("ordersd@go1.22-stripped.service");
      tune.denials("orders_t", 60);
      kept = plan(tune, true, 3);
      tune.status();
      tune.apply(kept);
      tune.status();
      assertThat(tune.confirm().state()).isEqualTo(TxState.CONFIRMED);
      tune.apply(plan(tune, false, 4));
      taken = tune.rollback();
      assertThat(taken.state()).isEqualTo(TxState.ROLLED);
    }

    List<AuditRecord> audit = audit("one");
    assertThat(told(audit)).isEqualTo(seen());
    assertThat(seen().stream().map(Script::step))
        .contains(
            "unit",
            "denials",
            "preflight",
            "facts",
            "arm",
            "apply",
            "status",
            "confirm",
            "rollback",
            "forget");
    assertThat(audit).allMatch(r -> r.ended().orElseThrow().how() == Ended.How.EXIT);
    assertThat(audit)
        .allMatch(r -> r.sent().address().equals("root@127.0.0.1:" + server.port()))
        .allMatch(r -> r.sent().keySha256().startsWith("SHA256:"))
        .isSortedAccordingTo(java.util.Comparator.comparing(AuditRecord::sequence));

    assertThat(audit("one", kept).stream().map(r -> r.sent().step()))
        .startsWith("arm", "apply")
        .contains("confirm")
        .doesNotContain("rollback", "facts");
    assertThat(audit("one", taken.id().orElseThrow().hex()).stream().map(r -> r.sent().step()))
        .startsWith("arm", "apply")
        .contains("rollback");
  }

  @Test
  void alsoWhatASecondLaptopSendsAndWhatIsRefusedIsThere() throws Exception {
    try (Tune one = tune("one");
        Tune two = tune("two")) {
      one.apply(plan(one, false, 3));
      log.clear();
      String second = plan(two, false, 4);
      assertThatThrownBy(() -> two.apply(second)).isInstanceOf(Failure.HostRefused.class);
      two.rollback();
    }

    List<AuditRecord> audit = audit("two");
    assertThat(told(audit)).isEqualTo(seen());
    assertThat(audit.stream().filter(r -> r.sent().step().equals("arm")))
        .hasSize(1)
        .allMatch(r -> r.ended().orElseThrow().exit().orElse(0) != 0);
  }

  @Test
  void aHostThatGoesAwayLeavesARecordWhoseEndIsNotKnown() throws Exception {
    try (Tune tune = tune("one")) {
      String plan = plan(tune, false, 3);
      log.clear();
      assertThatThrownBy(
              () ->
                  tune.apply(
                      plan,
                      () -> {
                        try {
                          server.close();
                        } catch (java.io.IOException e) {
                          throw new AssertionError(e);
                        }
                      }))
          .isInstanceOf(Failure.HostUnreachable.class);
    }
    AuditRecord last = audit("one").getLast();
    assertThat(last.sent().step()).isEqualTo("facts");
    assertThat(last.ended().orElseThrow().how()).isEqualTo(Ended.How.LOST);
    assertThat(last.ended().orElseThrow().exit()).isEmpty();
  }

  @Test
  void whoAsksForWhatIsNotThereIsTold() throws Exception {
    assertThat(audit("nobody")).isEmpty();
    assertThat(folder.resolve("nobody")).doesNotExist();
    assertThatThrownBy(() -> audit("nobody", "abc")).isInstanceOf(Failure.Usage.class);
    try (Tune tune = tune("one")) {
      plan(tune, false, 3);
    }
    for (String name : List.of("", "*", "web-3", "ABCDEF", "ffffffffffff0")) {
      assertThatThrownBy(() -> audit("one", name)).as(name).isInstanceOf(Failure.Usage.class);
    }
  }
}
