package initscope.formats.perf;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problems;
import java.util.HashMap;
import java.util.Map;

/// What `perf buildid-list` prints: the build id of each program and library a recording has samples of, by path.
/// {@code 2d3e9bb1...  /usr/bin/api}. A path with several ids is left out. Source: Linux, tools/perf/builtin-buildid-list.c.
public final class PerfBuildIds implements Decoder<Map<String, String>> {
  private static final int MAX_LINES = 1 << 14;

  /// A decoder.
  public PerfBuildIds() {}

  @Override
  public Format format() {
    return new Format("perf-buildids", "perf buildid-list");
  }

  @Override
  public boolean recognises(Bytes head) {
    return false; // of no use alone
  }

  @Override
  public Decoded<Map<String, String>> decode(Bytes in) {
    Problems problems = new Problems();
    Map<String, String> ids = new HashMap<>();
    Map<String, String> other = new HashMap<>();
    for (Line line : in.lines()) {
      String text = line.bytes().first(4200).utf8();
      int blank = text.indexOf(' ');
      if (blank < 8 || blank > 64 || ids.size() == MAX_LINES) {
        if (!text.isBlank()) {
          problems.skipped("perf.buildid.unreadable", line);
        }
        continue;
      }
      String path = text.substring(blank + 1).strip();
      String id = text.substring(0, blank);
      String before = ids.putIfAbsent(path, id);
      if (before != null && !before.equals(id)) {
        other.put(path, id);
      }
    }
    other.keySet().forEach(ids::remove);
    return new Decoded<>(Map.copyOf(ids), problems.toList());
  }
}
