package initscope.formats.perfdata;

import initscope.model.perf.SchedKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Formats of tracepoints, as a recording carries them. Source of the layout: trace-cmd, trace.dat.v6(5), its first parts.
final class TracingData {
  private static final int MAX_SYSTEMS = 1 << 10;
  private static final int MAX_FORMATS = 1 << 13;
  private static final int MAX_TEXT = 1 << 16;

  private final Attrs attrs;
  private final Map<Long, TraceFormat> formats = new HashMap<>();
  private final Set<Long> known = new HashSet<>();
  private int read;

  /// @param attrs told the names of tracepoints
  TracingData(Attrs attrs) {
    this.attrs = attrs;
  }

  /// The format of an event of the scheduler.
  Optional<TraceFormat> format(long id) {
    return Optional.ofNullable(formats.get(id));
  }

  /// Whether a tracepoint's format was told, so that perf prints what it says.
  boolean knows(long id) {
    return known.contains(id);
  }

  /// Reads all formats.
  ///
  /// @return whether it is whole as far as they go
  boolean read(Words file, long from, long to) {
    if (to - from < 32 || file.u16(from) == 0 || file.bytes().at(from) != 0x17) {
      return false;
    }
    long version = skipText(file, from + 10, to);
    if (version + 6 > to) {
      return false;
    }
    Words in = new Words(file.bytes(), file.bytes().at(version) == 1);
    long at = version + 6;
    at = skipSized(in, skipText(in, at, to), to); // header_page
    at = skipSized(in, skipText(in, at, to), to); // header_event
    if (at + 4 > to) {
      return false;
    }
    at = ofSystem(in, at, to, "ftrace");
    long systems = at + 4 > to ? 0 : Math.min(MAX_SYSTEMS, in.u32(at));
    at += 4;
    for (long i = 0; i < systems && at < to; i++) {
      long end = skipText(in, at, to);
      at = ofSystem(in, end, to, in.text(at, Math.min(end, at + 128)));
    }
    return at <= to;
  }

  /// Reads the formats of one system.
  ///
  /// @return where they end, behind {@code to} where they do not
  private long ofSystem(Words in, long from, long to, String system) {
    if (from + 4 > to) {
      return to + 1;
    }
    long count = in.u32(from);
    long at = from + 4;
    for (long i = 0; i < count && at <= to; i++) {
      long end = skipSized(in, at, to);
      if (end <= to && read++ < MAX_FORMATS) {
        take(in.text(at + 8, Math.min(end, at + 8 + MAX_TEXT)), system);
      }
      at = end;
    }
    return at;
  }

  private void take(String text, String system) {
    String name = TraceFormat.name(text);
    long id = TraceFormat.id(text);
    if (id >= 0 && !name.isEmpty()) {
      known.add(id);
      attrs.tracepoint(id, system + ":" + name);
      if (system.equals("sched")) {
        SchedKind.of(name).ifPresent(k -> formats.putIfAbsent(id, TraceFormat.read(k, text)));
      }
    }
  }

  private static long skipText(Words in, long from, long to) {
    long at = from;
    while (at < to && in.bytes().at(at) != 0) {
      at++;
    }
    return at + 1;
  }

  private static long skipSized(Words in, long from, long to) {
    if (from + 8 > to) {
      return to + 1;
    }
    long length = in.u64(from);
    return length < 0 || length > to - from - 8 ? to + 1 : from + 8 + length;
  }
}
