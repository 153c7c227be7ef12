package initscope.layout.goroutines;

import initscope.layout.Symbols;
import initscope.layout.waits.WaitIndex;
import initscope.model.Frame;
import initscope.model.go.Goroutine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/// The terms of the filter language: what each key means.
final class FilterTerms {
  /// Keys, as the fault of an unknown one lists them.
  static final List<String> KEYS =
      List.of(
          "state", "reason", "fn", "pkg", "file", "created", "by", "start", "id", "thread", "waits",
          "label", "torn", "partial", "locked", "wait");

  private static final List<String> STATES =
      List.of(
          "idle", "runnable", "running", "syscall", "waiting", "dead", "copystack", "preempted");

  private static final List<String> OBJECTS =
      List.of(
          "channel",
          "mutex",
          "rwmutex",
          "once",
          "waitgroup",
          "cond",
          "semaphore",
          "descriptor",
          "timer");

  private FilterTerms() {}

  /// Why a value makes no sense.
  ///
  /// @param expected key of the words that say what would
  /// @param choices what to choose from; may be empty
  record BadValue(String expected, String choices) {}

  /// A term, or why there is none.
  record Term(Optional<BiPredicate<Goroutine, WaitIndex>> predicate, Optional<BadValue> badValue) {
    static Term of(Predicate<Goroutine> predicate) {
      return new Term(Optional.of((g, w) -> predicate.test(g)), Optional.empty());
    }

    static Term bad(String expected, String choices) {
      return new Term(Optional.empty(), Optional.of(new BadValue(expected, choices)));
    }
  }

  /// A word without a key: found in the id, the state, the reason, any function or the creator.
  static BiPredicate<Goroutine, WaitIndex> word(String word) {
    Predicate<String> held = remembering(text -> holds(text, word));
    return (g, w) ->
        Long.toString(g.id()).equals(word)
            || held.test(g.status())
            || g.waitReason().filter(held).isPresent()
            || anyFunction(g, held)
            || g.createdBy().map(Frame::function).filter(held).isPresent();
  }

  static Term term(String key, String value) {
    return switch (key) {
      case "state" -> oneOf(STATES, value, (g, w, v) -> starts(g.status(), v));
      case "reason" -> Term.of(g -> g.waitReason().filter(r -> holds(r, value)).isPresent());
      case "fn" -> functions(f -> holds(f, value));
      case "pkg" -> functions(f -> inPackage(f, value));
      case "file" ->
          Term.of(
              g ->
                  g.frames().stream()
                      .anyMatch(f -> f.file().filter(p -> holds(p, value)).isPresent()));
      case "created" ->
          Term.of(g -> g.createdBy().filter(c -> holds(c.function(), value)).isPresent());
      case "start" ->
          Term.of(
              g -> GoroutineGroups.start(g).filter(f -> holds(f.function(), value)).isPresent());
      case "by" -> numbers(value, g -> g.creatorId());
      case "id" -> numbers(value, g -> OptionalLong.of(g.id()));
      case "thread" -> numbers(value, Goroutine::tid);
      case "waits" ->
          oneOf(
              OBJECTS,
              value,
              (g, w, v) -> w.of(g.id()).stream().anyMatch(x -> starts(x.object().word(), v)));
      case "label" -> Term.of(g -> label(g, value));
      case "torn" -> yesOrNo(value, Goroutine::torn);
      case "partial" -> yesOrNo(value, Goroutine::partial);
      case "locked" -> yesOrNo(value, Goroutine::lockedToThread);
      default -> Term.bad("filter.key", String.join(" ", KEYS));
    };
  }

  private static Term functions(Predicate<String> predicate) {
    Predicate<String> remembered = remembering(predicate);
    return Term.of(g -> anyFunction(g, remembered));
  }

  /// {@code wait>10s}: longer than, shorter than. A goroutine whose wait is not known is neither.
  static Term wait(char comparison, boolean orEqual, String value) {
    OptionalLong nanos = nanos(value);
    if (nanos.isEmpty()) {
      return Term.bad("filter.duration", "10s 500ms 2m 1h");
    }
    long bound = nanos.getAsLong();
    return Term.of(
        g -> {
          if (g.waitNanos().isEmpty()) {
            return false;
          }
          long waited = g.waitNanos().getAsLong();
          return (orEqual && waited == bound)
              || (comparison == '>' ? waited > bound : waited < bound);
        });
  }

