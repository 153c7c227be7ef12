package initscope.formats.pprof;

import initscope.formats.wire.ProtoReader;
import initscope.model.Bytes;
import initscope.model.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What samples refer to by number, read from all of a file before any sample is: strings, functions, mappings, and locations as frames.
final class PprofParts {
  /// More of any of them than a real file has; what is beyond is unknown to whoever refers to it.
  private static final int MOST = 1 << 20;

  private static final int MOST_STRINGS = 8 << 20;

  /// Lines of one location.
  private static final int MOST_LINES = 512;

  /// Longest name.
  private static final int MOST_NAME_BYTES = 64 << 10;

  private static final int SAMPLE_TYPE = 1;
  private static final int MAPPING = 3;
  private static final int LOCATION = 4;
  private static final int FUNCTION = 5;
  private static final int STRING = 6;
  private static final int TIME = 9;
  private static final int DURATION = 10;
  private static final int PERIOD_TYPE = 11;
  private static final int PERIOD = 12;
  private static final int COMMENT = 13;
  private static final int DEFAULT_TYPE = 14;

  private final Bytes file;
  private long[] stringOffsets = new long[64];
  private int[] stringLengths = new int[64];
  private @Nullable String[] texts = new String[0];
  private int stringCount;
  private final List<long[]> types = new ArrayList<>();
  private final Map<Long, long[]> functions = new HashMap<>();
  private final Map<Long, Long> mappings = new HashMap<>();
  private final Map<Long, Bytes> locations = new HashMap<>();
  private final Map<Long, List<Frame>> frames = new HashMap<>();
  private final List<Long> comments = new ArrayList<>();
  private long[] periodType = {0, 0};
  private long period;
  private long time;
  private long duration;
  private long defaultType;
  private long damagedAt = -1;

  private PprofParts(Bytes file) {
    this.file = file;
  }

  static PprofParts of(Bytes file) {
    PprofParts parts = new PprofParts(file);
    ProtoReader fields = new ProtoReader(file);
    while (fields.next()) {
      parts.take(fields);
    }
    parts.texts = new String[parts.stringCount];
    parts.damagedAt = fields.damaged() ? fields.offset() : -1;
    return parts;
  }

  private void take(ProtoReader in) {
    switch (in.field()) {
      case SAMPLE_TYPE -> {
        if (types.size() < 64) {
          types.add(numbers(in.bytes(), 1, 2));
        }
      }
      case MAPPING -> {
        long[] mapping = numbers(in.bytes(), 1, 5);
        put(mappings, mapping[0], mapping[1]);
      }
      case LOCATION -> put(locations, numbers(in.bytes(), 1)[0], in.bytes());
      case FUNCTION -> {
        long[] function = numbers(in.bytes(), 1, 2, 4, 3);
        put(functions, function[0], function);
      }
      case STRING -> string(in);
      case TIME -> time = in.value();
      case DURATION -> duration = in.value();
      case PERIOD_TYPE -> periodType = numbers(in.bytes(), 1, 2);
      case PERIOD -> period = in.value();
      case COMMENT -> in.numbers(n -> addComment(n));
      case DEFAULT_TYPE -> defaultType = in.value();
      default -> {
        // samples come after all of this, and what newer files say more is not needed
      }
    }
  }

  private void addComment(long number) {
    if (comments.size() < 100) {
      comments.add(number);
    }
  }

  private static <T> void put(Map<Long, T> table, long id, T value) {
    if (table.size() < MOST) {
      table.putIfAbsent(id, value);
    }
  }

  private void string(ProtoReader in) {
    if (stringCount == stringOffsets.length) {
      int room = Math.min(MOST_STRINGS, stringCount * 2);
      stringOffsets = Arrays.copyOf(stringOffsets, room);
      stringLengths = Arrays.copyOf(stringLengths, room);
    }
    if (stringCount < stringOffsets.length && in.type() == ProtoReader.DELIMITED) {
      stringOffsets[stringCount] = in.bytesOffset();
      stringLengths[stringCount++] = (int) Math.min(in.value(), MOST_NAME_BYTES);
    }
  }

  /// Single numbers of a message, 0 where it lacks one.
  private static long[] numbers(Bytes message, int... fields) {
    long[] found = new long[fields.length];
    ProtoReader in = new ProtoReader(message);
    while (in.next()) {
      for (int i = 0; i < fields.length; i++) {
        if (in.isNumber(fields[i])) {
          found[i] = in.value();
        }
      }
    }
    return found;
  }

  /// A text by its number; empty where there is none.
  String text(long number) {
    if (number < 0 || number >= stringCount) {
      return "";
    }
    int at = (int) number;
    String text = texts[at];
    if (text == null) {
      text = file.utf8(stringOffsets[at], stringLengths[at]);
      texts[at] = text;
    }
    return text;
  }

  /// Sample types: name and unit of each.
  List<long[]> types() {
    return types;
  }

  /// Which sample type is shown at once.
  int defaultType() {
    for (int i = 0; i < types.size(); i++) {
      if (defaultType != 0 && text(types.get(i)[0]).equals(text(defaultType))) {
        return i;
      }
    }
    return types.size() - 1;
  }

  long[] periodType() {
    return periodType;
  }

  long period() {
    return period;
  }

  long timeNanos() {
    return time;
  }

  long durationNanos() {
    return duration;
  }

  List<String> comments() {
    return comments.stream().map(this::text).filter(t -> !t.isEmpty()).toList();
  }

  /// Where bytes begin that are no field, -1 where all are.
  long damagedAt() {
    return damagedAt;
  }

  /// The frames of a location, innermost first; each list is made once.
  List<Frame> frames(long location) {
    List<Frame> known = frames.get(location);
    if (known == null) {
      known = decoded(location);
      put(frames, location, known);
    }
    return known;
  }

  private List<Frame> decoded(long id) {
    Bytes message = locations.get(id);
    if (message == null) {
      return List.of(Frame.of("?"));
    }
    long[] numbers = numbers(message, 2, 3);
    String file = text(mappings.getOrDefault(numbers[0], 0L));
    Optional<String> module = file.isEmpty() ? Optional.empty() : Optional.of(file);
    List<long[]> lines = new ArrayList<>();
    ProtoReader in = new ProtoReader(message);
    while (in.next()) {
      if (in.isDelimited(4) && lines.size() < MOST_LINES) {
        lines.add(numbers(in.bytes(), 1, 2));
      }
    }
    if (lines.isEmpty()) {
      String name = numbers[1] == 0 ? "?" : "0x" + Long.toHexString(numbers[1]);
      return List.of(
          new Frame(name, Optional.empty(), OptionalInt.empty(), numbers[1], false, module));
    }
    List<Frame> all = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      all.add(frame(lines.get(i), numbers[1], i < lines.size() - 1, module));
    }
    return all;
  }

  private Frame frame(long[] line, long pc, boolean inlined, Optional<String> module) {
    long[] function = functions.getOrDefault(line[0], new long[4]);
    String name = text(function[1] == 0 ? function[3] : function[1]);
    String file = text(function[2]);
    boolean placed = line[1] > 0 && line[1] <= Integer.MAX_VALUE;
    return new Frame(
        name.isEmpty() ? "?" : name,
        file.isEmpty() ? Optional.empty() : Optional.of(file),
        placed ? OptionalInt.of((int) line[1]) : OptionalInt.empty(),
        pc,
        inlined,
        module);
  }
}
