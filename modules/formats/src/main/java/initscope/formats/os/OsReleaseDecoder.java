package initscope.formats.os;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.OsRelease;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// /etc/os-release: shell assignments without expansion, see os-release(5).
public final class OsReleaseDecoder implements Decoder<OsRelease> {
  private static final Format FORMAT = new Format("os-release", "/etc/os-release");
  private static final int MOST_FIELDS = 1000;
  private static final int LONGEST_LINE = 16 << 10;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    boolean name = false;
    boolean id = false;
    for (String line : Heads.lines(head, 40)) {
      name |= line.startsWith("NAME=");
      id |= line.startsWith("ID=") || line.startsWith("VERSION_ID=");
      if (!isOther(line) && keyEnd(line) < 0) {
        return false;
      }
    }
    return name && id;
  }

  @Override
  public Decoded<OsRelease> decode(Bytes in) {
    Map<String, String> fields = new LinkedHashMap<>();
    Problems problems = new Problems();
    for (Line line : in.lines()) {
      if (Binary.is(line)) {
        problems.skipped("os-release.line.unreadable", line);
        continue;
      }
      String text = line.bytes().first(LONGEST_LINE).utf8().strip();
      if (isOther(text)) {
        continue;
      }
      int equals = keyEnd(text);
      Optional<String> value = equals < 0 ? Optional.empty() : unquote(text.substring(equals + 1));
      if (value.isEmpty() || fields.size() == MOST_FIELDS) {
        problems.skipped("os-release.line.unreadable", line);
        continue;
      }
      fields.put(text.substring(0, equals), value.get());
      if (!line.ended()) {
        problems.add("os-release.line.unfinished", Problem.Effect.NOTE, line.offset(), text);
      }
    }
    return new Decoded<>(new OsRelease(Collections.unmodifiableMap(fields)), problems.toList());
  }

  private static boolean isOther(String text) {
    return text.isBlank() || text.startsWith("#");
  }

  private static int keyEnd(String text) {
    int i = 0;
    while (i < text.length() && i < 128 && isKey(text.charAt(i), i)) {
      i++;
    }
    return i > 0 && i < text.length() && text.charAt(i) == '=' ? i : -1;
  }

  private static boolean isKey(char c, int at) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || c == '_'
        || (at > 0 && c >= '0' && c <= '9');
  }

  /// Joins quoted and bare parts as a shell does; empty where a quote is not closed or more than one word stands there.
  private static Optional<String> unquote(String text) {
    StringBuilder out = new StringBuilder(text.length());
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (quote != 0 && c == quote) {
        quote = 0;
      } else if (quote == 0 && (c == '"' || c == '\'')) {
        quote = c;
      } else if (c == '\\' && quote != '\'' && (quote == 0 || "\"$`\\".indexOf(next) >= 0)) {
        if (next != 0) {
          out.append(next);
        }
        i++;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        return text.substring(i).strip().startsWith("#")
            ? Optional.of(out.toString())
            : Optional.empty();
      } else {
        out.append(c);
      }
    }
    return quote == 0 ? Optional.of(out.toString()) : Optional.empty();
  }
}
