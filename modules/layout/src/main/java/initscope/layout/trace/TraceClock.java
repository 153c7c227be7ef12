package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.model.go.ClockSnapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Moments of a trace by the traced machine's wall clock, which Go tells since 1.25: counted from the last reading before them, so that a
/// clock that was set in between is followed.
public final class TraceClock {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xxx", Locale.ROOT);
  private static final long SECOND = 1_000_000_000L;

  private final List<ClockSnapshot> readings;
  private final ZoneId zone;

  /// @param zone in which moments are said
  public TraceClock(GoTrace trace, ZoneId zone) {
    readings = trace.clocks();
    this.zone = zone;
  }

  /// A moment by the wall clock; empty where the trace does not tell.
  public Optional<Instant> at(long nanos) {
    if (readings.isEmpty()) {
      return Optional.empty();
    }
    ClockSnapshot reading = readings.getFirst();
    for (ClockSnapshot next : readings) {
      reading = next.traceNanos() <= nanos ? next : reading;
    }
    long unix = reading.unixNanos() + nanos - reading.traceNanos();
    return Optional.of(
        Instant.ofEpochSecond(Math.floorDiv(unix, SECOND), Math.floorMod(unix, SECOND)));
  }

  /// A moment as {@code 2026-11-26 14:20:08.123456 +00:00}.
  public Optional<String> say(long nanos) {
    return at(nanos).map(i -> i.atZone(zone)).map(t -> DAY.format(t) + " " + OFFSET.format(t));
  }

  /// An interval; the day of its end is said where it is another.
  public Optional<String> say(long from, long to) {
    if (readings.isEmpty()) {
      return Optional.empty();
    }
    ZonedDateTime begin = at(from).orElseThrow().atZone(zone);
    ZonedDateTime end = at(to).orElseThrow().atZone(zone);
    boolean sameDay = begin.toLocalDate().equals(end.toLocalDate());
    DateTimeFormatter last = sameDay ? TIME : DAY;
    return Optional.of(DAY.format(begin) + " – " + last.format(end) + " " + OFFSET.format(end));
  }
}
