package initscope.collect;

import initscope.model.ClockFit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/// The lines {@code key=value} of the entry {@code perf/facts}: how perf ran on the host, and what ties its clock to CLOCK_MONOTONIC.
final class PerfFacts {
  /// Name of perf's clock among the clocks of a capture.
  static final String CLOCK = "perf";

  private static final long MICRO = 1_000L;
  private static final long TICK = 10_000_000L;

  /// The clock perf stamps with may lag behind by a tick of the timer where the processor's counter is not stable.
  private static final long JIFFY = 1_000_000L;

  private final Map<String, String> facts = new HashMap<>();

  /// Reads them.
  PerfFacts(String text) {
    for (String line : text.lines().toList()) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        facts.putIfAbsent(line.substring(0, equals), line.substring(equals + 1).strip());
      }
    }
  }

  /// A fact; empty where it is not told.
  String get(String key) {
    return facts.getOrDefault(key, "");
  }

  /// For how long perf recorded, in seconds: as asked for, or what it came to where it was ended early.
  String seconds() {
    Optional<Long> before = uptime("before");
    Optional<Long> after = uptime("after");
    boolean early = !get("early").isEmpty() && before.isPresent() && after.isPresent();
    return early ? Long.toString(Math.round((after.get() - before.get()) / 1e9)) : get("seconds");
  }

  /// What perf would have told besides, for people, where it was cancelled before; empty where it told all.
  String untold() {
    List<String> words = new ArrayList<>();
    for (String part : get("untold").split(" ", -1)) {
      switch (part) {
        case "header" -> words.add("perf's header");
        case "buildids" -> words.add("build ids");
        default -> {} // of a host that says what it was not asked
      }
    }
    return String.join(", ", words);
  }

  /// What /proc/uptime said when a stamp was taken: its first word.
  private Optional<Long> uptime(String stamp) {
    String both = get(stamp) + " ";
    return nanos(both.substring(0, both.indexOf(' ')), 9);
  }

  /// How perf's clock maps to CLOCK_MONOTONIC; empty where nothing tells.
  Optional<ClockFit> clock() {
    if (get("clock").equals("mono")) {
      return Optional.of(new ClockFit(CLOCK, 0, MICRO)); // perf script may print no finer
    }
    Optional<ClockFit> read = readTogether(numbers("clocks.before", 6), numbers("clocks.after", 6));
    return read.isPresent() ? read : marked(numbers("marks", 9));
  }

  /// The kernel read both clocks at one moment, before and after the recording, and printed milliseconds with six decimals.
  private static Optional<ClockFit> readTogether(List<Long> before, List<Long> after) {
    if (before.size() != 2 || after.size() != 2) {
      return Optional.empty();
    }
    long first = before.get(0) - before.get(1);
    long last = after.get(0) - after.get(1);
    return Optional.of(
        new ClockFit(CLOCK, first + (last - first) / 2, Math.abs(last - first) / 2 + JIFFY));
  }

  /// A sampled shell read /proc/uptime, worked, and read it again: its first sample came before the second reading, its last after the
  /// first one.
  private static Optional<ClockFit> marked(List<Long> marks) {
    if (marks.size() != 4) {
      return Optional.empty();
    }
    long least = marks.get(0) - marks.get(3);
    long most = marks.get(1) + TICK - marks.get(2);
    return most < least
        ? Optional.empty()
        : Optional.of(new ClockFit(CLOCK, least + (most - least) / 2, (most - least) / 2 + MICRO));
  }

  /// Numbers with a point, in nanoseconds.
  ///
  /// @param decimals of a nanosecond in their unit: 9 in seconds
  private List<Long> numbers(String key, int decimals) {
    List<Long> all = new ArrayList<>();
    StringTokenizer words = new StringTokenizer(get(key), " :");
    while (words.hasMoreTokens()) {
      Optional<Long> number = nanos(words.nextToken(), decimals);
      if (number.isEmpty()) {
        return List.of();
      }
      all.add(number.get());
    }
    return all;
  }

  private static Optional<Long> nanos(String word, int decimals) {
    int point = word.indexOf('.');
    String whole = point < 0 ? word : word.substring(0, point);
    String part =
        ((point < 0 ? "" : word.substring(point + 1)) + "000000000").substring(0, decimals);
    String digits = whole + part;
    boolean fits =
        !whole.isEmpty()
            && digits.length() <= 18
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? Optional.of(Long.valueOf(digits)) : Optional.empty();
  }
}
