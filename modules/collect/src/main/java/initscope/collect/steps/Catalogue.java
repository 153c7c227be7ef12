package initscope.collect.steps;

import initscope.collect.steps.Reads.Command;
import initscope.collect.steps.Reads.Group;
import initscope.collect.steps.Reads.HostFiles;
import initscope.collect.steps.Reads.ProcFiles;
import initscope.collect.steps.Reads.Special;
import initscope.model.RawEntry.Sensitivity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The steps of the captures, in the order they run. Costs are those measured for a process of 12 threads, and for a boot of 170 units.
public final class Catalogue {
  /// Id of the step that takes a time-lapse.
  public static final String TIME_LAPSE = "time-lapse";

  /// Id of the step that samples where a process uses the CPU.
  public static final String PERF_CPU = "perf.cpu";

  /// Id of the step that has the scheduler tell when its threads run, wait and are woken.
  public static final String PERF_SCHED = "perf.sched";

  private static final long SECOND = 1_000_000_000L;
  private static final long LIMIT = 64L << 20;

  /// Values rules look at; those a kernel does not have are not an error.
  private static final List<String> SYSCTLS =
      List.of(
          "kernel/yama/ptrace_scope",
          "kernel/random/entropy_avail",
          "kernel/threads-max",
          "kernel/pid_max",
          "kernel/sched_rt_runtime_us",
          "kernel/perf_event_paranoid",
          "kernel/hung_task_timeout_secs",
          "vm/max_map_count",
          "vm/overcommit_memory",
          "vm/swappiness",
          "fs/file-max",
          "fs/nr_open",
          "fs/inotify/max_user_watches",
          "fs/inotify/max_user_instances",
          "net/core/somaxconn",
          "net/ipv4/ip_local_port_range",
          "net/ipv4/tcp_syn_retries",
          "net/ipv4/tcp_retries2",
          "net/netfilter/nf_conntrack_max",
          "net/netfilter/nf_conntrack_count");

