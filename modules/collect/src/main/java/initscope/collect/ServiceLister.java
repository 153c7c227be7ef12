package initscope.collect;

import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.host.UnitProperties;
import initscope.remote.Session;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Lists the services of a host in one round trip, those that are not ready first.
public final class ServiceLister {
  /// In the note the Go linker writes: type 4, name {@code Go}; before it stand the lengths of name (4) and id.
  private static final Bytes GO_NOTE = Bytes.of(new byte[] {4, 0, 0, 0, 'G', 'o', 0, 0});

  private ServiceLister() {}

  /// The services.
  public static List<ServiceRow> list(Session session, Progress progress)
      throws Failure, CancelledException {
    return list(new SessionHost(session), progress);
  }

  /// As above, over any access to a host.
  public static List<ServiceRow> list(HostAccess host, Progress progress)
      throws Failure, CancelledException {
    MemoryAnswers answers = MemoryAnswers.of(host, "services.sh", progress);
    return rows(answers);
  }

  private static List<ServiceRow> rows(MemoryAnswers answers) {
    Map<String, String> links = links(answers.block("links"));
    List<ServiceRow> rows = new ArrayList<>();
    for (UnitProperties unit : new SystemctlShowDecoder().decode(answers.block("units")).value()) {
      if (unit.get("Id").isPresent()) {
        rows.add(row(unit, links, answers));
      }
    }
    rows.sort(
        Comparator.comparing((ServiceRow row) -> !row.notReady())
            .thenComparing(row -> row.pid().isEmpty())
            .thenComparing(row -> !row.isGo().orElse(false))
            .thenComparing(ServiceRow::unit));
    return List.copyOf(rows);
  }

  private static ServiceRow row(
      UnitProperties unit, Map<String, String> links, MemoryAnswers answers) {
    OptionalLong pid = positive(unit.number("MainPID"));
    if (pid.isEmpty()) {
      pid = positive(unit.number("ControlPID"));
    }
    String link = "/proc/" + pid.orElse(0) + "/exe";
    Bytes head = answers.block("head:" + link);
    OptionalLong left = unit.monotonicNanos("InactiveExitTimestampMonotonic");
    return new ServiceRow(
        unit.get("Id").orElse(""),
        unit.get("ActiveState").orElse("unknown"),
        unit.get("SubState").orElse(""),
        pid,
        Optional.ofNullable(links.get(link)),
        head.isEmpty() ? Optional.empty() : Optional.of(isGo(head)),
        left.isPresent()
            ? OptionalLong.of(Math.max(0, answers.lastNanos() - left.getAsLong()))
            : OptionalLong.empty());
  }

  private static OptionalLong positive(OptionalLong number) {
    return number.orElse(0) > 0 ? number : OptionalLong.empty();
  }

  private static boolean isGo(Bytes head) {
    for (long at = head.indexOf(GO_NOTE, 0); at >= 8; at = head.indexOf(GO_NOTE, at + 1)) {
      if (head.u32(at - 8) == 4) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> links(Bytes pairs) {
    String[] words = pairs.first(4 << 20).utf8().split("\0", -1);
    Map<String, String> links = new HashMap<>();
    for (int i = 0; i + 1 < words.length; i += 2) {
      links.put(words[i], words[i + 1]);
    }
    return links;
  }
}
