package initscope.formats.bootchart;

import initscope.model.Bytes;
import initscope.model.Line;
import java.util.LinkedHashMap;
import java.util.Map;

/// The header of bootchart: {@code name = value} lines; a line without a sign goes on with the value before, as that of a host with several
/// processors does.
final class ChartHeader {
  private static final int LONGEST_LINE = 8 << 10;
  private static final int MOST_FIELDS = 200;
  private static final int LONGEST_VALUE = 64 << 10;

  private ChartHeader() {}

  static Map<String, String> read(Bytes in, TimedBlocks.Damage damage) {
    Map<String, String> fields = new LinkedHashMap<>();
    String last = "";
    for (Line line : in.lines()) {
      if (line.bytes().size() > LONGEST_LINE || fields.size() >= MOST_FIELDS) {
        damage.skipped(line);
        continue;
      }
      String text = line.text().strip();
      int equals = text.indexOf('=');
      if (equals > 0 && isName(text.substring(0, equals).strip())) {
        last = text.substring(0, equals).strip();
        fields.put(last, text.substring(equals + 1).strip());
      } else if (!text.isEmpty() && !last.isEmpty()) {
        String value = fields.getOrDefault(last, "");
        fields.put(last, value.length() > LONGEST_VALUE ? value : value + "\n" + text);
      } else if (!text.isEmpty()) {
        damage.skipped(line);
      }
    }
    return fields;
  }

  /// {@code system.kernel.options}, {@code title} ...
  private static boolean isName(String text) {
    return !text.isEmpty()
        && text.length() < 64
        && text.chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '.' || c == '_');
  }

  /// How many processors: {@code system.cpu.num}, or the number in brackets behind the model; 0 where it is not told.
  static int cpus(Map<String, String> header) {
    String number = header.getOrDefault("system.cpu.num", "");
    String model = header.getOrDefault("system.cpu", "");
    int open = model.lastIndexOf('(');
    if (number.isEmpty() && open >= 0 && model.endsWith(")")) {
      number = model.substring(open + 1, model.length() - 1);
    }
    boolean fits = TimedBlocks.isTime(number) && number.length() < 6;
    return fits ? Integer.parseInt(number) : 0;
  }
}
