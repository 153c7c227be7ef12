package initscope.tuning.units;

import initscope.diagnosis.units.GoProgram;
import initscope.model.host.Mount;
import initscope.tuning.units.CgroupFiles.Limit;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// What the cgroup of a service allows it, and what that can and cannot mean for its start.
public final class CgroupFacts {
  private static final int KNOWS_MEMORY_LIMIT = 19;
  private static final long MEBI = 1 << 20;

  private final UnitReading unit;
  private final CgroupFiles files;
  private final List<CgroupFact> found = new ArrayList<>();

  private CgroupFacts(UnitReading unit) {
    this.unit = unit;
    this.files = CgroupFiles.of(unit);
  }

  /// The facts: version, CPU time, GOMAXPROCS, throttling, memory, pressure.
  public static List<CgroupFact> of(UnitReading unit) {
    CgroupFacts facts = new CgroupFacts(unit);
    facts.version();
    if (unit.shown().number("MainPID").orElse(0) == 0) {
      facts.add("not_running", "systemctl show " + unit.unit(), unit.unit());
    }
    Optional<Limit> quota = facts.quota();
    new GoProcs(unit, facts.files).fact().ifPresent(facts.found::add);
    facts.throttled(quota);
    facts.memory();
    facts.pressure();
    return List.copyOf(facts.found);
  }

  private void add(String id, String source, String... arguments) {
    found.add(CgroupFact.of(id, source, arguments));
  }

  private void version() {
    boolean two = false;
    boolean one = false;
    for (Mount mount : unit.mounts()) {
      two |= mount.fileSystem().equals("cgroup2");
      one |= mount.fileSystem().equals("cgroup");
    }
    String type = unit.fact("cgroup-fs");
    String id =
        type.equals("cgroup2fs") ? "v2" : one && two ? "hybrid" : one ? "v1" : "version_unknown";
    add(id, "/sys/fs/cgroup", type.isEmpty() ? "?" : type);
  }

  private Optional<Limit> quota() {
    List<Limit> quotas = files.quotas();
    if (quotas.isEmpty()) {
      add(files.tellsCpu() ? "no_quota" : "quota_unread", files.cpu(), unit.unit());
      return Optional.empty();
    }
    Limit tightest = quotas.stream().min(Comparator.comparingDouble(Limit::value)).orElseThrow();
    boolean own = tightest.file().startsWith(files.cpu() + "/cpu.");
    add(own ? "quota" : "quota_above", tightest.file(), cpus(tightest.value()));
    return Optional.of(tightest);
  }

  /// A number of CPUs with at most two decimals.
  static String cpus(double cpus) {
    return BigDecimal.valueOf(cpus)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }

  private void throttled(Optional<Limit> quota) {
    if (quota.isEmpty()) {
      return;
    }
    String limit = quota.get().file();
    String file = limit.substring(0, limit.lastIndexOf('/')) + "/cpu.stat";
    OptionalLong periods = files.stat(file, "nr_periods");
    OptionalLong times = files.stat(file, "nr_throttled");
    if (periods.isEmpty() || times.isEmpty()) {
      add("throttled_unread", file);
    } else if (times.getAsLong() == 0) {
      add("not_throttled", file, Long.toString(periods.getAsLong()));
    } else {
      OptionalLong micros = files.stat(file, "throttled_usec");
      OptionalLong nanos = files.stat(file, "throttled_time");
      long millis = micros.isPresent() ? micros.getAsLong() / 1000 : nanos.orElse(0) / 1_000_000;
      add(
          "throttled",
          file,
          Long.toString(times.getAsLong()),
          Long.toString(periods.getAsLong()),
          Long.toString(millis));
    }
  }

  private void memory() {
    Optional<Limit> limit = files.memories().stream().min(Comparator.comparingDouble(Limit::value));
    if (limit.isEmpty()) {
      add(files.tellsMemory() ? "memory_free" : "memory_unread", files.memory(), unit.unit());
      return;
    }
    long bytes = (long) limit.get().value();
    OptionalLong used = files.used(limit.get().file());
    boolean slows = limit.get().file().endsWith("/memory.high");
    add(
        slows ? "memory_high" : "memory",
        limit.get().file(),
        mebi(bytes),
        used.isPresent() ? mebi(used.getAsLong()) : "?",
        used.isPresent() && bytes > 0 ? Long.toString(percent(used.getAsLong(), bytes)) : "?");
    goMemory(bytes);
  }

  private static long percent(long used, long of) {
    return Math.round(100.0 * used / of);
  }

  private void goMemory(long limit) {
    Environment environment = new Environment(unit);
    GoProgram go = unit.goProgram();
    Optional<String> told = environment.get("GOMEMLIMIT");
    OptionalLong mine = told.map(CgroupFacts::bytes).orElse(OptionalLong.empty());
    String source = environment.source();
    if (go.known() && go.minor() < KNOWS_MEMORY_LIMIT) {
      add("memlimit_old", source, go.name());
    } else if (mine.isEmpty()) {
      add("memlimit_none", source, mebi(limit));
    } else {
      boolean above = mine.getAsLong() > limit;
      add(above ? "memlimit_above" : "memlimit", source, mebi(mine.getAsLong()), mebi(limit));
    }
  }

  /// GOMEMLIMIT as the runtime reads it: bytes, or with {@code B}, {@code KiB} to {@code TiB}; empty for {@code off}.
  static OptionalLong bytes(String text) {
    List<String> units = List.of("TiB", "GiB", "MiB", "KiB");
    for (int i = 0; i < units.size(); i++) {
      if (text.endsWith(units.get(i))) {
        OptionalLong number = CgroupFiles.number(text.substring(0, text.length() - 3));
        int shift = 10 * (units.size() - i);
        return number.isPresent() && number.getAsLong() < Long.MAX_VALUE >> shift
            ? OptionalLong.of(number.getAsLong() << shift)
            : OptionalLong.empty();
      }
    }
    return CgroupFiles.number(text.endsWith("B") ? text.substring(0, text.length() - 1) : text);
  }

  private static String mebi(long bytes) {
    return bytes >= MEBI ? bytes / MEBI + " MiB" : String.format(Locale.ROOT, "%d bytes", bytes);
  }

  private void pressure() {
    String file = files.cpu() + "/cpu.pressure";
    String own = files.text(file);
    String whole = unit.fact("pressure cpu");
    if (!own.isEmpty()) {
      add("psi_own", file, first(own));
    } else if (!whole.isEmpty()) {
      add("psi", "/proc/pressure/cpu", first(whole));
    } else if (unit.fact("kernel").startsWith("3.") || unit.fact("kernel").startsWith("2.")) {
      add("psi_kernel", "/proc/sys/kernel/osrelease", unit.fact("kernel"));
    } else {
      boolean off = UnitReading.words(unit.text("cmdline")).contains("psi=0");
      add(off ? "psi_off" : "psi_none", "/proc/cmdline", unit.fact("kernel"));
    }
  }

  private static String first(String text) {
    return text.lines().findFirst().orElse("").strip();
  }
}
