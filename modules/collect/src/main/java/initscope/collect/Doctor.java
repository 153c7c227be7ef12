package initscope.collect;

import initscope.collect.DoctorReport.Check;
import initscope.collect.DoctorReport.State;
import initscope.collect.steps.Catalogue;
import initscope.collect.steps.Need;
import initscope.collect.steps.Step;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Tells what a host can give before anything is captured, what would come back empty, and the fix. Reads only.
public final class Doctor {
  private final MemoryAnswers host;
  private final String withoutRoot;
  private final List<Check> checks = new ArrayList<>();

  private Doctor(MemoryAnswers host, String withoutRoot) {
    this.host = host;
    this.withoutRoot = withoutRoot;
  }

  /// Examines a host over an open session.
  public static DoctorReport examine(Session session, Progress progress)
      throws Failure, CancelledException {
    return examine(new SessionHost(session), progress);
  }

  /// As above, over any access to a host.
  public static DoctorReport examine(HostAccess access, Progress progress)
      throws Failure, CancelledException {
    long before = System.currentTimeMillis();
    MemoryAnswers answers = MemoryAnswers.of(access, "doctor.sh", progress);
    long after = System.currentTimeMillis();
    Doctor doctor = new Doctor(answers, access.withoutRoot());
    doctor.root();
    doctor.tracing();
    doctor.tools();
    doctor.clock(before, after);
    doctor.checks.addAll(PerfOutlook.ask(access, progress).checks());
    return new DoctorReport(
        access.name(), answers.fact("os").orElse("unknown").replace("\"", ""), doctor.checks);
  }

  private void root() {
    if (isRoot()) {
      String how = host.fact("sudo").isPresent() ? ", through sudo" : "";
      add("root", State.OK, "commands run as root" + how, "", "");
    } else {
      add(
          "root",
          State.LIMITED,
          "no root: " + withoutRoot,
          steps(Need.ROOT) + "; of other users' processes also " + steps(Need.OWNER),
          "log in as root, or let this user run sudo and add --sudo ask");
    }
    boolean hidden =
        host.fact("proc")
            .filter(
                o ->
                    o.contains("hidepid=")
                        && !o.contains("hidepid=0")
                        && !o.contains("hidepid=off"))
            .isPresent();
    if (hidden) {
      add(
          "hidepid",
          State.LIMITED,
          "/proc hides other users' processes",
          "all of /proc without root",
          "use root");
    }
  }

  private boolean isRoot() {
    return host.fact("uid").filter("0"::equals).isPresent();
  }

  /// The steps that need these rights, by the ids under which a capture would tell them refused.
  private static String steps(Need need) {
    return Catalogue.ATTACH.stream()
        .filter(step -> step.need() == need && !step.onRequest())
        .map(Step::id)
        .collect(Collectors.joining(", "));
  }

  private void tracing() {
    String scope = host.fact("ptrace_scope").orElse("0");
    switch (scope) {
      case "3" ->
          add(
              "ptrace",
              State.MISSING,
              "kernel.yama.ptrace_scope is 3",
              "X-ray and pstack, for root too, until a reboot",
              "set it to 1 in /etc/sysctl.d and reboot");
      case "1", "2" ->
          add(
              "ptrace",
              isRoot() ? State.OK : State.LIMITED,
              "kernel.yama.ptrace_scope is " + scope,
              isRoot() ? "" : "xray and pstack without root, of your own processes too",
              isRoot() ? "" : "use root");
      default -> add("ptrace", State.OK, "kernel.yama.ptrace_scope is " + scope, "", "");
    }
    String selinux =
        switch (host.fact("selinux").orElse("")) {
          case "1" -> "enforcing";
          case "0" -> "permissive";
          default -> "off";
        };
    boolean denied = host.fact("deny_ptrace").filter(v -> v.startsWith("1")).isPresent();
    if (denied) {
      add(
          "selinux",
          State.LIMITED,
          "SELinux " + selinux + ", deny_ptrace is on",
          "X-ray and pstack from confined logins",
          "setsebool deny_ptrace off for the time of the capture");
    } else {
      add("selinux", State.OK, "SELinux " + selinux, "", "");
    }
  }

  private void tools() {
    tool(
        "sftp",
        host.fact("sftp"),
        "sftp-server",
        State.LIMITED,
        "fast memory reads: dd is used, about 250 times slower a read",
        "install openssh-server with its sftp-server");
    Optional<String> gdb =
        host.fact("tool.gdb").or(() -> host.fact("tool.gstack")).or(() -> host.fact("tool.pstack"));
    tool(
        "gdb",
        gdb,
        "gdb or pstack",
        State.MISSING,
        "native stacks (pstack)",
        "install gdb; the X-ray needs none");
    tool(
        "systemd",
        host.fact("systemd"),
        "systemd",
        State.MISSING,
        "unit state and journal",
        "nothing: this host has no systemd");
    tool(
        "journal",
        host.fact("tool.journalctl"),
        "journalctl",
        State.MISSING,
        "the unit's journal",
        "nothing: this host has no journal");
    tool(
        "find",
        host.fact("tool.find"),
        "find",
        State.LIMITED,
        "open files in one go: each is read by itself",
        "install findutils");
    tool("grep", host.fact("tool.grep"), "grep", State.MISSING, "all of /proc", "install grep");
  }

  private void tool(
      String id, Optional<String> found, String name, State without, String loses, String fix) {
    if (found.isPresent()) {
      add(id, State.OK, found.get(), "", "");
    } else {
      add(id, without, "no " + name, loses, fix);
    }
  }

  private void clock(long beforeMillis, long afterMillis) {
    String date = host.fact("date").orElse("");
    int point = date.indexOf('.');
    if (point < 1 || point > 12 || date.length() < point + 4) {
      return;
    }
    String millis = date.substring(0, point) + date.substring(point + 1, point + 4);
    if (!millis.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return;
    }
    long at = Long.parseLong(millis);
    long off = at < beforeMillis ? at - beforeMillis : Math.max(0, at - afterMillis);
    if (Math.abs(off) > 1000) {
      add(
          "clock",
          State.LIMITED,
          "the host's clock is off by " + off + " ms from this computer's",
          "comparing its times with yours",
          "check chronyc tracking on the host");
    } else {
      add("clock", State.OK, "clocks agree within a second", "", "");
    }
  }

  private void add(String id, State state, String found, String loses, String fix) {
    checks.add(new Check(id, state, found, loses, fix));
  }
}
