package initscope.tuning.units;

import initscope.diagnosis.units.GoProgram;
import initscope.tuning.units.CgroupFiles.Limit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What a Go program takes for GOMAXPROCS, see {@code runtime/cgroup_linux.go}: the variable, else the CPUs it may run on; since 1.25 no
/// more than the quota of its own cgroup rounded up, and at least two, unless {@code containermaxprocs=0} is in force, which it is by
/// itself where go.mod names a language version before 1.25.
final class GoProcs {
  private static final int READS_QUOTA = 25;
  private static final int LEAST = 2;

  private final UnitReading unit;
  private final CgroupFiles files;
  private final Environment environment;

  GoProcs(UnitReading unit, CgroupFiles files) {
    this.unit = unit;
    this.files = files;
    this.environment = new Environment(unit);
  }

  /// The fact; empty where the CPUs are not known.
  Optional<CgroupFact> fact() {
    long cpus = cpus();
    Optional<Limit> quota =
        files.quotas().stream().min((a, b) -> Double.compare(a.value(), b.value()));
    OptionalLong wanted = CgroupFiles.number(environment.get("GOMAXPROCS").orElse(""));
    if (wanted.isPresent() && wanted.getAsLong() > 0 && wanted.getAsLong() <= Integer.MAX_VALUE) {
      boolean more = quota.isPresent() && wanted.getAsLong() > Math.ceil(quota.get().value());
      return Optional.of(
          CgroupFact.of(
              more ? "procs_set_more" : "procs_set",
              environment.source(),
              Long.toString(wanted.getAsLong()),
              quota.map(q -> CgroupFacts.cpus(q.value())).orElse("-")));
    }
    if (cpus == 0) {
      return Optional.empty();
    }
    return Optional.of(own(cpus, quota));
  }

  private CgroupFact own(long cpus, Optional<Limit> quota) {
    GoProgram go = unit.goProgram();
    String source =
        unit.answers().containsKey("status")
            ? "/proc/" + unit.property("MainPID") + "/status"
            : "/sys/devices/system/cpu/online";
    String n = Long.toString(cpus);
    if (quota.isEmpty()) {
      return CgroupFact.of("procs_cpus", source, n);
    }
    String limit = CgroupFacts.cpus(quota.get().value());
    if (!go.known()) {
      return CgroupFact.of("procs_unknown", source, n, limit);
    }
    boolean reads = go.minor() >= READS_QUOTA && !turnedOff(go);
    if (!reads) {
      String id =
          cpus <= Math.ceil(quota.get().value())
              ? "procs_fit"
              : go.minor() >= READS_QUOTA ? "procs_off" : "procs_old";
      return CgroupFact.of(id, source, go.name(), n, limit);
    }
    // The runtime reads its own cgroup only; a limit above it is not seen.
    Optional<Limit> seen =
        files.quotas().stream().filter(l -> l.file().startsWith(files.cpu() + "/cpu.")).findFirst();
    long taken =
        seen.map(s -> Math.min(cpus, Math.max(LEAST, (long) Math.ceil(s.value())))).orElse(cpus);
    String id = taken > Math.ceil(quota.get().value()) ? "procs_above" : "procs_new";
    return CgroupFact.of(id, quota.get().file(), go.name(), Long.toString(taken), limit);
  }

  private boolean turnedOff(GoProgram go) {
    String mine = environment.get("GODEBUG").orElse("");
    return GoProgram.says(mine, "containermaxprocs", "0")
        || GoProgram.says(go.defaultGodebug(), "containermaxprocs", "0")
            && !GoProgram.says(mine, "containermaxprocs", "1");
  }

  /// How many CPUs the process may run on, 0 where unknown.
  private long cpus() {
    for (String line : unit.text("status").lines().toList()) {
      if (line.startsWith("Cpus_allowed_list:")) {
        return count(line.substring(line.indexOf(':') + 1));
      }
    }
    return count(unit.fact("online"));
  }

  /// Numbers in a list such as {@code 0-3,8}.
  static long count(String list) {
    long sum = 0;
    for (String part : List.of(list.strip().split(",", -1))) {
      int dash = part.indexOf('-');
      OptionalLong from = CgroupFiles.number(dash < 0 ? part : part.substring(0, dash));
      OptionalLong to = dash < 0 ? from : CgroupFiles.number(part.substring(dash + 1));
      if (from.isEmpty()
          || to.isEmpty()
          || to.getAsLong() < from.getAsLong()
          || to.getAsLong() > 1 << 20) {
        return 0;
      }
      sum += to.getAsLong() - from.getAsLong() + 1;
    }
    return sum;
  }
}
