package initscope.workbench;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.AddPolicy;
import initscope.model.change.AllowRule;
import initscope.model.change.Change;
import initscope.model.change.PermitDomain;
import initscope.model.change.Plan;
import initscope.remote.HostSpec;
import initscope.remote.Prompts;
import initscope.remote.SshOptions;
import initscope.tuning.selinux.DenialsView;
import initscope.verbs.ToolVersion;
import initscope.verbs.Tune;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How far a guided way is gone, besides what the host knows.
///
/// @param ask what was asked for at its begin, with the guide
/// @param narrowed whether a domain was permissive before and enforces again
/// @param domain that is narrowed; empty where it is not known
/// @param denials as last read
/// @param chosen of the denials, what shall be allowed; empty until something was chosen
record Way(
    TuneAsk ask,
    boolean narrowed,
    String domain,
    Optional<DenialsView> denials,
    Optional<List<Change>> chosen) {
  /// At its begin.
  static Way of(TuneAsk ask) {
    String domain = ask.guide() == Guide.NARROW ? ask.target() : "";
    return new Way(ask, false, domain, Optional.empty(), Optional.empty());
  }

  /// The way that a change belongs to which this window did not begin.
  ///
  /// @param plan of the change, where this computer began it
  static Way of(Optional<Plan> plan, String host, SshOptions ssh) {
    Guide guide = plan.map(Guide::of).orElse(Guide.TRY);
    boolean first =
        plan.map(p -> p.changes().stream().anyMatch(PermitDomain.class::isInstance)).orElse(false);
    String domain = guide == Guide.NARROW ? plan.flatMap(Way::domain).orElse("") : "";
    return new Way(
        TuneAsk.of(guide, host, ssh),
        guide == Guide.NARROW && !first,
        domain,
        Optional.empty(),
        Optional.empty());
  }

  private static Optional<String> domain(Plan plan) {
    Optional<String> said = Guide.about(Guide.NARROW, plan.why());
    for (Change change : plan.changes()) {
      if (change instanceof PermitDomain(var type)) {
        return Optional.of(type);
      }
      if (said.isEmpty() && change instanceof AddPolicy policy) {
        said = policy.rules().stream().map(AllowRule::source).findFirst();
      }
    }
    return said;
  }

  Guide guide() {
    return ask.guide();
  }

  String host() {
    return ask.host();
  }

  SshOptions ssh() {
    return ask.ssh();
  }

  /// Opens the journal for work on its host; nothing is sent yet.
  ///
  /// @param data folder of the journal
  Tune open(Path data, Prompts prompts, Progress progress) throws Failure {
    String owner = Tune.owner();
    HostSpec spec = HostSpec.parse(host());
    return Tune.open(data, owner, ToolVersion.read(), spec, ssh(), prompts, progress);
  }

  /// With denials that were read now; what was chosen among the old ones no longer counts.
  Way read(DenialsView view) {
    return new Way(ask, narrowed, domain, Optional.of(view), Optional.empty());
  }

  /// With a choice among the denials.
  Way chose(List<Change> changes) {
    return new Way(ask, narrowed, domain, denials, Optional.of(List.copyOf(changes)));
  }

  /// Past the permissive domain.
  Way enforced() {
    return new Way(ask, true, domain, Optional.empty(), Optional.empty());
  }

  /// Number of a page.
  ///
  /// @param plain its number on the plain way: 1 choose, 2 plan, 3 trial, 4 preview, 5 end
  int step(int plain) {
    return switch (guide()) {
      case TRY, INITTRACE -> plain;
      case MEND -> plain > 1 ? plain + 1 : plain;
      case NARROW -> narrowed || plain > 3 ? plain + 2 : plain;
    };
  }
}
