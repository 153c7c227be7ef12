package initscope.tuning.selinux;

import initscope.formats.selinux.AvcDecoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Failure;
import initscope.model.host.AvcEvent;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.plan.GeneralTypes;
import initscope.tuning.plan.Preflight;
import initscope.tuning.plan.RefusedRules;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// Reads a domain's denials on a host and asks its policy about them. Changes nothing.
public final class DenialsReader {
  /// Groups that the policy is asked about, each a second or two of the host.
  private static final int ASKED_GROUPS = 20;

  private static final int ASKED_PATHS = 50;
  private final RandomGenerator random;
  private final Narrowing narrowing = new Narrowing(GeneralTypes.load(), RefusedRules.load());

  /// A reader.
  ///
  /// @param random for the nonce that frames the host's answers; must not be guessable
  public DenialsReader(RandomGenerator random) {
    this.random = random;
  }

  /// Reads and asks.
  ///
  /// @param domain such as {@code orders_t}
  /// @param minutes back from now, by the host's clock
  public DenialsView read(HostShell shell, String domain, int minutes) throws Failure {
    Map<String, String> seen = ask(shell, HostScript.denials(nonce(), minutes));
    Decoded<List<AvcEvent>> log =
        new AvcDecoder().decode(Bytes.of(seen.getOrDefault("log", "").strip() + "\n"));
    Denials denials = Denials.of(log.value(), domain, sinceMillis(seen));
    PolicyAnswers answers = PolicyAnswers.NONE;
    if (!denials.groups().isEmpty()) {
      answers =
          new PolicyAnswers(ask(shell, HostScript.explain(nonce(), questions(denials.groups()))));
    }
    List<List<Proposal>> proposals = new ArrayList<>();
    for (DeniedAccess group : denials.groups()) {
      proposals.add(narrowing.proposals(group, answers, proposals.size() + 1));
    }
    return new DenialsView(
        seen.getOrDefault("source", "none").strip(), denials, proposals, log.problems());
  }

  private String nonce() {
    return "initscope-" + Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
  }

  private static Map<String, String> ask(HostShell shell, HostScript script) throws Failure {
    Reply reply = shell.run(script);
    return Preflight.parse(reply.out(), script.arguments().getFirst())
        .map(Preflight::answers)
        .orElseThrow(
            () ->
                new Failure.HostRefused(
                    "Cannot read denials on",
                    shell.name(),
                    "its answer was cut off: " + reply.sentence() + "."));
  }

  private static long sinceMillis(Map<String, String> seen) {
    String text = seen.getOrDefault("since", "").strip();
    boolean number =
        !text.isEmpty() && text.length() < 15 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return number ? Long.parseLong(text) * 1000 : 0;
  }

  /// Words of {@code explain.sh}. audit2why is given messages that we wrote of the types: nothing of a process's own words.
  static List<String> questions(List<DeniedAccess> groups) {
    List<String> words = new ArrayList<>();
    Set<String> paths = new LinkedHashSet<>();
    StringBuilder why = new StringBuilder();
    for (DeniedAccess group : groups.subList(0, Math.min(ASKED_GROUPS, groups.size()))) {
      words.addAll(
          List.of(
              "rule",
              group.source(),
              group.target(),
              group.objectClass(),
              String.join(",", group.permissions())));
      if (!group.protocol().isEmpty()) {
        String permission =
            group.permissions().contains("name_bind") ? "name_bind" : "name_connect";
        words.addAll(List.of("use", group.source(), group.objectClass(), permission));
      }
      paths.addAll(group.paths());
      why.append(message(group, groups.indexOf(group) + 1));
    }
    paths.stream()
        .filter(p -> p.chars().noneMatch(c -> c < ' ' || c == 0xfffd))
        .limit(ASKED_PATHS)
        .forEach(p -> words.addAll(List.of("path", p)));
    words.addAll(List.of("why", why.toString().stripTrailing()));
    return words;
  }

  private static String message(DeniedAccess group, int number) {
    return group.permissions().stream()
            .collect(
                Collectors.joining(
                    " ",
                    "type=AVC msg=audit(1.000:" + number + "): avc:  denied  { ",
                    " } for  pid=1"))
        + " comm=\"x\" scontext=system_u:system_r:%s:s0 tcontext=system_u:object_r:%s:s0 tclass=%s\n"
            .formatted(group.source(), group.target(), group.objectClass());
  }
}
