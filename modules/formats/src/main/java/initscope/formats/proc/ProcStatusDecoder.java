package initscope.formats.proc;

import initscope.formats.text.Binary;
import initscope.formats.text.Escapes;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.ProcStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// /proc/PID/status: `Key:\tvalue` lines.
public final class ProcStatusDecoder implements Decoder<ProcStatus> {
  private static final int MAX_FIELDS = 512;
  private static final int MAX_LINE = 16 << 10;
  private static final Format FORMAT = new Format("proc-status", "/proc/PID/status");

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    return head.startsWith("Name:\t") && Heads.text(head, 4096).contains("\nState:\t");
  }

  @Override
  public Decoded<ProcStatus> decode(Bytes in) {
    Map<String, String> fields = new LinkedHashMap<>();
    Problems problems = new Problems();
    for (Line line : in.lines()) {
      if (Binary.is(line)) {
        problems.skipped("status.line.unreadable", line);
        continue;
      }
      if (line.bytes().isEmpty()) {
        continue;
      }
      String text = line.bytes().first(MAX_LINE).utf8();
      int colon = keyEnd(text);
      if (colon < 1 || fields.size() == MAX_FIELDS) {
        problems.skipped("status.line.unreadable", line);
        continue;
      }
      String key = text.substring(0, colon);
      String value = text.substring(colon + 1).strip();
      if (fields.containsKey(key)) {
        problems.skipped("status.field.repeated", line);
        continue;
      }
      fields.put(key, key.equals("Name") ? Escapes.commandName(value) : value);
      if (!line.ended()) {
        problems.add("status.line.unfinished", Problem.Effect.NOTE, line.offset(), key);
      }
    }
    return new Decoded<>(new ProcStatus(Collections.unmodifiableMap(fields)), problems.toList());
  }

  private static int keyEnd(String text) {
    int i = 0;
    while (i < text.length() && i < 64 && isKey(text.charAt(i))) {
      i++;
    }
    return i < text.length() && text.charAt(i) == ':' ? i : -1;
  }

  private static boolean isKey(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }
}