  /// Nanoseconds of such words as {@code 10s}, {@code 1.5m}, {@code 500ms}.
  static OptionalLong nanos(String word) {
    int end = 0;
    while (end < word.length()
        && (Character.isDigit(word.charAt(end)) || word.charAt(end) == '.')) {
      end++;
    }
    double unit =
        switch (word.substring(end).toLowerCase(Locale.ROOT)) {
          case "ns" -> 1;
          case "us", "µs" -> 1e3;
          case "ms" -> 1e6;
          case "s" -> 1e9;
          case "m", "min" -> 60e9;
          case "h" -> 3600e9;
          case "d" -> 86_400e9;
          default -> 0;
        };
    if (end == 0 || unit == 0) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Math.round(Double.parseDouble(word.substring(0, end)) * unit));
    } catch (NumberFormatException e) {
      return OptionalLong.empty();
    }
  }

  private interface Third {
    boolean test(Goroutine one, WaitIndex waits, String value);
  }

  private static Term oneOf(List<String> known, String value, Third predicate) {
    boolean fits = !value.isEmpty() && known.stream().anyMatch(k -> starts(k, value));
    return fits
        ? new Term(Optional.of((g, w) -> predicate.test(g, w, value)), Optional.empty())
        : Term.bad("filter.oneOf", String.join(" ", known));
  }

  private static Term yesOrNo(String value, Predicate<Goroutine> predicate) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes" -> Term.of(predicate);
      case "no" -> Term.of(predicate.negate());
      default -> Term.bad("filter.oneOf", "yes no");
    };
  }

  private interface Counted {
    OptionalLong of(Goroutine one);
  }

  private record Range(long from, long to) {}

  /// {@code 17}, {@code 17,18}, {@code 10-20} and any mix.
  private static Term numbers(String value, Counted number) {
    List<Range> ranges = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      int dash = part.indexOf('-');
      OptionalLong from = number(dash < 0 ? part : part.substring(0, dash));
      OptionalLong to = dash < 0 ? from : number(part.substring(dash + 1));
      if (from.isEmpty() || to.isEmpty()) {
        return Term.bad("filter.number", "17 17,18 10-20");
      }
      ranges.add(new Range(from.getAsLong(), to.getAsLong()));
    }
    return Term.of(
        g -> {
          OptionalLong seen = number.of(g);
          return seen.isPresent()
              && ranges.stream()
                  .anyMatch(r -> seen.getAsLong() >= r.from && seen.getAsLong() <= r.to);
        });
  }

  private static OptionalLong number(String digits) {
    boolean all = !digits.isEmpty() && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return all && digits.length() <= 18
        ? OptionalLong.of(Long.parseLong(digits))
        : OptionalLong.empty();
  }

  private static boolean label(Goroutine one, String value) {
    int equals = value.indexOf('=');
    String name = equals < 0 ? value : value.substring(0, equals);
    String wanted = equals < 0 ? "" : value.substring(equals + 1);
    return one.labels().entrySet().stream()
        .anyMatch(e -> holds(e.getKey(), name) && holds(e.getValue(), wanted));
  }

  /// Remembers what was said of a function: stacks repeat.
  private static Predicate<String> remembering(Predicate<String> predicate) {
    Map<String, Boolean> said = new HashMap<>();
    return f -> said.computeIfAbsent(f, predicate::test);
  }

  private static boolean anyFunction(Goroutine one, Predicate<String> predicate) {
    for (Frame frame : one.frames()) {
      if (predicate.test(frame.function())) {
        return true;
      }
    }
    return false;
  }

  /// {@code net} is itself and what lies below it; {@code ledgerclient} is any package whose path ends so.
  private static boolean inPackage(String function, String wanted) {
    if (!holds(function, wanted)) {
      return false;
    }
    String path = Symbols.packageOf(function);
    return path.equalsIgnoreCase(wanted)
        || starts(path, wanted + "/")
        || path.toLowerCase(Locale.ROOT).endsWith("/" + wanted.toLowerCase(Locale.ROOT));
  }

  static boolean holds(String text, String part) {
    int last = text.length() - part.length();
    for (int i = 0; i <= last; i++) {
      if (text.regionMatches(true, i, part, 0, part.length())) {
        return true;
      }
    }
    return false;
  }

  private static boolean starts(String text, String part) {
    return text.regionMatches(true, 0, part, 0, part.length());
  }
}
