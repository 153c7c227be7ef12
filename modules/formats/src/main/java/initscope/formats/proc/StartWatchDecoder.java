package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.start.StartLook;
import initscope.model.start.StartWatch;
import initscope.model.start.UnitLook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What {@code watch.sh} printed while a unit started. A look lies between a line {@code s CLOCK} and a line {@code t CLOCK}, an answer of
/// systemd between {@code p CLOCK} and {@code q CLOCK}; a clock is nanoseconds of CLOCK_MONOTONIC, or {@code u} and seconds since boot.
/// Lines of a look: {@code PID/FILE:TEXT} of /proc, {@code f PID} and then {@code ls -ln} of its descriptors, {@code PID/net/FILE: ...} of its
/// sockets, {@code c KEY VALUE} of its cgroup.
public final class StartWatchDecoder implements Decoder<StartWatch> {
  private static final Format FORMAT = new Format("start-watch", "a start as it was watched");
  private static final int MOST_LOOKS = 50_000;
  private static final int MOST_LINE = 8192;
  private static final int MOST_PROPERTIES = 32;
  private static final int HEAD_LINES = 3;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    List<String> lines = Heads.lines(head, HEAD_LINES);
    return !lines.isEmpty()
        && lines.getFirst().length() > 2
        && (lines.getFirst().startsWith("s ") || lines.getFirst().startsWith("p "))
        && clock(lines.getFirst().substring(2)).isPresent();
  }

  @Override
  public Decoded<StartWatch> decode(Bytes in) {
    Reading reading = new Reading();
    for (Line line : in.lines()) {
      if (reading.looks.size() >= MOST_LOOKS || reading.units.size() >= MOST_LOOKS) {
        reading.problems.add("watch.many", Problem.Effect.LOST_FROM_HERE, line.offset(), "");
        break;
      }
      reading.line(line);
    }
    if (reading.look.isPresent()) { // the answer was cut in it
      reading.problems.add("watch.look.unfinished", Problem.Effect.NOTE, in.size(), "");
    }
    return new Decoded<>(
        new StartWatch(reading.monotonic, reading.looks, reading.units), reading.problems.toList());
  }

  /// A clock as the watcher writes it.
  private record Time(long nanos, boolean monotonic) {}

  private static Optional<Time> clock(String text) {
    boolean uptime = text.startsWith("u");
    if (!uptime) {
      return number(text).map(n -> new Time(n, true));
    }
    int point = text.indexOf('.');
    String hundredths = point < 0 ? "" : text.substring(point + 1);
    Optional<Long> seconds =
        point < 2 || point > 11 ? Optional.empty() : number(text.substring(1, point));
    return hundredths.length() == 2 && Cursor.isDigits(hundredths)
        ? seconds.map(
            s -> new Time(s * 1_000_000_000L + Long.parseLong(hundredths) * 10_000_000L, false))
        : Optional.empty();
  }

  private static Optional<Long> number(String text) {
    return text.length() < 19 && Cursor.isDigits(text)
        ? Optional.of(Long.parseLong(text))
        : Optional.empty();
  }

  /// Where the reading is.
  private static final class Reading {
    private final Problems problems = new Problems();
    private final List<StartLook> looks = new ArrayList<>();
    private final List<UnitLook> units = new ArrayList<>();
    private boolean monotonic = true;
    private Optional<LookBuilder> look = Optional.empty();
    private Optional<Map<String, String>> properties = Optional.empty();
    private long from;
    private long last;
    private long offset;

    void line(Line line) {
      String text = line.bytes().first(MOST_LINE).utf8();
      char kind = text.length() > 2 && text.charAt(1) == ' ' ? text.charAt(0) : 0;
      Optional<Time> time =
          kind == 's' || kind == 't' || kind == 'p' || kind == 'q'
              ? clock(text.substring(2))
              : Optional.empty();
      if (time.isPresent()) {
        mark(kind, time.get(), line);
      } else if (properties.isPresent()) {
        property(text);
      } else if (look.isPresent()) {
        look.get().line(text, kind);
      } else if (!text.isEmpty()) {
        problems.skipped("watch.line.outside", line);
      }
    }

    /// A clock that goes back is none: what follows it belongs to what was before.
    private void mark(char kind, Time time, Line line) {
      if (time.nanos() < last) {
        problems.skipped("watch.clock.back", line);
        return;
      }
      monotonic &= time.monotonic();
      last = time.nanos();
      switch (kind) {
        case 's' -> {
          from = time.nanos();
          offset = line.offset();
          properties = Optional.empty();
          look = Optional.of(new LookBuilder());
        }
        case 't' -> {
          look.ifPresent(l -> looks.add(l.build(from, time.nanos(), offset)));
          look = Optional.empty();
        }
        case 'p' -> {
          from = time.nanos();
          look = Optional.empty();
          properties = Optional.of(new LinkedHashMap<>());
        }
        default -> {
          properties.ifPresent(p -> units.add(new UnitLook(from, time.nanos(), p)));
          properties = Optional.empty();
        }
      }
    }

    private void property(String text) {
      int equals = text.indexOf('=');
      Map<String, String> into = properties.orElseThrow();
      if (equals > 0 && into.size() < MOST_PROPERTIES) {
        into.putIfAbsent(text.substring(0, equals), text.substring(equals + 1));
      }
    }
  }
}
