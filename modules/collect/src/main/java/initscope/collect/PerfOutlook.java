package initscope.collect;

import initscope.collect.DoctorReport.Check;
import initscope.collect.DoctorReport.State;
import initscope.collect.steps.Catalogue;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What perf would give on a host before it is run: what would come back empty, why, the fix and what takes the fix back. The same
/// words stand in the coverage of a capture that went without.
public final class PerfOutlook {
  private static final List<String> BOTH = List.of(Catalogue.PERF_CPU, Catalogue.PERF_SCHED);
  private static final List<String> CPU = List.of(Catalogue.PERF_CPU);
  private static final List<String> SCHED = List.of(Catalogue.PERF_SCHED);
  private static final String ROOT = "log in as root, or let this user run sudo and add --sudo ask";
  private static final String SILENT = "sched_stat_sleep, _iowait, _blocked and _wait";

  private final PerfHost host;
  private final String name;
  private final List<Hint> hints = new ArrayList<>();

  /// One thing looked at.
  ///
  /// @param blocks steps that give nothing because of it
  /// @param dims steps that give less
  private record Hint(Check check, List<String> blocks, List<String> dims) {}

  private PerfOutlook(PerfHost host, String name) {
    this.host = host;
    this.name = name;
  }

  /// Asks a host. Reads, and lets perf count for a command that does nothing.
  public static PerfOutlook ask(HostAccess access, Progress progress)
      throws Failure, CancelledException {
    PerfOutlook outlook = new PerfOutlook(PerfHost.ask(access, progress), access.name());
    outlook.look();
    return outlook;
  }

  /// All that was looked at, for the doctor.
  public List<Check> checks() {
    return hints.stream().map(Hint::check).toList();
  }

  /// Those of the checks that leave something of these steps empty.
  public List<Check> losses(List<String> steps) {
    return hints.stream()
        .filter(h -> steps.stream().anyMatch(s -> h.blocks.contains(s) || h.dims.contains(s)))
        .map(Hint::check)
        .toList();
  }

  /// Why a step would give nothing; empty where it gives something.
  public Optional<String> blocked(String step) {
    return hints.stream()
        .filter(hint -> hint.blocks.contains(step))
        .findFirst()
        .map(hint -> hint.check.words());
  }

  /// What of a step that runs stays empty, and why; empty where nothing does.
  public String partly(String step) {
    return hints.stream()
        .filter(hint -> hint.dims.contains(step))
        .map(hint -> "without " + hint.check.loses() + ": " + hint.check.words())
        .collect(Collectors.joining("; "));
  }

  PerfHost host() {
    return host;
  }

  private void look() {
    if (!installed()) {
      return;
    }
    rights();
    pmu();
    tracepoints();
    schedstats();
    symbols();
    clock();
    left();
  }

  private boolean installed() {
    boolean old = !host.isSince(4, 0);
    if (host.fact("held").isPresent()) {
      add(
          "perf",
          State.MISSING,
          "not asked: no debugfs is mounted, and perf of this age would mount it by itself",
          "perf.cpu, perf.sched",
          "mount -t debugfs nodev /sys/kernel/debug",
          "umount /sys/kernel/debug",
          BOTH,
          List.of());
      return false;
    }
    Optional<String> version = host.fact("perf");
    if (version.isEmpty()) {
      String dnf = old ? "yum" : "dnf";
      add(
          "perf",
          State.MISSING,
          "no perf is installed",
          "perf.cpu, perf.sched",
          dnf + " install perf",
          dnf + " remove perf",
          BOTH,
          List.of());
      return false;
    }
    ok("perf", "perf " + version.get());
    return true;
  }

  private void rights() {
    String paranoid = "kernel.perf_event_paranoid is " + host.paranoid();
    if (!host.counts("cpu-clock")) {
      refused(paranoid);
    } else if (host.mayAll()) {
      ok("perf.rights", "may measure all: " + paranoid);
    } else {
      String who = host.isRoot() ? "root without CAP_PERFMON" : "no root";
      add(
          "perf.rights",
          State.LIMITED,
          who + ", " + paranoid,
          "perf.sched; of perf.cpu "
              + (host.paranoid() >= 2 ? "frames in the kernel and " : "")
              + "other users' processes",
          host.isRoot() ? "capture from the host around the container" : ROOT,
          "",
          SCHED,
          host.paranoid() >= 2 ? CPU : List.of());
    }
  }

  /// perf could not count even for a command of its own.
  private void refused(String paranoid) {
    boolean bySetting = !host.mayAll() && host.paranoid() > 2;
    Optional<String> container = host.fact("container");
    String found =
        container.isPresent() && !bySetting
            ? "perf_event_open is refused in a container ("
                + container.get()
                + "): by its seccomp profile, or for want of CAP_PERFMON"
            : bySetting ? paranoid : "perf_event_open is refused: " + host.refusal();
    String outside =
        "capture from the host around it, where the process has a number of its own; or start the"
            + " container with --cap-add PERFMON and a seccomp profile that has perf_event_open";
    add(
        "perf.rights",
        State.MISSING,
        found,
        "perf.cpu, perf.sched",
        bySetting
            ? ROOT + "; for own processes also " + tune("kernel.perf_event_paranoid=2")
            : container.isPresent() ? outside : ROOT,
        bySetting ? takeBack() : container.isPresent() ? "start it without them" : "",
        BOTH,
        List.of());
  }

