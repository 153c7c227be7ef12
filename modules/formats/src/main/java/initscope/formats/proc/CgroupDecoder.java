package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.CgroupMembership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// /proc/PID/cgroup: `0::/path` (version 2) or `4:cpu,cpuacct:/path`.
public final class CgroupDecoder extends LineDecoder<CgroupMembership> {
  /// A decoder.
  public CgroupDecoder() {
    super(new Format("proc-cgroup", "/proc/PID/cgroup"), "cgroup");
  }

  @Override
  protected Optional<CgroupMembership> scan(String line) {
    Cursor c = new Cursor(line);
    int hierarchy = c.number();
    String names = c.expect(":").until(':');
    String path = c.rest();
    if (c.failed() || hierarchy < 0 || !path.startsWith("/") || !isNames(names)) {
      return Optional.empty();
    }
    if (hierarchy == 0 && !names.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new CgroupMembership(hierarchy, commaList(names), path));
  }

  private static boolean isNames(String names) {
    for (int i = 0; i < names.length(); i++) {
      if (names.charAt(i) <= ' ' || names.charAt(i) > '~' || names.charAt(i) == '/') {
        return false;
      }
    }
    return true;
  }

  /// Parts between commas; none of an empty text.
  static List<String> commaList(String text) {
    List<String> parts = new ArrayList<>();
    for (int from = 0; from <= text.length() && !text.isEmpty(); ) {
      int comma = text.indexOf(',', from);
      int end = comma < 0 ? text.length() : comma;
      parts.add(text.substring(from, end));
      from = end + 1;
    }
    return parts;
  }
}
