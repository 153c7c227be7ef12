package initscope.formats.os;

import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.OsRelease;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// /etc/redhat-release and its like, the only word of CentOS 5 and 6: `CentOS Linux release 7.1.1503 (Core)`.
public final class RedhatReleaseDecoder implements Decoder<OsRelease> {
  private static final Format FORMAT = new Format("redhat-release", "/etc/redhat-release");
  private static final int LONGEST = 512;
  private static final String RELEASE = " release ";

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    List<String> lines = Heads.lines(head, 3);
    return head.size() <= LONGEST && lines.size() == 1 && !read(lines.getFirst()).isEmpty();
  }

  @Override
  public Decoded<OsRelease> decode(Bytes in) {
    Problems problems = new Problems();
    List<String> lines = Heads.lines(in.first(LONGEST), 1);
    String line = lines.isEmpty() ? "" : lines.getFirst().strip();
    Map<String, String> fields = read(line);
    if (fields.isEmpty()) {
      problems.add("redhat-release.unreadable", Problem.Effect.LOST_FROM_HERE, 0, line);
    }
    return new Decoded<>(new OsRelease(fields), problems.toList());
  }

  private static Map<String, String> read(String text) {
    String line = text.strip();
    int release = line.indexOf(RELEASE);
    if (release < 1) {
      return Map.of();
    }
    int from = release + RELEASE.length();
    int to = from;
    while (to < line.length() && (Character.isDigit(line.charAt(to)) || line.charAt(to) == '.')) {
      to++;
    }
    if (to == from) {
      return Map.of();
    }
    Map<String, String> fields = new LinkedHashMap<>();
    String name = line.substring(0, release);
    fields.put("NAME", name);
    fields.put("ID", id(name));
    fields.put("VERSION_ID", line.substring(from, to));
    fields.put("VERSION", line.substring(from));
    fields.put("PRETTY_NAME", line);
    return Collections.unmodifiableMap(fields);
  }

  private static String id(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.startsWith("red hat enterprise")) {
      return "rhel";
    }
    if (lower.startsWith("oracle")) {
      return "ol";
    }
    int blank = lower.indexOf(' ');
    return blank < 0 ? lower : lower.substring(0, blank);
  }
}
