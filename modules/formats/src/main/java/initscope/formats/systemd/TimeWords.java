package initscope.formats.systemd;

import initscope.model.boot.BootTimes;
import initscope.model.boot.TimeReport;
import initscope.model.start.Timespan;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The words of {@code systemd-analyze time}, which a plot bears too: the sum of the phases, and when the default target was reached.
final class TimeWords {
  private static final String START = "Startup finished in ";
  private static final String REACHED = " reached after ";
  private static final String NEVER = " was never reached";
  private static final String IN_USERSPACE = " in userspace";
  private static final Set<String> PHASES =
      Set.of("firmware", "loader", "kernel", "initrd", "soft reboot", "userspace");

  private final Map<String, Long> phases = new LinkedHashMap<>();
  private OptionalLong total = OptionalLong.empty();
  private String target = "";
  private OptionalLong targetNanos = OptionalLong.empty();
  private boolean missed;

  /// Whether a line begins with the sum.
  static boolean isStart(String line) {
    return line.startsWith(START);
  }

  /// Takes a line of the words; false where it is none of them or says nothing that can be read.
  boolean take(String line) {
    String text = line.strip();
    int start = text.indexOf(START);
    if (start >= 0) {
      return sum(text.substring(start + START.length()));
    }
    int reached = text.indexOf(REACHED);
    if (reached > 0 && UnitNames.is(text.substring(0, reached))) {
      String after = text.substring(reached + REACHED.length());
      int end = after.indexOf(IN_USERSPACE);
      target = text.substring(0, reached);
      targetNanos = Timespan.printed(end < 0 ? after : after.substring(0, end));
      return targetNanos.isPresent();
    }
    int never = text.indexOf(NEVER);
    if (never > 0 && UnitNames.is(text.substring(0, never))) {
      target = text.substring(0, never);
      missed = true;
      return true;
    }
    return isAbsence(text);
  }

  /// That systemd does not know when the target was reached, or which it is.
  private static boolean isAbsence(String text) {
    return text.startsWith("Could not get time to reach ")
        || text.startsWith("could not find default.target");
  }

  /// {@code 816ms (kernel) + 6.905s (userspace) = 7.721s}; of a journal's line with a full stop.
  private boolean sum(String words) {
    Map<String, Long> told = new LinkedHashMap<>();
    String rest = words;
    while (true) {
      int open = rest.indexOf('(');
      int close = rest.indexOf(')', Math.max(open, 0));
      OptionalLong nanos =
          open > 0 && close > open
              ? Timespan.printed(rest.substring(0, open))
              : OptionalLong.empty();
      if (nanos.isEmpty() || !PHASES.contains(rest.substring(open + 1, close))) {
        return alone(rest);
      }
      told.put(rest.substring(open + 1, close), nanos.getAsLong());
      rest = rest.substring(close + 1).strip();
      if (!rest.startsWith("+")) {
        break;
      }
      rest = rest.substring(1);
    }
    phases.clear();
    phases.putAll(told);
    total = rest.startsWith("=") ? span(rest.substring(1)) : OptionalLong.empty();
    return true;
  }

  /// Of a user's own systemd the journal tells one span, which is no phase by name.
  private boolean alone(String rest) {
    OptionalLong nanos = span(rest);
    if (nanos.isPresent()) {
      phases.clear();
      phases.put("userspace", nanos.getAsLong());
    }
    return nanos.isPresent();
  }

  private static OptionalLong span(String text) {
    String span = text.strip();
    return Timespan.printed(span.endsWith(".") ? span.substring(0, span.length() - 1) : span);
  }

  /// What was taken; empty before there was a sum.
  Optional<TimeReport> report() {
    if (phases.isEmpty()) {
      return Optional.empty();
    }
    OptionalLong kernel = phase("kernel");
    OptionalLong initrd = phase("initrd");
    OptionalLong softReboot = phase("soft reboot");
    long userspace = kernel.orElse(0) + initrd.orElse(0) + softReboot.orElse(0);
    OptionalLong length = phase("userspace");
    return Optional.of(
        new TimeReport(
            new BootTimes(
                phase("firmware"),
                phase("loader"),
                initrd.isPresent() ? OptionalLong.of(kernel.orElse(0)) : OptionalLong.empty(),
                OptionalLong.of(userspace),
                length.isPresent()
                    ? OptionalLong.of(userspace + length.getAsLong())
                    : OptionalLong.empty()),
            softReboot,
            total,
            target,
            targetNanos,
            missed));
  }

  private OptionalLong phase(String name) {
    Long nanos = phases.get(name);
    return nanos == null ? OptionalLong.empty() : OptionalLong.of(nanos);
  }
}
