package initscope.tuning.selinux;

import initscope.model.change.AddPolicy;
import initscope.model.change.AllowRule;
import initscope.model.change.SetBoolean;
import initscope.model.change.SetLabel;
import initscope.model.change.SetPort;
import initscope.model.finding.Sentence;
import initscope.tuning.plan.Finding;
import initscope.tuning.plan.GeneralTypes;
import initscope.tuning.plan.RefusedRules;
import initscope.tuning.selinux.PolicyAnswers.Rule;
import initscope.tuning.selinux.Proposal.Way;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What could allow a denial. The first proposal with a change is the one to prefer: what the policy's authors foresaw, then what is
/// only named wrongly, then a rule of our own.
public final class Narrowing {
  private static final Set<String> FILES =
      Set.of("file", "dir", "lnk_file", "sock_file", "fifo_file", "chr_file", "blk_file");

  private static final int LONGEST_NAME = 60;
  private final GeneralTypes general;
  private final RefusedRules refused;

  /// With its tables.
  public Narrowing(GeneralTypes general, RefusedRules refused) {
    this.general = general;
    this.refused = refused;
  }

  /// The proposals for a group, in the order of {@link Way}.
  ///
  /// @param number of the group among those that audit2why was asked about
  public List<Proposal> proposals(DeniedAccess denied, PolicyAnswers answers, int number) {
    List<Proposal> all = new ArrayList<>(booleans(denied, answers, number));
    all.addAll(labels(denied, answers));
    all.addAll(ports(denied, answers));
    all.add(policy(denied));
    return List.copyOf(all);
  }

  private static List<Proposal> booleans(DeniedAccess denied, PolicyAnswers answers, int number) {
    Optional<List<Rule>> rules = answers.rules(denied);
    // What could not be read as rules may be an older or newer form; audit2why then says what it
    // knows.
    Optional<List<String>> reported = answers.reported(number);
    if (rules.isEmpty() || (rules.get().isEmpty() && reported.isPresent())) {
      return reported(reported);
    }
    List<Rule> fitting =
        rules.get().stream()
            .filter(r -> r.permissions().containsAll(denied.permissions()))
            .sorted(Comparator.comparing(r -> !r.target().equals(denied.target())))
            .toList();
    if (fitting.stream().anyMatch(r -> r.bool().isEmpty())) {
      return List.of(Proposal.none(Way.BOOLEAN, Sentence.of("narrow.allowed")));
    }
    Map<String, Proposal> found = new LinkedHashMap<>();
    for (Rule rule : fitting) {
      String name = rule.bool().orElseThrow();
      String what = "%s %s:%s".formatted(denied.source(), rule.target(), denied.objectClass());
      bool(name, rule.on(), Sentence.of("narrow.boolean.why", name, what))
          .ifPresent(p -> found.putIfAbsent(name, p));
    }
    return found.isEmpty()
        ? List.of(Proposal.none(Way.BOOLEAN, Sentence.of("narrow.boolean.none")))
        : List.copyOf(found.values());
  }

  private static List<Proposal> reported(Optional<List<String>> names) {
    if (names.isEmpty()) {
      return List.of(Proposal.none(Way.BOOLEAN, Sentence.of("narrow.boolean.unknown")));
    }
    List<Proposal> found = new ArrayList<>();
    for (String setting : names.get()) {
      String name = setting.substring(0, setting.indexOf('='));
      bool(name, setting.endsWith("=1"), Sentence.of("narrow.boolean.reported", name))
          .ifPresent(found::add);
    }
    return found.isEmpty()
        ? List.of(Proposal.none(Way.BOOLEAN, Sentence.of("narrow.boolean.none")))
        : found;
  }

