package initscope.tuning.host;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which host answered, and in which boot.
///
/// @param machineId of {@code /etc/machine-id}
/// @param bootId of the kernel
/// @param uid the script ran as
public record HostFactsReport(String machineId, String bootId, String uid) {
  /// Reads an answer; empty where it is none or was cut off.
  public static Optional<HostFactsReport> parse(String out) {
    Map<String, String> facts = new HashMap<>();
    boolean begun = false;
    boolean ended = false;
    for (String line : out.lines().limit(1000).toList()) {
      begun |= line.equals("initscope-facts 1");
      ended |= begun && line.equals("end");
      int space = line.indexOf(' ');
      if (begun && space > 0) {
        facts.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return ended
        ? Optional.of(
            new HostFactsReport(
                facts.getOrDefault("machine-id", ""),
                facts.getOrDefault("boot-id", ""),
                facts.getOrDefault("uid", "")))
        : Optional.empty();
  }
}