  private void pmu() {
    if (host.counts("cycles")) {
      ok("perf.pmu", "cycles are counted");
    } else if (host.counts("cpu-clock")) {
      add(
          "perf.pmu",
          State.LIMITED,
          "no PMU: cycles is not supported here (a virtual machine?)",
          "samples by cycles, cpu-clock takes their place; what runs with interrupts off",
          "give the guest a virtual PMU",
          "take it away",
          List.of(),
          CPU);
    }
  }

  private void tracepoints() {
    boolean old = !host.isSince(4, 1);
    String fs = old ? "debugfs" : "tracefs";
    String at = old ? "/sys/kernel/debug" : "/sys/kernel/tracing";
    boolean mounted = host.fact("tracefs").or(() -> host.fact("debugfs")).isPresent();
    if (host.schedEvents().contains("sched_switch")) {
      ok("perf.tracefs", "the scheduler's events can be read of");
    } else if (host.fact("lockdown").filter(l -> l.contains("[confidentiality]")).isPresent()) {
      noTracepoints("kernel lockdown is confidentiality", "boot without lockdown", "boot with it");
    } else if (!mounted) {
      noTracepoints("no " + fs + " is mounted", "mount -t " + fs + " nodev " + at, "umount " + at);
    } else if (!host.isRoot()) {
      noTracepoints(fs + " can be read by root alone", ROOT, "");
    } else {
      noTracepoints(
          fs + " shows no events of the scheduler", "use a kernel with CONFIG_EVENT_TRACING", "");
    }
  }

  private void noTracepoints(String found, String fix, String undo) {
    add("perf.tracefs", State.MISSING, found, "perf.sched", fix, undo, SCHED, List.of());
  }

  private void schedstats() {
    List<String> events = host.schedEvents();
    if (!events.contains("sched_switch")) {
      return;
    }
    Optional<String> on = host.fact("schedstats");
    if (on.filter("0"::equals).isPresent()) {
      add(
          "perf.schedstats",
          State.LIMITED,
          "kernel.sched_schedstats is 0",
          SILENT,
          tune("kernel.sched_schedstats=1"),
          takeBack(),
          List.of(),
          SCHED);
    } else if (!events.contains("sched_stat_sleep") || (on.isEmpty() && host.isSince(4, 6))) {
      add(
          "perf.schedstats",
          State.LIMITED,
          "the kernel was built without CONFIG_SCHEDSTATS",
          SILENT,
          "none on this kernel; sched_switch and sched_wakeup tell the same times",
          "",
          List.of(),
          SCHED);
    } else {
      ok("perf.schedstats", on.isEmpty() ? "always on in this kernel" : "on");
    }
  }

  private void symbols() {
    if (host.maySeeKernel()) {
      ok("perf.symbols", "the kernel's functions have names");
      return;
    }
    String restrict = host.fact("kptr").orElse("0");
    boolean others = restrict.equals("2");
    add(
        "perf.symbols",
        State.LIMITED,
        "kernel.kptr_restrict is " + restrict + (others ? "" : " and this login is not root"),
        "names of the kernel's functions, addresses take their place",
        others ? tune("kernel.kptr_restrict=1") : ROOT,
        others ? takeBack() : "",
        List.of(),
        CPU);
  }

  private void clock() {
    if (host.stampsMonotonic()) {
      ok("perf.clock", "perf stamps with CLOCK_MONOTONIC");
    } else if (host.fact("scheddebug").isPresent()) {
      ok("perf.clock", "the offset of perf's clock is read, to a millisecond");
    } else {
      add(
          "perf.clock",
          State.LIMITED,
          "neither perf record -k nor sched_debug is there",
          "times better than some 50 ms: perf's clock is measured by a program it samples",
          "use perf and a kernel from 4.1 on",
          "",
          List.of(),
          BOTH);
    }
  }

  private void left() {
    Optional<String> left = host.fact("left").filter(PerfOutlook::isPlain);
    if (left.isPresent()) {
      add(
          "perf.left",
          State.LIMITED,
          "left by a capture that was cut: " + left.get(),
          "its space",
          "rm -r " + left.get(),
          "",
          List.of(),
          List.of());
    }
  }

  /// Whether a host's words may stand in a command that somebody copies.
  private static boolean isPlain(String paths) {
    return paths
        .chars()
        .allMatch(c -> Character.isLetterOrDigit(c) && c < 128 || "/.- ".indexOf(c) >= 0);
  }

  private String tune(String change) {
    return "initscope tune plan "
        + name
        + " "
        + change
        + ", then initscope tune apply "
        + name
        + " PLAN";
  }

  private String takeBack() {
    return "initscope tune rollback " + name + ", and without confirm the host takes it back";
  }

  private void ok(String id, String found) {
    add(id, State.OK, found, "", "", "", List.of(), List.of());
  }

  private void add(
      String id,
      State state,
      String found,
      String loses,
      String fix,
      String undo,
      List<String> blocks,
      List<String> dims) {
    hints.add(new Hint(new Check(id, state, found, loses, fix, undo), blocks, dims));
  }
}
