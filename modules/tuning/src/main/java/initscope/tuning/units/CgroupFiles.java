package initscope.tuning.units;

import initscope.formats.proc.CgroupDecoder;
import initscope.model.Bytes;
import initscope.model.host.CgroupMembership;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The kernel's files of a unit's cgroup and of those above it.
///
/// @param unit they were read for
/// @param cpu folder of its cgroup with the cpu controller
/// @param memory the same of the memory controller
record CgroupFiles(UnitReading unit, String cpu, String memory) {
  private static final String GROUP = "group ";

  /// Finds the folders. Where the process is not running they are those that systemd names.
  static CgroupFiles of(UnitReading unit) {
    String base =
        unit.fact("cgroup-fs").equals("cgroup2fs") ? "/sys/fs/cgroup" : "/sys/fs/cgroup/unified";
    String group = unit.property("ControlGroup");
    String cpu = "";
    String memory = "";
    for (CgroupMembership one :
        new CgroupDecoder().decode(Bytes.of(unit.text("cgroup-of"))).value()) {
      if (one.controllers().contains("cpu")) {
        cpu = folder("/sys/fs/cgroup/cpu", one.path());
      }
      if (one.controllers().contains("memory")) {
        memory = folder("/sys/fs/cgroup/memory", one.path());
      }
      group = one.hierarchy() == 0 ? one.path() : group;
    }
    boolean two = unit.fact("cgroup-fs").equals("cgroup2fs");
    String named = folder(base, group);
    return new CgroupFiles(
        unit,
        !cpu.isEmpty() ? cpu : two ? named : folder("/sys/fs/cgroup/cpu", group),
        !memory.isEmpty() ? memory : two ? named : folder("/sys/fs/cgroup/memory", group));
  }

  private static String folder(String base, String path) {
    return path.equals("/") ? base : base + path;
  }

  /// A file and a number in it.
  record Limit(String file, double value) {}

  /// Limits of CPU time in CPUs, the unit's own first, then upwards; without those that are none.
  List<Limit> quotas() {
    List<Limit> found = new ArrayList<>();
    for (String folder : upwards(cpu)) {
      List<String> words = UnitReading.words(text(folder + "/cpu.max"));
      if (words.size() == 2) {
        quota(folder + "/cpu.max", words.get(0), words.get(1)).ifPresent(found::add);
      }
      quota(
              folder + "/cpu.cfs_quota_us",
              text(folder + "/cpu.cfs_quota_us"),
              text(folder + "/cpu.cfs_period_us"))
          .ifPresent(found::add);
    }
    return found;
  }

  private static Optional<Limit> quota(String file, String quota, String period) {
    OptionalLong part = number(quota);
    OptionalLong whole = number(period);
    return part.isPresent() && whole.isPresent() && whole.getAsLong() > 0
        ? Optional.of(new Limit(file, (double) part.getAsLong() / whole.getAsLong()))
        : Optional.empty();
  }

  /// Whether the kernel tells anything of CPU time there.
  boolean tellsCpu() {
    return upwards(cpu).stream().anyMatch(f -> has(f + "/cpu.max") || has(f + "/cpu.cfs_quota_us"));
  }

  /// Limits of memory in bytes, the unit's own first, then upwards; without those that are none.
  List<Limit> memories() {
    List<Limit> found = new ArrayList<>();
    for (String folder : upwards(memory)) {
      for (String name : List.of("memory.max", "memory.high", "memory.limit_in_bytes")) {
        OptionalLong bytes = number(text(folder + "/" + name));
        // v1 says "none" with a number near the largest there is.
        if (bytes.isPresent() && bytes.getAsLong() < 1L << 60) {
          found.add(new Limit(folder + "/" + name, bytes.getAsLong()));
        }
      }
    }
    return found;
  }

  boolean tellsMemory() {
    return upwards(memory).stream()
        .anyMatch(f -> has(f + "/memory.max") || has(f + "/memory.limit_in_bytes"));
  }

  /// What the group of a file uses now.
  OptionalLong used(String file) {
    String folder = file.substring(0, file.lastIndexOf('/'));
    OptionalLong v2 = number(text(folder + "/memory.current"));
    return v2.isPresent() ? v2 : number(text(folder + "/memory.usage_in_bytes"));
  }

  /// A line {@code NAME NUMBER} of a file.
  OptionalLong stat(String file, String name) {
    return text(file)
        .lines()
        .filter(l -> l.startsWith(name + " "))
        .map(l -> number(l.substring(name.length() + 1)))
        .findFirst()
        .orElse(OptionalLong.empty());
  }

  boolean has(String file) {
    return unit.answers().containsKey(GROUP + file);
  }

  String text(String file) {
    return unit.fact(GROUP + file);
  }

  private static List<String> upwards(String folder) {
    List<String> found = new ArrayList<>();
    String at = folder;
    while (at.startsWith("/sys/fs/cgroup") && found.size() < 32) {
      found.add(at);
      at = at.substring(0, at.lastIndexOf('/'));
    }
    return found;
  }

  static OptionalLong number(String text) {
    String word = text.strip();
    boolean digits = !word.isEmpty() && word.length() < 20;
    for (int i = 0; digits && i < word.length(); i++) {
      digits = word.charAt(i) >= '0' && word.charAt(i) <= '9';
    }
    try {
      return digits ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
    } catch (NumberFormatException e) {
      return OptionalLong.of(Long.MAX_VALUE); // above 2^63: no limit
    }
  }
}
