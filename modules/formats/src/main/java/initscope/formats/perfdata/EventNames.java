package initscope.formats.perfdata;

import java.util.List;

/// How perf names an event of which the file has no name. Source: Linux, tools/perf/util/evsel.c.
final class EventNames {
  private static final List<String> HARDWARE =
      List.of(
          "cycles",
          "instructions",
          "cache-references",
          "cache-misses",
          "branches",
          "branch-misses",
          "bus-cycles",
          "stalled-cycles-frontend",
          "stalled-cycles-backend",
          "ref-cycles");
  private static final List<String> SOFTWARE =
      List.of(
          "cpu-clock",
          "task-clock",
          "page-faults",
          "context-switches",
          "cpu-migrations",
          "minor-faults",
          "major-faults",
          "alignment-faults",
          "emulation-faults",
          "dummy",
          "bpf-output",
          "cgroup-switches");
  private static final int EXCLUDE_USER = 4;
  private static final int EXCLUDE_KERNEL = 5;

  private EventNames() {}

  static String of(Attr attr) {
    if (attr.type() == Attr.TRACEPOINT) {
      return "tracepoint " + Long.toUnsignedString(attr.config());
    }
    List<String> names =
        attr.type() == Attr.HARDWARE
            ? HARDWARE
            : attr.type() == Attr.SOFTWARE ? SOFTWARE : List.<String>of();
    if (attr.config() >= 0 && attr.config() < names.size()) {
      return names.get((int) attr.config()) + modifier(attr);
    }
    String config = "0x" + Long.toHexString(attr.config());
    return attr.type() == Attr.RAW ? "raw " + config : "type " + attr.type() + " config " + config;
  }

  private static String modifier(Attr attr) {
    boolean user = !attr.flag(EXCLUDE_USER);
    boolean kernel = !attr.flag(EXCLUDE_KERNEL);
    return user == kernel ? "" : user ? ":u" : ":k";
  }
}
