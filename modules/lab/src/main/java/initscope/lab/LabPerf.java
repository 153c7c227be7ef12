package initscope.lab;

import java.io.IOException;
import java.util.List;
import java.util.Set;

/// What decides on a rehearsed host whether perf gives anything: the kernel's settings, what is mounted, who logs in, and perf itself.
/// The texts are those of the tools, cut to what tells versions apart.
public final class LabPerf {
  /// What a host lacks that perf needs.
  public enum Lack {
    /// No perf is installed.
    PERF,
    /// The login is not root's and cannot become root; {@code kernel.perf_event_paranoid} is 2.
    ROOT,
    /// The same where {@code kernel.perf_event_paranoid} is 4: users may not measure at all.
    ROOT_AND_RIGHTS,
    /// The login is root in a container whose seccomp profile refuses perf_event_open.
    HOST,
    /// Nothing that shows tracepoints is mounted.
    TRACING,
    /// A kernel in lockdown, of mode confidentiality, shows none.
    OPENNESS,
    /// {@code kernel.sched_schedstats} is 0.
    SCHEDSTATS,
    /// {@code kernel.kptr_restrict} is 2.
    SYMBOLS,
    /// A virtual machine whose processor has no counters.
    PMU
  }

  private static final String HELP =
      """
       Usage: perf record [<options>] [<command>]
          -a, --all-cpus        system-wide collection from all CPUs
          -e, --event <event>   event selector. use 'perf list' to list available events
      """;

  private static final String NEW_HELP =
      HELP
          + """
              -k, --clockid <clockid>
                                    clockid to use for events, see clock_gettime()
                  --max-size <size>
                                    Limit the maximum size of the output file
          """;

  private static final String FIELDS =
      "                          comma separated output fields prepend with 'type:'. Valid types:"
          + " hw,sw,trace,raw. Fields: comm,tid,pid,time,cpu,event,trace,ip,sym,dso,addr,symoff";

  private static final List<String> EVENTS =
      List.of(
          "sched_process_exec",
          "sched_process_fork",
          "sched_switch",
          "sched_wakeup",
          "sched_wakeup_new",
          "sched_stat_sleep",
          "sched_stat_iowait",
          "sched_stat_blocked",
          "sched_stat_wait");

  private final boolean old;
  private final Set<Lack> lacks;

  private LabPerf(boolean old, Lack... lacks) {
    this.old = old;
    this.lacks = Set.of(lacks);
  }

  /// A machine of CentOS Stream 9, on which all of it works but what it lacks.
  public static LabPerf centos9(Lack... lacks) {
    return new LabPerf(false, lacks);
  }

  /// One of CentOS 7: perf 3.10 has neither {@code -k} nor all fields, and the kernel no switch for schedstats.
  public static LabPerf centos7(Lack... lacks) {
    return new LabPerf(true, lacks);
  }

  private boolean lacks(Lack one) {
    return lacks.contains(one);
  }

  private boolean isRoot() {
    return !lacks(Lack.ROOT) && !lacks(Lack.ROOT_AND_RIGHTS);
  }

  private String kernel() {
    return old ? "3.10.0-123.el7.x86_64" : "5.14.0-503.el9.x86_64";
  }

  /// Makes a host so.
  public void lay(LabHost host) throws IOException {
    HostTree tree = host.tree();
    login(tree);
    settings(host);
    mounts(tree);
    if (lacks(Lack.HOST)) {
      tree.write("run/systemd/container", "docker\n");
    }
    if (!lacks(Lack.PERF)) {
      perf(tree);
    }
  }

  private void login(HostTree tree) throws IOException {
    String all = lacks(Lack.HOST) ? "00000000a80425fb" : "000001ffffffffff";
    int user = isRoot() ? 0 : 1000;
    tree.write(
        own("self-status"),
        "Name:\tsh\nUid:\t%1$d\t%1$d\t%1$d\t%1$d\nCapEff:\t%2$s\nCpus_allowed_list:\t0-8191\n"
            .formatted(user, isRoot() ? all : "0000000000000000"));
    if (!isRoot()) {
      tree.write(own("user"), user + "\n");
    }
    tree.write("proc/self/uid_map", "         0          0 4294967295\n");
  }