  /// All steps of attach mode.
  public static final List<Step> ATTACH =
      List.of(
          new Step(
              TIME_LAPSE,
              new Special("package inits and goroutine 1, many times a second until main begins"),
              Need.OWNER,
              Touch.READS,
              Cost.reading(600, 2 << 20),
              600 * SECOND,
              256L << 20,
              Sensitivity.SECRET,
              true),
          process("proc.status", Need.ANYONE, Group.PROCESS, 2 << 10, "status"),
          process("proc.stat", Need.ANYONE, Group.PROCESS, 1 << 10, "stat"),
          process("proc.limits", Need.ANYONE, Group.PROCESS, 2 << 10, "limits"),
          process("proc.cgroup", Need.ANYONE, Group.PROCESS, 1 << 10, "cgroup"),
          process("proc.mountinfo", Need.ANYONE, Group.PROCESS, 8 << 10, "mountinfo"),
          process(
              "proc.net",
              Need.ANYONE,
              Group.PROCESS,
              32 << 10,
              "net/tcp",
              "net/tcp6",
              "net/udp",
              "net/udp6",
              "net/unix",
              "net/route",
              "net/arp"),
          process("proc.task.stat", Need.ANYONE, Group.TASK, 8 << 10, "task/*/stat"),
          process("proc.task.wchan", Need.OWNER, Group.TASK, 1 << 10, "task/*/wchan"),
          process("proc.task.syscall", Need.OWNER, Group.TASK, 2 << 10, "task/*/syscall"),
          process("proc.task.stack", Need.ROOT, Group.TASK, 4 << 10, "task/*/stack"),
          special(
              "proc.task.sched",
              Need.ANYONE,
              "the line se.exec_start of /proc/PID/task/*/sched, and of a reader on each of their"
                  + " CPUs",
              3 << 10,
              Sensitivity.PLAIN),
          process("proc.fdinfo", Need.OWNER, Group.FDINFO, 4 << 10, "fdinfo"),
          process("proc.maps", Need.OWNER, Group.MEMORY, 8 << 10, "maps"),
          special("proc.cmdline", Need.ANYONE, "/proc/PID/cmdline", 1 << 10, Sensitivity.SECRET),
          special("proc.exe", Need.OWNER, "the link /proc/PID/exe", 100, Sensitivity.NAMES),
          special("proc.fd", Need.OWNER, "the links /proc/PID/fd/*", 4 << 10, Sensitivity.NAMES),
          special(
              "proc.children",
              Need.ANYONE,
              "/proc/*/stat of processes whose parent it is",
              1 << 10,
              Sensitivity.NAMES),
          host("host.os-release", "/etc/os-release", "host/os-release"),
          host("host.boot-id", "/proc/sys/kernel/random/boot_id", "host/boot-id"),
          host("host.uptime", "/proc/uptime", "host/uptime"),
          host("host.cmdline", "/proc/cmdline", "host/cmdline"),
          host("host.locks", "/proc/locks", "host/locks"),
          host("host.selinux", "/sys/fs/selinux/enforce", "host/selinux"),
          row("host.load", new HostFiles(load()), Need.ANYONE, 3 << 10, Sensitivity.PLAIN),
          row("host.sysctl", new HostFiles(sysctls()), Need.ANYONE, 1 << 10, Sensitivity.PLAIN),
          special("host.uname", Need.ANYONE, "uname -n, -r, -m", 100, Sensitivity.NAMES),
          row(
              "host.cgroup",
              new Command(List.of("stat", "-fc", "%T", "/sys/fs/cgroup"), "host/cgroup-fs"),
              Need.ANYONE,
              20,
              Sensitivity.PLAIN),
          special("host.clock", Need.ANYONE, "date +%s.%N", 100, Sensitivity.PLAIN),
          row(
              "unit.show",
              new Command(List.of("systemctl", "show", "--no-pager", "--", "{unit}"), "unit/show"),
              Need.ANYONE,
              12 << 10,
              Sensitivity.SECRET),
          row(
              "unit.cat",
              new Command(List.of("systemctl", "cat", "--no-pager", "--", "{unit}"), "unit/cat"),
              Need.ANYONE,
              2 << 10,
              Sensitivity.SECRET),
          row(
              "unit.journal",
              new Command(
                  List.of(
                      "journalctl",
                      "-q",
                      "-b",
                      "-n",
                      "400",
                      "-o",
                      "export",
                      "--no-pager",
                      "-u",
                      "{unit}"),
                  "unit/journal"),
              Need.ROOT,
              400 << 10,
              Sensitivity.SECRET),
          new Step(
              "xray",
              new Special("the Go runtime's memory and the executable's head, while it runs on"),
              Need.OWNER,
              Touch.READS,
              Cost.reading(30, 2 << 20),
              60 * SECOND,
              256L << 20,
              Sensitivity.SECRET),
          perf(
              PERF_CPU, Need.OWNER, "perf record -p PID: stacks of what runs, many times a second"),
          perf(
              PERF_SCHED,
              Need.ROOT,
              "perf record -a -e sched:...: when its threads run, sleep and are woken, and by"
                  + " whom"),
          new Step(
              "pstack",
              new Special("gstack, pstack or gdb: native stacks of all threads"),
              Need.OWNER,
              Touch.STOPS,
              new Cost(2 * SECOND, SECOND, 32 << 10),
              20 * SECOND,
              LIMIT,
              Sensitivity.NAMES));

  /// What is asked of every unit: what it is, when it changed its state, and what it is bound to. A property that an older systemd does not
  /// have is left out of its answer.
  private static final String UNIT_PROPERTIES =
      "Id,Type,LoadState,ActiveState,SubState,Result,NRestarts,ExecMainPID,ConditionResult,"
          + "InactiveExitTimestampMonotonic,ActiveEnterTimestampMonotonic,"
          + "ActiveExitTimestampMonotonic,InactiveEnterTimestampMonotonic,"
          + "ConditionTimestampMonotonic,ExecMainStartTimestampMonotonic,"
          + "ExecMainExitTimestampMonotonic,After,Before,Requires,Requisite,BindsTo,Wants,Upholds,"
          + "PartOf,Conflicts,RequiredBy,WantedBy,BoundBy,TriggeredBy,Triggers";

  /// All steps of boot mode. Those of a unit run where one was named.
  public static final List<Step> BOOT = boot();

  private Catalogue() {}

  /// A step by its id.
  public static Optional<Step> byId(String id) {
    return Stream.of(ATTACH, BOOT, StartSteps.COLD_START)
        .flatMap(List::stream)
        .filter(step -> step.id().equals(id))
        .findFirst();
  }

