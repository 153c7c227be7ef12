package initscope.collect;

import initscope.collect.program.Script;
import initscope.collect.steps.Catalogue;
import initscope.collect.steps.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How perf is run on a host, after what the host said.
///
/// @param event sampled; empty for none
/// @param fields of a sample
/// @param sched the scheduler's events; empty for none
/// @param clock perf stamps with; empty for its own
/// @param knows what perf of this host can besides
record PerfRecipe(
    String event, String fields, List<String> sched, String clock, List<String> knows) {
  /// Of a file on the host; beyond it perf ends early.
  static final long CAP_KIB = 64 << 10;

  /// Few of a process, and the most telling: who began it, when its threads ran, and what they waited for.
  private static final List<String> SCHED =
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

  /// The one for these steps.
  static PerfRecipe of(PerfHost host, List<Step> steps) {
    List<String> ids = steps.stream().map(Step::id).toList();
    return new PerfRecipe(
        ids.contains(Catalogue.PERF_CPU) ? event(host) : "",
        fields(host),
        ids.contains(Catalogue.PERF_SCHED) ? sched(host) : List.of(),
        host.stampsMonotonic() ? "mono" : "",
        knows(host));
  }

  private static String event(PerfHost host) {
    String event = host.counts("cycles") ? "cycles" : "cpu-clock";
    boolean userOnly = !host.mayAll() && host.paranoid() >= 2;
    return userOnly ? event + ":u" : event;
  }

  /// perf of 3.10 knows no period, and {@code --fields} is the one spelling that all know: its letter was {@code -f} and is {@code -F}.
  private static String fields(PerfHost host) {
    return Stream.of(
            "comm", "pid", "tid", "cpu", "time", "period", "event", "ip", "sym", "symoff", "dso")
        .filter(field -> !field.equals("period") || host.prints(field))
        .collect(Collectors.joining(","));
  }

  private static List<String> sched(PerfHost host) {
    boolean silent = host.fact("schedstats").filter("0"::equals).isPresent();
    return SCHED.stream()
        .filter(host.schedEvents()::contains)
        .filter(event -> !(silent && event.startsWith("sched_stat_")))
        .toList();
  }

  private static List<String> knows(PerfHost host) {
    List<String> all = new ArrayList<>();
    if (host.knows("record", "max-size")) {
      all.add("max-size");
    }
    for (String option : List.of("ns", "header-only")) {
      if (host.knows("script", option)) {
        all.add(option);
      }
    }
    return all;
  }

  /// The program for the host.
  Script script(String nonce, long pid, PerfOptions options) {
    return Script.named(
        "perf.sh",
        nonce,
        Long.toString(pid),
        Long.toString(options.time().toSeconds()),
        event,
        Integer.toString(options.hertz()),
        options.callGraph().word(),
        fields,
        String.join(" ", sched),
        clock,
        Long.toString(CAP_KIB),
        String.join(" ", knows));
  }
}
