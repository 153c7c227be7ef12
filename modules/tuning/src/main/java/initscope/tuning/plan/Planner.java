package initscope.tuning.plan;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.HostIdentity;
import initscope.model.change.PermitDomain;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Makes plans. Looks at the host and changes nothing on it.
public final class Planner {
  /// Items that confirm keeps in the policy store, whatever file that has for them.
  private static final Set<String> IN_POLICY = Set.of("lastbool", "fcontext");

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
    this.kinds =
        List.of(
            new SysctlKind(DeniedSysctls.load()),
            new MountKind(),
            new BooleanKind(),
            new DomainKind(),
            new LabelKind(),
            new PortKind(),
            new PolicyKind(),
            new UnitKind(),
            new CgroupKind(),
            new LibraryKind());
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
    Draft draft = new Draft();
    general(request, seen).forEach(draft::find);
    for (Kind kind : kinds) {
      List<Change> mine = mine(kind, request);
      if (!mine.isEmpty()) {
        kind.draft(mine, seen, request, draft);
      }
    }
    return view(request, seen, draft, shell);
  }

  private static List<Change> mine(Kind kind, PlanRequest request) {
    return request.changes().stream().filter(kind::takes).toList();
  }

  private PlanView view(PlanRequest request, Preflight seen, Draft draft, HostShell shell) {
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
            draft.items());
    if (plan.keptInEtc() && !seen.fact("etc").equals("writable")) {
      draft.find(Finding.block("host.etc_read_only"));
    }
    boolean blocked = draft.findings().stream().anyMatch(Finding::blocks);
    List<Sentence> costs = new ArrayList<>(draft.costs());
    if (costs.isEmpty()) {
      costs.add(Sentence.of("plan.cost.nothing"));
    }
    costs.add(cost(plan));
    return new PlanView(
        blocked ? Optional.empty() : Optional.of(plan),
        draft.findings(),
        draft.commands(),
        draft.onConfirm(),
        draft.undo(),
        draft.gains(),
        costs,
        skipping(request.changes()));
  }

  private static HostIdentity identity(Preflight seen, HostShell shell) {
    return new HostIdentity(shell.keySha256(), seen.fact("machine-id"), shell.asked());
  }

  private Preflight look(PlanRequest request, HostShell shell) throws Failure {
    List<String> words = new ArrayList<>();
    kinds.stream()
        .flatMap(k -> mine(k, request).isEmpty() ? Stream.of() : k.look(mine(k, request)).stream())
        .distinct()
        .forEach(p -> words.addAll(List.of(p.kind(), p.target())));
    String nonce =
        "initscope-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    String pid = request.pid().isPresent() ? Long.toString(request.pid().getAsLong()) : "-";
    Reply reply = shell.run(HostScript.preflight(nonce, pid, words));
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
    third(seen, found);
    return found;
  }

  private static void third(Preflight seen, List<Finding> found) {
    String tuned = seen.fact("tuned");
    if (tuned.contains("Current active profile")) {
      String profile = tuned.substring(tuned.indexOf(':') + 1).strip();
      found.add(Finding.note("host.tuned", profile));
    }
    List<String> agents = seen.fact("agents").lines().toList();
    if (!agents.isEmpty()) {
      found.add(Finding.note("host.agents", String.join(", ", agents)));
    }
    List<String> spaces = seen.fact("netns").lines().toList();
    if (spaces.size() == 2 && !spaces.get(0).equals(spaces.get(1))) {
      found.add(Finding.note("host.netns"));
    }
  }

  /// What stays as it is without them; several kinds in one plan have no sentence of their own.
  private static Sentence skipping(List<Change> changes) {
    List<String> kinds = changes.stream().map(Change::kind).distinct().toList();
    String targets =
        changes.stream().map(Change::target).distinct().collect(Collectors.joining(", "));
    return kinds.size() == 1
        ? Sentence.of("plan.skipping." + kinds.getFirst(), targets)
        : Sentence.of("plan.skipping");
  }

  private static Sentence cost(Plan plan) {
    String window = Integer.toString(plan.windowSeconds());
    if (!plan.keptInEtc()) {
      return Sentence.of("plan.cost", window);
    }
    List<PlanItem> kept =
        plan.items().stream().filter(i -> i.phase() == PlanItem.Phase.PERSIST).toList();
    String files =
        kept.stream()
            .filter(i -> !IN_POLICY.contains(i.kind()))
            .map(PlanItem::target)
            .collect(Collectors.joining(", "));
    boolean inPolicy = kept.stream().anyMatch(i -> IN_POLICY.contains(i.kind()));
    if (kept.isEmpty()) {
      boolean never = plan.changes().stream().anyMatch(PermitDomain.class::isInstance);
      return Sentence.of(never ? "plan.cost.never_kept" : "plan.cost.held", window);
    }
    if (files.isEmpty()) {
      return Sentence.of("plan.cost.lasting.store", window);
    }
    return Sentence.of("plan.cost.lasting" + (inPolicy ? ".both" : ""), window, files);
  }
}
