package initscope.tuning.plan;

import initscope.model.change.SetPort;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Which port has which SELinux type on a host.
///
/// @param all of the policy and local ones, as {@code semanage port -l} lists them
/// @param local ones, as they stand in {@code ports.local}
record PortTable(List<Row> all, List<Row> local) {
  private static final int LONGEST_LIST = 10_000;

  /// One port or a range.
  ///
  /// @param first port
  /// @param last port, the same for a single one
  record Row(String protocol, int first, int last, String type) {
    boolean is(SetPort port) {
      return protocol.equals(port.protocol()) && first == port.port() && last == port.port();
    }

    boolean holds(SetPort port) {
      return protocol.equals(port.protocol()) && first <= port.port() && port.port() <= last;
    }

    String range() {
      return first + "-" + last;
    }
  }

  static PortTable of(Preflight seen) {
    return new PortTable(listed(seen.fact("ports")), kept(seen.fact("ports-local")));
  }

  /// A local line of exactly this port.
  Optional<Row> ours(SetPort port) {
    return local.stream().filter(r -> r.is(port)).reduce((a, b) -> b);
  }

  /// What the policy itself says of exactly this port.
  Optional<Row> ofPolicy(SetPort port) {
    return all.stream().filter(r -> r.is(port) && !local.contains(r)).findFirst();
  }

  /// A range around this port that the policy gives to a service; types that mark whatever nobody named do not count.
  Optional<Row> ofPolicyAround(SetPort port, Set<String> general) {
    return all.stream()
        .filter(r -> r.holds(port) && !r.is(port) && !local.contains(r))
        .filter(r -> !general.contains(r.type()))
        .findFirst();
  }

  /// A local range that this port lies in.
  Optional<Row> overlapping(SetPort port) {
    return local.stream().filter(r -> r.holds(port) && !r.is(port)).findFirst();
  }

  /// {@code http_port_t  tcp  80, 443, 8000-8009}.
  private static List<Row> listed(String text) {
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().limit(LONGEST_LIST).toList()) {
      List<String> words = List.of(line.strip().split("[\\s,]+"));
      for (String word : words.subList(Math.min(2, words.size()), words.size())) {
        int dash = word.indexOf('-');
        row(
                words.get(1),
                dash < 0 ? word : word.substring(0, dash),
                word.substring(dash + 1),
                words.get(0))
            .ifPresent(rows::add);
      }
    }
    return List.copyOf(rows);
  }

  /// {@code portcon tcp 8081 CONTEXT} or {@code portcon tcp 8000 - 8009 CONTEXT}.
  private static List<Row> kept(String text) {
    List<Row> rows = new ArrayList<>();
    for (String line : text.lines().limit(LONGEST_LIST).toList()) {
      List<String> words = List.of(line.strip().split("\\s+"));
      boolean range = words.size() == 6 && words.get(3).equals("-");
      if (range || words.size() == 4) {
        row(words.get(1), words.get(2), words.get(range ? 4 : 2), Selinux.typeOf(words.getLast()))
            .ifPresent(rows::add);
      }
    }
    return List.copyOf(rows);
  }

  private static Optional<Row> row(String protocol, String first, String last, String type) {
    return isPort(first) && isPort(last)
        ? Optional.of(new Row(protocol, Integer.parseInt(first), Integer.parseInt(last), type))
        : Optional.empty();
  }

  private static boolean isPort(String text) {
    return !text.isEmpty()
        && text.length() <= 5
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
