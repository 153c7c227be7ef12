package initscope.gotrace.text;

import initscope.gotrace.v2.EventType;
import initscope.model.Bytes;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Translates the text form to the binary one, so that one decoder reads both. Each line is an event; {@code #} begins a comment. What stands
/// before a line {@code -- trace --} is not part of it.
public final class TextTrace {
  private static final String SECTION = "-- trace --";
  private static final String HEADER = "Trace Go1.";

  private final Map<String, EventType.Numbered> types = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Positions positions = new Positions();
  private final Problems problems = new Problems();

  private TextTrace() {
    for (EventType.Numbered type : EventType.all()) {
      types.put(type.spec().name(), type);
    }
  }

  /// A trace in its binary form.
  ///
  /// @param bytes the binary form
  /// @param positions where each part of it stands in the text
  /// @param problems lines that are no events
  public record Binary(Bytes bytes, Positions positions, List<Problem> problems) {}

  /// Whether an input is a trace as text.
  public static boolean recognises(Bytes head) {
    if (head.startsWith(HEADER)) {
      return true;
    }
    long section = head.startsWith("-- ") ? head.indexOf(Bytes.of(SECTION), 0) : -1;
    return section >= 0;
  }

  /// Translates.
  public static Binary read(Bytes text) {
    return new TextTrace().translate(text);
  }

  private Binary translate(Bytes text) {
    Iterator<Line> lines = text.lines().iterator();
    boolean sections = text.startsWith("-- ");
    while (sections && lines.hasNext()) {
      sections = !lines.next().text().strip().equals(SECTION);
    }
    boolean begun = false;
    while (lines.hasNext()) {
      Line line = lines.next();
      String content = content(line);
      if (content.isEmpty()) {
        continue;
      }
      if (!begun) {
        begun = header(line, content);
      } else if (!event(content, line, lines)) {
        problems.skipped("gotrace.text.line", line);
      }
    }
    return new Binary(Bytes.of(out.toByteArray()), positions, problems.toList());
  }

  private static String content(Line line) {
    String text = line.text();
    int comment = text.indexOf('#');
    boolean data = text.stripLeading().startsWith("data=");
    return (comment < 0 || data ? text : text.substring(0, comment)).strip();
  }

  private boolean header(Line line, String content) {
    if (!content.startsWith(HEADER)) {
      problems.add("gotrace.text.header", Effect.LOST_FROM_HERE, line.offset(), content);
      return false;
    }
    byte[] header = new byte[16];
    byte[] words =
        ("go 1." + content.substring(HEADER.length()).strip() + " trace")
            .getBytes(StandardCharsets.UTF_8);
    System.arraycopy(words, 0, header, 0, Math.min(words.length, header.length));
    out.writeBytes(header);
    positions.add(0, line.offset());
    return true;
  }

  private boolean event(String content, Line line, Iterator<Line> lines) {
    int blank = content.indexOf(' ');
    String name = blank < 0 ? content : content.substring(0, blank);
    EventType.Numbered type = types.get(name);
    if (type == null) {
      return false;
    }
    positions.add(out.size(), line.offset());
    out.write(type.number());
    Optional<Long> last = arguments(content.substring(name.length()));
    if (type.number() == EventType.STACK) {
      return frames(last.orElse(0L), lines);
    }
    return (type.number() != EventType.STRING && type.number() != EventType.EXPERIMENTAL_BATCH)
        || data(lines);
  }

  /// Writes the values of {@code name=value} words.
  ///
  /// @return the last
  private Optional<Long> arguments(String words) {
    Long last = null;
    for (String word : words.strip().split(" ", -1)) {
      int equals = word.indexOf('=');
      if (equals < 0) {
        continue;
      }
      last = value(word.substring(equals + 1));
      number(last);
    }
    return Optional.ofNullable(last);
  }

  private static long value(String digits) {
    try {
      return Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private boolean frames(long count, Iterator<Line> lines) {
    for (long i = 0; i < count; i++) {
      @Nullable String frame = next(lines);
      if (frame == null) {
        return false;
      }
      arguments(frame);
    }
    return true;
  }

  private static @Nullable String next(Iterator<Line> lines) {
    while (lines.hasNext()) {
      String content = content(lines.next());
      if (!content.isEmpty()) {
        return content;
      }
    }
    return null;
  }

  private boolean data(Iterator<Line> lines) {
    @Nullable String line = next(lines);
    int from = line == null ? -1 : line.indexOf('"');
    int to = line == null ? -1 : line.lastIndexOf('"');
    if (line == null || from < 0 || to <= from) {
      number(0);
      return false;
    }
    byte[] bytes = GoQuoted.bytes(line.substring(from + 1, to));
    number(bytes.length);
    out.writeBytes(bytes);
    return true;
  }

  private void number(long value) {
    long left = value;
    while ((left & ~0x7fL) != 0) {
      out.write((int) ((left & 0x7f) | 0x80));
      left >>>= 7;
    }
    out.write((int) left);
  }
}
