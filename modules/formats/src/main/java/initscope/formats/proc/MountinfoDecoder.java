package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.Escapes;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.Mount;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// /proc/PID/mountinfo. Fields are divided by exactly one blank, so that an empty source keeps its place.
public final class MountinfoDecoder extends LineDecoder<Mount> {
  private static final int MOST_TAGS = 64;

  /// A decoder.
  public MountinfoDecoder() {
    super(new Format("proc-mountinfo", "/proc/PID/mountinfo"), "mountinfo");
  }

  @Override
  protected Optional<Mount> scan(String line) {
    Cursor c = new Cursor(line);
    int id = c.number();
    int parent = c.expect(" ").number();
    String device = c.expect(" ").until(' ');
    String root = Escapes.octal(c.until(' '));
    String point = Escapes.octal(c.until(' '));
    String options = c.until(' ');
    List<String> tags = new ArrayList<>();
    while (!c.failed() && !c.take("- ") && tags.size() < MOST_TAGS) {
      tags.add(c.until(' '));
    }
    String type = Escapes.octal(c.until(' '));
    String last = c.rest();
    int blank = last.indexOf(' ');
    if (c.failed() || !isDevice(device) || root.isEmpty() || tags.contains("")) {
      return Optional.empty();
    }
    String source = Escapes.octal(blank < 0 ? last : last.substring(0, blank));
    String superOptions = blank < 0 ? "" : last.substring(blank + 1).stripTrailing();
    return Optional.of(
        new Mount(
            id,
            parent,
            device,
            root,
            point,
            CgroupDecoder.commaList(options),
            tags,
            type,
            source,
            CgroupDecoder.commaList(Escapes.octal(superOptions))));
  }

  private static boolean isDevice(String word) {
    int colon = word.indexOf(':');
    return colon > 0
        && Cursor.isDigits(word.substring(0, colon))
        && Cursor.isDigits(word.substring(colon + 1));
  }
}
