package initscope.tuning;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Changes;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.finding.Sentence;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.Ssh;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import initscope.tuning.host.Connector;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.SessionShell;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.plan.PlanView;
import initscope.tuning.plan.Planner;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.Scanner;

/// By hand, against a real host: {@code HOST KNOWN_HOSTS IDENTITY}, then commands on standard input, one a line:
/// {@code plan KEY=VALUE lasting|runtime SECONDS}, {@code apply}, {@code status}, {@code confirm}, {@code rollback},
/// {@code extend SECONDS}, {@code forget-me} (a second computer from here on), {@code onhost}.
final class OnRealHost {
  private MemoryJournal journal = new MemoryJournal();
  private final Connector connector;
  private PlanView view =
      new PlanView(
          java.util.Optional.empty(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          Sentence.of("plan.skipping"));
  private TxId id = TxId.of(0, 0);

  private OnRealHost(Connector connector) {
    this.connector = connector;
  }

  public static void main(String[] args) throws Exception {
    SshOptions options =
        SshOptions.DEFAULT
            .withKnownHosts(Path.of(args[1]))
            .withIdentity(Path.of(args[2]))
            .withConfig(Path.of(args[3]))
            .withSudo(Sudo.AUTO);
    HostSpec host = HostSpec.parse(args[0]);
    OnRealHost me =
        new OnRealHost(
            () -> {
              try {
                return new SessionShell(Ssh.connect(host, options, Prompts.NONE, Progress.NONE));
              } catch (Progress.CancelledException e) {
                throw new IllegalStateException(e);
              }
            });
    try (Scanner lines = new Scanner(System.in, java.nio.charset.StandardCharsets.UTF_8)) {
      while (lines.hasNextLine()) {
        String[] words = lines.nextLine().split(" ");
        long start = System.nanoTime();
        try {
          System.out.println(String.join(" ", words) + " -> " + me.run(words));
        } catch (Failure e) {
          System.out.println(
              String.join(" ", words) + " -> exit " + e.exitStatus() + ": " + e.getMessage());
        }
        System.out.println("   " + (System.nanoTime() - start) / 1_000_000 + " ms");
      }
    }
    for (AuditRecord each : me.journal.audit) {
      if (each.ended().map(e -> e.exit().orElse(-1) != 0).orElse(true)) {
        System.out.println(each);
      }
    }
  }

  private Object run(String[] words) throws Failure {
    TuneEngine engine =
        new TuneEngine(
            journal,
            Clock.systemUTC(),
            new java.security.SecureRandom(),
            "test@here",
            HostScript.guard());
    return switch (words[0]) {
      case "plan" -> plan(words);
      case "apply" -> {
        Plan plan = view.plan().orElseThrow();
        StatusView status = engine.apply(plan, connector, ProofOfLife.LOGIN);
        id = status.id().orElseThrow();
        yield status;
      }
      case "status" -> engine.status(id, connector);
      case "confirm" -> engine.confirm(id, connector);
      case "rollback" -> engine.rollback(id, connector);
      case "extend" -> engine.extend(id, Integer.parseInt(words[1]), connector);
      case "onhost" -> engine.onHost(connector);
      case "forget-me" -> {
        journal = new MemoryJournal();
        yield "";
      }
      case "sleep" -> {
        java.util.concurrent.locks.LockSupport.parkNanos(Long.parseLong(words[1]) * 1_000_000_000L);
        yield "";
      }
      case "sh" -> {
        try (var shell = connector.connect()) {
          var reply =
              shell.run(
                  new HostScript(
                      "sh",
                      String.join(" ", List.of(words).subList(1, words.length)),
                      List.of(),
                      java.time.Duration.ofSeconds(100)));
          yield reply.out().strip().replace("\n", " | ") + reply.err().strip();
        }
      }
      default -> "?";
    };
  }

  private Object plan(String[] words) throws Failure {
    var request =
        new PlanRequest(
            Changes.of(List.of(Changes.Words.of(words[1]))),
            "by hand",
            words[2].equals("lasting"),
            Integer.parseInt(words[3]),
            OptionalLong.empty());
    try (var shell = connector.connect()) {
      view =
          new Planner(
                  Clock.systemUTC(), new java.security.SecureRandom(), "test", HostScript.guard())
              .plan(request, shell);
    }
    return view.plan().isPresent()
        ? view.commands() + " notes " + view.findings()
        : view.blockers();
  }
}
