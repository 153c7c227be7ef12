package initscope.workbench;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.remote.SshOptions;
import initscope.tuning.plan.Offers.Offer;
import initscope.tuning.plan.PlanRequest;
import initscope.verbs.Tune;
import java.util.List;
import java.util.OptionalLong;

/// What the user asks for, as written.
///
/// @param guide the way it is for
/// @param host as for ssh
/// @param ssh how to log in
/// @param kind word of the kind of change
/// @param target what shall change: a parameter, a path, a unit, a domain
/// @param wanted what it shall be; may have several lines
/// @param why kept with the change
/// @param window seconds to confirm
/// @param lasting whether confirm writes it to disk
record TuneAsk(
    Guide guide,
    String host,
    SshOptions ssh,
    String kind,
    String target,
    String wanted,
    String why,
    String window,
    boolean lasting) {
  /// Nothing but a host.
  static TuneAsk of(Guide guide, String host, SshOptions ssh) {
    String window = Integer.toString(Plan.DEFAULT_WINDOW_SECONDS);
    return new TuneAsk(guide, host, ssh, "sysctl", "", "", "", window, false);
  }

  /// The same for an offered change.
  TuneAsk with(Offer offer) {
    return new TuneAsk(
        guide,
        host,
        ssh,
        offer.change().kind(),
        offer.change().target(),
        offer.change().value(),
        why,
        window,
        lasting);
  }

  /// The same for another way; what was typed stays as far as it fits.
  TuneAsk with(Guide other) {
    return new TuneAsk(other, host, ssh, kind, target, wanted, why, window, lasting);
  }

  /// Words of the command line that say the same.
  List<String> words() {
    return switch (guide) {
      case TRY, MEND ->
          kind.equals("sysctl")
              ? List.of(target + "=" + wanted)
              : kind.equals("permissive")
                  ? List.of("permissive:" + target)
                  : lines().stream().map(l -> kind + ":" + target + "=" + l).toList();
      case INITTRACE ->
          List.of("unit:" + target + "=" + Guide.INITTRACE_SETTING, "unit:" + target + "=restart");
      case NARROW -> List.of("permissive:" + target);
    };
  }

  private List<String> lines() {
    boolean many = kind.equals("unit") || kind.equals("cgroup");
    List<String> lines = wanted.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    return many && !lines.isEmpty() ? lines : List.of(wanted);
  }

  /// What the planner takes.
  ///
  /// @throws Failure.Usage when it says no change
  PlanRequest request() throws Failure.Usage {
    return made(why, Tune.changes(words()));
  }

  /// The same for changes that were chosen on the way.
  ///
  /// @param about the unit or domain that the way is for
  PlanRequest request(List<Change> changes, String about) throws Failure.Usage {
    return made(guide.why(about, why), changes);
  }

  private PlanRequest made(String reason, List<Change> changes) throws Failure.Usage {
    return new PlanRequest(changes, reason, keeps(), seconds(), OptionalLong.empty());
  }

  /// Whether confirm shall write to disk.
  boolean keeps() {
    return lasting && guide != Guide.INITTRACE && guide != Guide.NARROW;
  }

  private int seconds() throws Failure.Usage {
    boolean number =
        !window.isEmpty()
            && window.length() < 7
            && window.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number) {
      throw new Failure.Usage("No time to confirm in", window, "write seconds, such as 600.");
    }
    return Integer.parseInt(window);
  }
}