  private static Optional<Proposal> bool(String name, boolean on, Sentence why) {
    try {
      return Optional.of(
          Proposal.of(
              Way.BOOLEAN,
              why,
              Sentence.of("narrow.boolean.opens", name),
              new SetBoolean(name, on)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // an answer that is no name of a boolean
    }
  }

  private List<Proposal> labels(DeniedAccess denied, PolicyAnswers answers) {
    if (!FILES.contains(denied.objectClass())) {
      return List.of();
    }
    List<Proposal> found = new ArrayList<>();
    for (String path : denied.paths()) {
      String type = answers.label(path).orElse(denied.target());
      Optional<String> expected = answers.expected(path).filter(e -> !e.equals(type));
      if (expected.isPresent()) {
        found.add(label(path, type, expected.get()));
      } else if (general.files().contains(type)) {
        found.add(
            Proposal.none(
                Way.LABEL, Sentence.of("narrow.label.general", path, type, denied.source())));
      }
    }
    return found;
  }

  private static Proposal label(String path, String type, String expected) {
    try {
      return Proposal.of(
          Way.LABEL,
          Sentence.of("narrow.label.why", path, type, expected),
          Sentence.of("narrow.label.opens", path, expected),
          new SetLabel(path, expected));
    } catch (IllegalArgumentException e) {
      return Proposal.none(Way.LABEL, Sentence.of("narrow.label.path", path));
    }
  }

  private List<Proposal> ports(DeniedAccess denied, PolicyAnswers answers) {
    String protocol = denied.protocol();
    if (!protocol.equals("tcp") && !protocol.equals("udp")) {
      return List.of();
    }
    if (!general.ports().contains(denied.target())) {
      return List.of(Proposal.none(Way.PORT, Sentence.of("narrow.port.defined", denied.target())));
    }
    Optional<String> type = portType(denied, answers);
    List<Proposal> found = new ArrayList<>();
    for (int port : denied.ports().stream().filter(p -> p > 0 && p <= 65_535).toList()) {
      String name = protocol + "/" + port;
      found.add(
          type.map(
                  t ->
                      Proposal.of(
                          Way.PORT,
                          Sentence.of("narrow.port.why", name, denied.target(), denied.source(), t),
                          Sentence.of("narrow.port.opens", name, t),
                          new SetPort(protocol, port, t)))
              .orElseGet(
                  () ->
                      Proposal.none(
                          Way.PORT,
                          Sentence.of(
                              "narrow.port.unknown", name, denied.target(), denied.source()))));
    }
    return found;
  }

  /// Of the port types that the domain may always use, the one whose name is most like the domain's.
  private Optional<String> portType(DeniedAccess denied, PolicyAnswers answers) {
    String permission = denied.permissions().contains("name_bind") ? "name_bind" : "name_connect";
    return answers.uses(denied, permission).stream()
        .filter(r -> r.bool().isEmpty() && r.permissions().containsAll(denied.permissions()))
        .map(Rule::target)
        .filter(t -> t.endsWith("_port_t") && !general.ports().contains(t))
        .filter(t -> t.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c)))
        .max(
            Comparator.<String>comparingInt(t -> alike(t, denied.source()))
                .thenComparingInt(t -> -t.length())
                .thenComparing(Comparator.reverseOrder()));
  }

  private static int alike(String one, String other) {
    int i = 0;
    while (i < one.length() && i < other.length() && one.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }

  private Proposal policy(DeniedAccess denied) {
    AllowRule rule = denied.rule();
    Optional<Finding> refusal = refused.refusal(rule);
    if (refusal.isPresent()) {
      return Proposal.none(Way.POLICY, refusal.get().text());
    }
    String name =
        "initscope_%s_%s_%s".formatted(denied.source(), denied.target(), denied.objectClass());
    String key = rule.target().equals("self") ? "narrow.policy.self" : "narrow.policy.opens";
    return Proposal.of(
        Way.POLICY,
        Sentence.of("narrow.policy.why"),
        Sentence.of(key, rule.text()),
        new AddPolicy(name.substring(0, Math.min(LONGEST_NAME, name.length())), List.of(rule)));
  }
}
