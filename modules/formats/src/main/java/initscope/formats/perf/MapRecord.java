package initscope.formats.perf;

import initscope.formats.text.Cursor;
import initscope.model.host.Mapping;
import java.util.Optional;

/// What perf prints of code that a process maps, with {@code --show-mmap-events}:
/// {@code 10369/10369: [0x55c199295000(0x187000) @ 0 fe:00 2147190 3637689171]: r-xp /usr/bin/api}. Source: Linux, tools/perf/util/event.c.
final class MapRecord {
  private MapRecord() {}

  /// Reads one; empty where it is none of code in a file.
  static Optional<Mapping> read(String text) {
    Cursor in = new Cursor(text);
    in.moveTo(Math.max(0, text.indexOf("[0x")));
    long start = in.expect("[0x").hex();
    long size = in.expect("(0x").hex();
    in.expect(") @ ").take("0x");
    long offset = in.hex();
    int close = text.indexOf("]: ", in.position());
    int blank = text.indexOf(' ', close + 3);
    if (in.failed() || close < 0 || blank < 0 || size <= 0) {
      return Optional.empty();
    }
    String flags = text.substring(close + 3, blank);
    String path = text.substring(blank + 1);
    return flags.indexOf('x') >= 0 && path.startsWith("/")
        ? Optional.of(new Mapping(start, start + size, flags, offset, "", 0, path, false))
        : Optional.empty();
  }
}
