package initscope.tuning.plan;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.PlanItem;
import initscope.model.finding.Sentence;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Makes plans. Looks at the host and changes nothing on it.
public final class Planner {
  private final Clock clock;
  private final RandomGenerator random;
  private final String engineVersion;
  private final String guard;
  private final List<Kind> kinds;

  /// A planner.
  ///
  /// @param random for the nonce that frames the host's answers; must not be guessable
  /// @param guard text, {@link HostScript#guard()} but for tests
  public Planner(Clock clock, RandomGenerator random, String engineVersion, String guard) {
    this.clock = clock;
    this.random = random;
    this.engineVersion = engineVersion;
    this.guard = guard;
    this.kinds = List.of(new SysctlKind(DeniedSysctls.load()));
  }

  /// Looks at the host and says what would be done.
  ///
  /// @throws Failure.HostRefused when we may not be root there
  public PlanView plan(PlanRequest request, HostShell shell) throws Failure {
    if (request.changes().isEmpty()) {
      throw new Failure.Usage(
          "Nothing to change", "on " + shell.name(), "name a change such as KEY=VALUE.");
    }
    Preflight seen = look(request, shell);
    List<PlanItem> items = new ArrayList<>();
    List<Finding> findings = new ArrayList<>(general(request, seen));
    List<String> commands = new ArrayList<>();
    List<String> onConfirm = new ArrayList<>();
    List<String> undo = new ArrayList<>();
    for (Kind kind : kinds) {
      List<Change> mine =
          request.changes().stream().filter(c -> c.kind().equals(kind.word())).toList();
      if (!mine.isEmpty()) {
        Kind.Draft draft = kind.draft(mine, seen, request.lasting());
        items.addAll(draft.items());
        findings.addAll(draft.findings());
        commands.addAll(draft.commands());
        onConfirm.addAll(draft.onConfirm());
        undo.addAll(0, draft.undo());
      }
    }
    Plan plan =
        new Plan(
            identity(seen, shell),
            seen.fact("boot-id"),
            clock.instant().getEpochSecond() * 1_000_000_000L,
            engineVersion,
            HostScript.sha256OfGuard(guard),
            request.why(),
            request.lasting(),
            request.windowSeconds(),
            request.changes(),
            items);
    boolean blocked = findings.stream().anyMatch(Finding::blocks);
    return new PlanView(
        blocked ? Optional.empty() : Optional.of(plan),
        findings,
        commands,
        onConfirm,
        undo,
        cost(plan),
        Sentence.of("plan.skipping"));
  }

  private static HostIdentity identity(Preflight seen, HostShell shell) {
    return new HostIdentity(shell.keySha256(), seen.fact("machine-id"), shell.name());
  }

  private Preflight look(PlanRequest request, HostShell shell) throws Failure {
    List<String> keys = new ArrayList<>();
    kinds.forEach(
        k ->
            keys.addAll(
                k.look(
                    request.changes().stream().filter(c -> c.kind().equals(k.word())).toList())));
    String nonce =
        "initscope-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    String pid = request.pid().isPresent() ? Long.toString(request.pid().getAsLong()) : "-";
    Reply reply = shell.run(HostScript.preflight(nonce, pid, keys.stream().distinct().toList()));
    return Preflight.parse(reply.out(), nonce)
        .orElseThrow(
            () ->
                new Failure.HostRefused(
                    "Cannot look at",
                    shell.name(),
                    "its answer was cut off: " + reply.sentence() + "."));
  }

  private static List<Finding> general(PlanRequest request, Preflight seen) {
    List<Finding> found = new ArrayList<>();
    if (!seen.fact("uid").equals("0")) {
      found.add(Finding.block("host.not_root"));
    }
    if (seen.fact("timer").equals("none")) {
      found.add(Finding.block("host.no_timer"));
    }
    if (request.lasting() && !seen.fact("etc").equals("writable")) {
      found.add(Finding.block("host.etc_read_only"));
    }
    if (request.windowSeconds() < Plan.MIN_WINDOW_SECONDS
        || request.windowSeconds() > Plan.MAX_WINDOW_SECONDS) {
      found.add(
          Finding.block(
              "plan.window",
              Integer.toString(Plan.MIN_WINDOW_SECONDS),
              Integer.toString(Plan.MAX_WINDOW_SECONDS)));
    }
    Set<String> targets = new HashSet<>();
    for (Change change : request.changes()) {
      if (!targets.add(change.kind() + " " + change.target())) {
        found.add(Finding.block("plan.twice", change.target()));
      }
    }
    own(request, seen, found);
    third(seen, found);
    return found;
  }

  private static void own(PlanRequest request, Preflight seen, List<Finding> found) {
    String own = seen.fact("own");
    boolean plain = own.isEmpty() || own.equals("regular file|644|0|1");
    boolean text =
        seen.files()
            .own()
            .map(
                f ->
                    f.text()
                        .chars()
                        .allMatch(c -> c == '\n' || c == '\t' || (c >= ' ' && c <= '~')))
            .orElse(true);
    if (request.lasting()
        && (!plain || !text || (!own.isEmpty() && seen.files().own().isEmpty()))) {
      found.add(Finding.block("sysctl.own_file", ConfFiles.OWN, own));
    }
  }

  private static void third(Preflight seen, List<Finding> found) {
    String tuned = seen.fact("tuned");
    if (tuned.contains("Current active profile")) {
      String profile = tuned.substring(tuned.indexOf(':') + 1).strip();
      found.add(Finding.note("host.tuned", profile));
    }
    List<String> spaces = seen.fact("netns").lines().toList();
    if (spaces.size() == 2 && !spaces.get(0).equals(spaces.get(1))) {
      found.add(Finding.note("host.netns"));
    }
  }

  private static Sentence cost(Plan plan) {
    String window = Integer.toString(plan.windowSeconds());
    return plan.lasting()
        ? Sentence.of("plan.cost.lasting", window, ConfFiles.OWN)
        : Sentence.of("plan.cost", window);
  }
}