  private static List<Step> boot() {
    List<Step> steps = new ArrayList<>();
    steps.add(
        bootStep("boot.manager", "boot/manager", 40, 10 << 10, "systemctl", "show", "--no-pager"));
    steps.add(
        bootStep(
            "boot.units",
            "boot/show",
            700,
            100 << 10,
            "systemctl",
            "show",
            "--all", // those that ran and are over, and devices
            "--no-pager",
            "-p",
            UNIT_PROPERTIES,
            "--",
            "*"));
    steps.add(analyze("time", "boot/time", false));
    steps.add(analyze("blame", "boot/blame", false));
    steps.add(analyze("critical-chain", "boot/critical-chain", false));
    steps.add(analyze("plot", "boot/plot", true));
    steps.add(analyze("dump", "boot/dump", true));
    steps.add(
        new Step(
            "boot.journal",
            new Command(
                List.of(
                    "journalctl", "-q", "-b", "-n", "20000", "-o", "short-monotonic", "--no-pager"),
                "boot/journal"),
            Need.ROOT,
            Touch.READS,
            Cost.reading(1000, 1 << 20),
            60 * SECOND,
            LIMIT,
            Sensitivity.SECRET));
    steps.add(
        row(
            "boot.dmesg",
            new Command(List.of("dmesg"), "boot/dmesg"),
            Need.ROOT,
            64 << 10,
            Sensitivity.NAMES));
    steps.add(
        special(
            "boot.chart",
            Need.ANYONE,
            "the newest chart of bootchart or systemd-bootchart, where the host recorded one",
            300 << 10,
            Sensitivity.NAMES));
    ATTACH.stream()
        .filter(step -> step.id().startsWith("host.") || step.id().startsWith("unit."))
        .forEach(steps::add);
    return List.copyOf(steps);
  }

  private static Step analyze(String verb, String entry, boolean onRequest) {
    Step step =
        bootStep(
            "boot." + verb,
            entry,
            200,
            onRequest ? 500 << 10 : 2 << 10,
            "systemd-analyze",
            "--no-pager",
            verb);
    return new Step(
        step.id(),
        step.reads(),
        step.need(),
        step.touch(),
        step.cost(),
        step.timeLimitNanos(),
        step.byteLimit(),
        step.sensitivity(),
        onRequest);
  }

  private static Step bootStep(
      String id, String entry, long cpuMillis, long bytes, String... argv) {
    return new Step(
        id,
        new Command(List.of(argv), entry),
        Need.ANYONE,
        Touch.READS,
        Cost.reading(cpuMillis, bytes),
        30 * SECOND,
        LIMIT,
        Sensitivity.NAMES);
  }

  /// What it costs depends on how long it records: the plan says it.
  private static Step perf(String id, Need need, String what) {
    return new Step(
        id,
        new Special(what),
        need,
        Touch.RECORDS,
        Cost.reading(0, 0),
        60 * SECOND,
        LIMIT,
        Sensitivity.NAMES,
        true);
  }

  private static Step process(String id, Need need, Group group, long bytes, String... patterns) {
    return row(id, new ProcFiles(group, List.of(patterns)), need, bytes, Sensitivity.NAMES);
  }

  private static Step host(String id, String path, String entry) {
    return row(id, new HostFiles(Map.of(path, entry)), Need.ANYONE, 500, Sensitivity.PLAIN);
  }

  private static Step special(
      String id, Need need, String what, long bytes, Sensitivity sensitivity) {
    return row(id, new Special(what), need, bytes, sensitivity);
  }

  private static Step row(String id, Reads reads, Need need, long bytes, Sensitivity sensitivity) {
    return new Step(
        id, reads, need, Touch.READS, Cost.reading(5, bytes), 20 * SECOND, LIMIT, sensitivity);
  }

  private static Map<String, String> load() {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String name :
        List.of("loadavg", "meminfo", "stat", "pressure/cpu", "pressure/io", "pressure/memory")) {
      entries.put("/proc/" + name, "host/" + name);
    }
    return entries;
  }

  private static Map<String, String> sysctls() {
    Map<String, String> entries = new LinkedHashMap<>();
    SYSCTLS.forEach(name -> entries.put("/proc/sys/" + name, "host/sysctl/" + name));
    return entries;
  }
}
