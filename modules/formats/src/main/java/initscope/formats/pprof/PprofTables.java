package initscope.formats.pprof;

import initscope.formats.wire.ProtoWriter;
import initscope.model.Display;
import initscope.model.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What the samples of one file refer to by number: each string, function and location once, numbered as they come.
final class PprofTables {
  private static final int LOCATION_ID = 1;
  private static final int LOCATION_ADDRESS = 3;
  private static final int LOCATION_LINE = 4;
  private static final int LINE_FUNCTION = 1;
  private static final int LINE_LINE = 2;
  private static final int FUNCTION_ID = 1;
  private static final int FUNCTION_NAME = 2;
  private static final int FUNCTION_FILE = 4;

  private final Map<String, Long> strings = new LinkedHashMap<>();
  private final Map<Function, Long> functions = new LinkedHashMap<>();
  private final Map<Location, Long> locations = new LinkedHashMap<>();

  private record Function(long name, long file) {}

  private record Line(long function, long line) {}

  /// One program counter: the lines of what was inlined there, innermost first, then that of the function itself.
  private record Location(long address, List<Line> lines) {}

  PprofTables() {
    strings.put("", 0L); // the format wants the empty string first
  }

  /// The number of a text, which is kept as it may be shown: pprof prints it to a terminal.
  long string(String text) {
    return number(strings, Display.safe(text), 0);
  }

  /// The numbers of a stack's locations, leaf first; a frame that was inlined shares the location of the one it was inlined into.
  List<Long> locations(List<Frame> rootFirst) {
    List<Long> numbers = new ArrayList<>();
    List<Line> lines = new ArrayList<>();
    long address = 0;
    for (Frame frame : rootFirst.reversed()) {
      lines.add(line(frame));
      address = frame.pc();
      if (!frame.inlined()) {
        numbers.add(location(address, lines));
        lines.clear();
      }
    }
    if (!lines.isEmpty()) { // the root itself is said to be inlined: a cut stack
      numbers.add(location(address, lines));
    }
    return numbers;
  }

  /// Writes all tables; the last step, as it adds no number.
  void writeTo(ProtoWriter profile, int locationField, int functionField, int stringField) {
    ProtoWriter message = new ProtoWriter();
    locations.forEach(
        (location, id) -> {
          write(message, location, id);
          profile.message(locationField, message);
        });
    functions.forEach(
        (function, id) -> {
          message.clear();
          message.varint(FUNCTION_ID, id);
          // no system name: where it equals the name, pprof takes a name with brackets for C++ and
          // cuts it
          message.varint(FUNCTION_NAME, function.name());
          message.varint(FUNCTION_FILE, function.file());
          profile.message(functionField, message);
        });
    strings.keySet().forEach(text -> profile.text(stringField, text));
  }

  private static void write(ProtoWriter message, Location location, long id) {
    message.clear();
    message.varint(LOCATION_ID, id).varint(LOCATION_ADDRESS, location.address());
    ProtoWriter one = new ProtoWriter();
    for (Line line : location.lines()) {
      one.clear();
      one.varint(LINE_FUNCTION, line.function()).varint(LINE_LINE, line.line());
      message.message(LOCATION_LINE, one);
    }
  }

  private long location(long address, List<Line> lines) {
    return number(locations, new Location(address, List.copyOf(lines)), 1);
  }

  private Line line(Frame frame) {
    Function function =
        new Function(string(frame.function()), frame.file().map(this::string).orElse(0L));
    return new Line(number(functions, function, 1), frame.line().orElse(0));
  }

  private static <T> long number(Map<T, Long> table, T entry, long first) {
    return table.computeIfAbsent(entry, e -> table.size() + first);
  }
}
