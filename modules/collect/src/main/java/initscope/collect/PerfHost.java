package initscope.collect;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/// What a host says of itself that decides what perf can give there.
final class PerfHost {
  /// Capabilities by their number, see capabilities(7).
  private static final int SYS_ADMIN = 21;

  private static final int SYSLOG = 34;
  private static final int PERFMON = 38;

  private final MemoryAnswers answers;

  private PerfHost(MemoryAnswers answers) {
    this.answers = answers;
  }

  /// Asks it. perf counts there for one command that does nothing; nothing else happens.
  static PerfHost ask(HostAccess host, Progress progress) throws Failure, CancelledException {
    return new PerfHost(MemoryAnswers.of(host, "perf-host.sh", progress));
  }

  Optional<String> fact(String name) {
    return answers.fact(name);
  }

  boolean isRoot() {
    return fact("uid").filter("0"::equals).isPresent();
  }

  /// Whether the kernel lets this login measure everything, whatever kernel.perf_event_paranoid says.
  boolean mayAll() {
    return hasCapability(SYS_ADMIN) || hasCapability(PERFMON);
  }

  /// Whether the kernel tells this login the addresses of its functions; with {@code kernel.kptr_restrict} 2 it tells nobody.
  boolean maySeeKernel() {
    String restrict = fact("kptr").orElse("0");
    return restrict.equals("0")
        ? hasCapability(SYSLOG) || paranoid() <= 1
        : restrict.equals("1") && hasCapability(SYSLOG);
  }

  /// A capability counts where it was given by the host, not by a user namespace: there all ids are the same in and out.
  private boolean hasCapability(int number) {
    StringTokenizer map = new StringTokenizer(fact("userns").orElse("0 0 4294967295"));
    boolean ofHost = true;
    for (String same : List.of("0", "0", "4294967295")) {
      ofHost &= map.hasMoreTokens() && map.nextToken().equals(same);
    }
    String caps = fact("caps").orElse("");
    if (!ofHost) {
      return false;
    }
    if (caps.isEmpty() || caps.length() > 16) {
      return isRoot();
    }
    int digit = caps.length() - 1 - number / 4;
    int bits = digit < 0 ? 0 : Character.digit(caps.charAt(digit), 16);
    return (bits & (1 << number % 4)) != 0;
  }

  /// {@code kernel.perf_event_paranoid}; 2 where it is not told.
  int paranoid() {
    return number(fact("paranoid").orElse("")).orElse(2);
  }

  private static Optional<Integer> number(String text) {
    String digits = text.startsWith("-") ? text.substring(1) : text;
    boolean fits =
        !digits.isEmpty()
            && digits.length() < 6
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? Optional.of(Integer.valueOf(text)) : Optional.empty();
  }

  /// Whether the kernel is at least this release.
  boolean isSince(int major, int minor) {
    String[] parts = fact("kernel").orElse("").split("[.-]", 3);
    int first = parts.length > 0 ? number(parts[0]).orElse(0) : 0;
    int second = parts.length > 1 ? number(parts[1]).orElse(0) : 0;
    return first > major || (first == major && second >= minor);
  }

  /// Scheduler tracepoints that this login may read of.
  List<String> schedEvents() {
    return List.of(fact("sched").orElse("").split(" ", -1));
  }

  /// Whether {@code perf record} or {@code perf script} has an option, after its own help.
  boolean knows(String command, String option) {
    return answers.block(command).utf8().contains("--" + option);
  }

  /// Whether {@code perf script} prints a field; where its help is not as known, the ones of 3.10.
  boolean prints(String field) {
    String help = answers.block("script").utf8();
    int fields = help.indexOf("Fields: ");
    return fields >= 0 && help.indexOf("," + field + ",", fields) >= 0;
  }

  /// Whether it stamps with CLOCK_MONOTONIC: both perf and the kernel must (Linux 4.1).
  boolean stampsMonotonic() {
    return knows("record", "clockid") && answers.status("clockid") == 0;
  }

  /// Whether the kernel counted an event for a command.
  boolean counts(String event) {
    return answers
        .block("stat")
        .utf8()
        .lines()
        .anyMatch(
            line -> line.contains(event) && !line.isEmpty() && Character.isDigit(line.charAt(0)));
  }

  /// What perf said instead of counting.
  String refusal() {
    return answers
        .block("stat")
        .utf8()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.equals("Error:"))
        .findFirst()
        .map(line -> line.substring(0, Math.min(line.length(), 200)))
        .orElse("it gave no reason");
  }
}
