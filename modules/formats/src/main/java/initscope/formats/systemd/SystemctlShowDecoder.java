package initscope.formats.systemd;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `systemctl show UNIT...`, and `systemctl show` of the manager itself: `Name=value` lines, a blank line between units. Structures such as `ExecStart={ ... }` stay text. Old
/// versions print line feeds of a value as they are, so a line that begins no property goes on with the one before.
public final class SystemctlShowDecoder implements Decoder<List<UnitProperties>> {
  private static final Format FORMAT = new Format("systemctl-show", "systemctl show [UNIT...]");
  private static final int LONGEST_VALUE = 256 << 10;
  private static final long LONGEST_UNIT = 8 << 20;
  private static final int MOST_PROPERTIES = 4096;
  private static final Set<String> TELLING =
      Set.of(
          "LoadState",
          "ActiveState",
          "SubState",
          "FragmentPath",
          "UnitFileState",
          "MainPID",
          "ExecMainPID",
          "ExecMainStatus",
          "ExecMainStartTimestampMonotonic",
          "InactiveExitTimestampMonotonic",
          "ActiveEnterTimestampMonotonic",
          "ActiveEnterTimestamp",
          "NRestarts",
          "ControlGroup",
          "InvocationID",
          "Virtualization",
          "FirmwareTimestampMonotonic",
          "KernelTimestamp",
          "UserspaceTimestampMonotonic",
          "FinishTimestampMonotonic");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    int telling = 0;
    boolean first = true;
    for (String line : Heads.lines(head, 600)) {
      int equals = keyEnd(line);
      if (first && !Terminal.isNoise(line)) {
        if (equals < 0) {
          return false;
        }
        first = false;
      }
      telling += equals > 0 && TELLING.contains(line.substring(0, equals)) ? 1 : 0;
    }
    return telling >= 2;
  }

  @Override
  public Decoded<List<UnitProperties>> decode(Bytes in) {
    Reader reader = new Reader();
    for (Line line : in.lines()) {
      reader.line(line);
    }
    reader.endUnit();
    return new Decoded<>(List.copyOf(reader.units), reader.problems.toList());
  }

  private static int keyEnd(String text) {
    int i = 0;
    while (i < text.length() && i < 128 && isKey(text.charAt(i))) {
      i++;
    }
    // every property of systemd begins with an upper case letter
    boolean upper = i > 0 && text.charAt(0) >= 'A' && text.charAt(0) <= 'Z';
    return upper && i < text.length() && text.charAt(i) == '=' ? i : -1;
  }

  /// What systemd goes on with on another line is text; bytes that are no text belong to no value.
  private static boolean isText(String line) {
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if ((c < ' ' && c != '\t') || c == 0x7f || c == '\ufffd') {
        return false;
      }
    }
    return true;
  }

  private static boolean isKey(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  }

  private static final class Reader {
    final List<UnitProperties> units = new ArrayList<>();
    final Problems problems = new Problems();
    private final Map<String, StringBuilder> values = new LinkedHashMap<>();
    private final Map<String, Boolean> full = new HashMap<>();
    private String key = "";
    private int blanks;
    private long unitLength;

    void line(Line line) {
      if (line.bytes().isEmpty()) {
        blanks++;
        return;
      }
      if (Binary.is(line)) {
        problems.skipped("show.line.unreadable", line);
        return;
      }
      String text = line.bytes().first(LONGEST_VALUE).utf8();
      int equals = keyEnd(text);
      if (equals > 0 && blanks > 0) {
        endUnit();
      }
      if (equals < 0 && key.isEmpty()) {
        problems.skipped("show.line.unreadable", line);
      } else if (equals < 0 && !isText(text)) {
        problems.skipped("show.line.unreadable", line);
      } else if (equals < 0) {
        append(line, "\n".repeat(Math.min(blanks, 2)) + text);
      } else if (values.size() >= MOST_PROPERTIES) {
        problems.skipped("show.too-many", line);
      } else {
        key = text.substring(0, equals);
        boolean again = values.containsKey(key);
        values.computeIfAbsent(key, k -> new StringBuilder());
        if (again) {
          append(line, text.substring(equals + 1));
        } else if (unitLength <= LONGEST_UNIT) {
          unitLength += text.length();
          values.getOrDefault(key, new StringBuilder()).append(text, equals + 1, text.length());
        }
      }
      blanks = 0;
      if (!line.ended()) {
        problems.add("show.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
      }
    }

    private void append(Line line, String more) {
      StringBuilder value = values.getOrDefault(key, new StringBuilder());
      boolean fits =
          value.length() + more.length() <= LONGEST_VALUE
              && unitLength + more.length() <= LONGEST_UNIT;
      if (fits) {
        unitLength += more.length();
        value.append('\n').append(more);
      } else if (full.put(key, true) == null) {
        problems.skipped("show.value.too-long", line);
      }
    }

    void endUnit() {
      if (!values.isEmpty()) {
        Map<String, String> done = new LinkedHashMap<>();
        values.forEach((name, value) -> done.put(name, value.toString()));
        units.add(new UnitProperties(Collections.unmodifiableMap(done)));
      }
      values.clear();
      full.clear();
      unitLength = 0;
      key = "";
    }
  }
}
