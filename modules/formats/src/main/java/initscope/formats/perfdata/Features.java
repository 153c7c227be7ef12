package initscope.formats.perfdata;

import initscope.model.perf.PerfDataBuilder;
import java.util.ArrayList;
import java.util.List;

/// What a recording says of itself, in sections behind the records or in records of a pipe. Source of the layout: Linux,
/// tools/perf/Documentation/perf.data-file-format.txt.
final class Features {
  static final int TRACING_DATA = 1;
  static final int BUILD_ID = 2;
  static final int HOSTNAME = 3;
  static final int OS_RELEASE = 4;
  static final int VERSION = 5;
  static final int ARCH = 6;
  static final int CPUS = 7;
  static final int CPU = 8;
  static final int COMMAND_LINE = 11;
  static final int EVENTS = 12;
  static final int SAMPLE_TIME = 21;
  static final int COMPRESSED = 27;
  static final int CLOCK_DATA = 29;

  private static final int MAX_TEXT = 4096;
  private static final int MAX_BUILD_IDS = 150;
  private static final int MAX_WORDS = 4096;

  private Words in;
  private final Attrs attrs;
  private final TracingData tracing;
  private final PerfDataBuilder data;
  private String arch = "";
  private int buildIds;

  Features(Words in, Attrs attrs, TracingData tracing, PerfDataBuilder data) {
    this.in = in;
    this.attrs = attrs;
    this.tracing = tracing;
    this.data = data;
  }

  /// Goes on with records that lie elsewhere.
  void over(Words unpacked) {
    in = unpacked;
  }

  /// The machine, as {@code uname -m} says; empty where not told.
  String arch() {
    return arch;
  }

  /// Reads one.
  ///
  /// @return whether it is as it should be
  boolean read(long number, long from, long to) {
    return switch ((int) Math.min(number, Integer.MAX_VALUE)) {
      case TRACING_DATA -> tracing.read(in, from, to);
      case BUILD_ID -> buildIds(from, to);
      case HOSTNAME -> text("hostname", from, to);
      case OS_RELEASE -> text("os release", from, to);
      case VERSION -> text("perf version", from, to);
      case ARCH -> {
        arch = text(from, to);
        yield text("arch", from, to);
      }
      case CPUS -> cpus(from, to);
      case CPU -> text("cpudesc", from, to);
      case COMMAND_LINE -> commandLine(from, to);
      case EVENTS -> events(from, to);
      case SAMPLE_TIME -> sampleTime(from, to);
      case CLOCK_DATA -> clocks(from, to);
      default -> true;
    };
  }

  private boolean text(String name, long from, long to) {
    String value = text(from, to);
    if (!value.isEmpty()) {
      data.header(name, value);
    }
    return !value.isEmpty();
  }

  /// A text after its length.
  private String text(long from, long to) {
    if (from + 4 > to) {
      return "";
    }
    return in.text(from + 4, Math.min(to, from + 4 + Math.min(MAX_TEXT, in.u32(from))));
  }

  private boolean cpus(long from, long to) {
    if (to - from < 8) {
      return false;
    }
    data.header("nrcpus avail", Long.toString(in.u32(from)));
    data.header("nrcpus online", Long.toString(in.u32(from + 4)));
    return true;
  }

  private boolean commandLine(long from, long to) {
    List<String> words = new ArrayList<>();
    long count = from + 4 > to ? 0 : Math.min(MAX_WORDS, in.u32(from));
    long at = from + 4;
    for (long i = 0; i < count && at + 4 <= to; i++) {
      words.add(text(at, to));
      at += 4 + in.u32(at);
    }
    String line = String.join(" ", words);
    data.header("cmdline", line.substring(0, Math.min(MAX_TEXT, line.length())));
    return words.size() == count;
  }

  /// Names of the events, with their ids.
  private boolean events(long from, long to) {
    if (to - from < 8) {
      return false;
    }
    long count = in.u32(from);
    long length = in.u32(from + 4);
    long at = from + 8;
    for (int i = 0; i < count; i++) {
      if (at + length + 8 > to) {
        return false;
      }
      long ids = in.u32(at + length);
      String name = text(at + length + 4, to);
      long first = at + length + 8 + in.u32(at + length + 4);
      if (first > to || ids > (to - first) / 8) {
        return false;
      }
      for (long id = 0; id < ids; id++) {
        attrs.name(in.u64(first + 8 * id), name);
      }
      if (ids == 0 && count == attrs.size()) {
        attrs.nameAt(i, name);
      }
      at = first + 8 * ids;
    }
    return true;
  }

  private boolean buildIds(long from, long to) {
    long at = from;
    while (at + 36 <= to && in.u16(at + 6) >= 36) {
      buildId(at, Math.min(to, at + in.u16(at + 6)));
      at += in.u16(at + 6);
    }
    return at == to;
  }

  /// The build id of one program or library: a record as it stands in a pipe, too.
  ///
  /// @param at of the record
  /// @param to where it ends
  void buildId(long at, long to) {
    if (to - at < 37) {
      return;
    }
    boolean sized = (in.u16(at + 4) & 1 << 15) != 0;
    int length = Math.min(20, sized ? in.bytes().at(at + 32) : 20);
    buildId(in.text(at + 36, Math.min(to, at + 36 + MAX_TEXT)), at + 12, length);
  }

  /// @param from where the id itself begins
  /// @param length of it in bytes, at most 20
  void buildId(String path, long from, int length) {
    StringBuilder hex = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int value = in.bytes().at(from + i);
      hex.append(Character.forDigit(value >> 4, 16)).append(Character.forDigit(value & 15, 16));
    }
    if (length > 0 && !path.isEmpty() && buildIds++ < MAX_BUILD_IDS) {
      data.header("build id " + path, hex.toString());
    }
  }

  private boolean sampleTime(long from, long to) {
    if (to - from < 16) {
      return false;
    }
    data.header("time of first sample", seconds(in.u64(from)));
    data.header("time of last sample", seconds(in.u64(from + 8)));
    return true;
  }

  private boolean clocks(long from, long to) {
    if (to - from < 24) {
      return false;
    }
    data.header("clockid", clock(in.i32(from + 4)));
    data.header("reference time", seconds(in.u64(from + 8)) + " = " + seconds(in.u64(from + 16)));
    return true;
  }

  static String clock(int number) {
    return switch (number) {
      case 0 -> "realtime (0)";
      case 1 -> "monotonic (1)";
      case 4 -> "monotonic_raw (4)";
      case 7 -> "boottime (7)";
      case 11 -> "clock_tai (11)";
      default -> Integer.toString(number);
    };
  }

  private static String seconds(long nanos) {
    String fraction = Long.toString(1_000_000_000L + Long.remainderUnsigned(nanos, 1_000_000_000L));
    return Long.toUnsignedString(Long.divideUnsigned(nanos, 1_000_000_000L))
        + "."
        + fraction.substring(1);
  }
}