  private void settings(LabHost host) throws IOException {
    String paranoid = lacks(Lack.ROOT_AND_RIGHTS) ? "4" : old ? "1" : "2";
    host.setSysctl("kernel.osrelease", kernel());
    host.setSysctl("kernel.perf_event_paranoid", paranoid);
    host.setSysctl("kernel.kptr_restrict", lacks(Lack.SYMBOLS) ? "2" : old ? "0" : "1");
    if (!old) {
      host.setSysctl("kernel.sched_schedstats", lacks(Lack.SCHEDSTATS) ? "0" : "1");
      String modes =
          lacks(Lack.OPENNESS)
              ? "none integrity [confidentiality]"
              : "[none] integrity confidentiality";
      host.tree().write("sys/kernel/security/lockdown", modes + "\n");
    }
  }

  private void mounts(HostTree tree) throws IOException {
    String type = old ? "debugfs" : "tracefs";
    String at = old ? "/sys/kernel/debug" : "/sys/kernel/tracing";
    boolean mounted = !lacks(Lack.TRACING) && !lacks(Lack.HOST);
    String mount = mounted ? type + " " + at + " " + type + " rw 0 0\n" : "";
    tree.write("proc/mounts", "proc /proc proc rw 0 0\nsysfs /sys sysfs rw 0 0\n" + mount);
    boolean shown = mounted && isRoot() && !lacks(Lack.OPENNESS);
    String events = at.substring(1) + (old ? "/tracing" : "") + "/events/sched/";
    for (String event : shown ? EVENTS : List.<String>of()) {
      tree.write(events + event + "/id", "300\n");
    }
    if (old) {
      tree.write(
          "proc/sched_debug",
          """
          Sched Debug Version: v0.10, 3.10.0-123.el7.x86_64 #1
          ktime                                   : 6022400.450171
          sched_clk                               : 6022377.450171
          cpu_clk                                 : 6022377.450171
          jiffies                                 : 4300689696
          """);
    }
  }

  private void perf(HostTree tree) throws IOException {
    String cycles = lacks(Lack.PMU) ? "<not supported>,,cycles" : "1907024,,cycles";
    tree.write(own("perf/version"), kernel() + "\n");
    tree.write(own("perf/record"), old ? HELP : NEW_HELP);
    tree.write(
        own("perf/script"),
        old
            ? "    -f, --fields <str>\n" + FIELDS + "\n"
            : "    -F, --fields <str>\n"
                + FIELDS
                + ",srcline,period,iregs,uregs\n"
                + "        --header-only     Show only data header.\n"
                + "        --ns              Use 9 decimal places when displaying time\n");
    tree.write(own("perf/stat"), cycles + ",0,100.00,,\n1.90,msec,cpu-clock,1907024,100.00,,\n");
    if (lacks(Lack.HOST) || lacks(Lack.ROOT_AND_RIGHTS)) {
      tree.write(
          own("perf/refused"),
          "Error:\nperf_event_open(..., PERF_FLAG_FD_CLOEXEC) failed with unexpected error 1"
              + " (Operation not permitted)\n");
    }
    tree.write(
        own("perf/recorded.cpu"),
        "app  4711/4711  [001]  6022.377450:   10101010 cycles: \n\t          44a1b0 main.init.0"
            + " (/opt/app/app)\n\n");
    tree.write(
        own("perf/recorded.sched"),
        "app  4711/4711  [001]  6022.377450: sched:sched_switch: prev_comm=app prev_pid=4711"
            + " prev_prio=120 prev_state=S ==> next_comm=swapper/1 next_pid=0 next_prio=120\n");
  }

  private static String own(String name) {
    return HostFilesFromCapture.LAB + "/" + name;
  }
}
