package initscope.tuning.export;

import initscope.model.Failure;
import initscope.model.change.Change;
import initscope.model.change.Plan;
import initscope.remote.HostSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One change, planned on one or several hosts.
///
/// @param members by the name that files and inventories know the host by
public record Fleet(Map<String, Member> members) {
  /// A host with its plan.
  ///
  /// @param spec how the user logged in to it
  /// @param plan with the values that stand on it
  public record Member(HostSpec spec, Plan plan) {}

  /// Puts plans together.
  ///
  /// @throws Failure.Usage when they are not one change of different hosts
  public static Fleet of(List<Plan> plans) throws Failure {
    if (plans.isEmpty()) {
      throw new Failure.Usage("No plan named", "for tune export", "tune plan makes one.");
    }
    Plan first = plans.getFirst();
    Map<String, Member> members = new TreeMap<>();
    for (Plan plan : plans) {
      if (!words(plan).equals(words(first)) || plan.lasting() != first.lasting()) {
        throw new Failure.Usage(
            "Not the same change:",
            plan.id() + " and " + first.id(),
            "export plans of one change, made with the same words on each host.");
      }
      HostSpec spec = HostSpec.parse(plan.host().address());
      String name = name(spec);
      if (members.put(name, new Member(spec, plan)) != null) {
        throw new Failure.Usage(
            "Two plans for", name, "name one of them; the newest knows what stands there now.");
      }
    }
    return new Fleet(members);
  }

  private static List<String> words(Plan plan) {
    List<String> words = new ArrayList<>();
    for (Change change : plan.changes()) {
      words.addAll(List.of(change.kind(), change.target(), change.wanted()));
    }
    return words;
  }

  /// Fit for a file name and for an inventory, where a colon or a bracket would mean something.
  private static String name(HostSpec spec) {
    StringBuilder name = new StringBuilder();
    spec.host()
        .chars()
        .forEach(
            c -> {
              boolean plain = c < 0x80 && Character.isLetterOrDigit(c);
              name.append(plain || c == '.' || c == '-' || c == '_' ? (char) c : '-');
            });
    int port = spec.port().orElse(22);
    return port == 22 ? name.toString() : name + "-" + port;
  }

  /// The changes, the same on each host.
  public List<Change> changes() {
    return any().changes();
  }

  /// Whether they shall outlast a boot.
  public boolean lasting() {
    return any().lasting();
  }

  /// Name of the change as a whole, the same whichever hosts it was planned on.
  public String id() {
    String all = String.join("\0", words(any())) + "\0" + lasting();
    return Plan.sha256Of(all.getBytes(java.nio.charset.StandardCharsets.UTF_8)).substring(0, 12);
  }

  private Plan any() {
    return members.values().iterator().next().plan();
  }
}
