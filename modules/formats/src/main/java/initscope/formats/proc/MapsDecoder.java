package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.Mapping;
import java.util.Optional;

/// /proc/PID/maps; the additional lines of smaps are passed over.
public final class MapsDecoder extends LineDecoder<Mapping> {
  private static final String DELETED = " (deleted)";

  /// A decoder.
  public MapsDecoder() {
    super(new Format("proc-maps", "/proc/PID/maps"), "maps");
  }

  @Override
  protected Optional<Mapping> scan(String line) {
    Cursor c = new Cursor(line);
    long start = c.hex();
    c.expect("-");
    long end = c.hex();
    String permissions = c.gap().word();
    long offset = c.gap().hex();
    String device = c.gap().word();
    long inode = c.gap().decimal();
    if (!c.atEnd()) {
      c.gap();
    }
    String path = c.rest();
    boolean ordered = Long.compareUnsigned(start, end) <= 0;
    if (c.failed() || !ordered || !isPermissions(permissions) || !isDevice(device)) {
      return Optional.empty();
    }
    boolean deleted = path.endsWith(DELETED);
    if (deleted) {
      path = path.substring(0, path.length() - DELETED.length());
    }
    // the kernel escapes a line feed in a path, and nothing else
    path = path.replace("\\012", "\n");
    return Optional.of(new Mapping(start, end, permissions, offset, device, inode, path, deleted));
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || isSmapsField(line);
  }

  private static boolean isSmapsField(String line) {
    int colon = line.indexOf(':');
    if (colon < 1 || colon > 24 || line.charAt(0) < 'A' || line.charAt(0) > 'Z') {
      return false;
    }
    for (int i = 1; i < colon; i++) {
      if (!Character.isLetterOrDigit(line.charAt(i)) && line.charAt(i) != '_') {
        return false;
      }
    }
    return colon + 1 < line.length() && line.charAt(colon + 1) == ' ';
  }

  private static boolean isPermissions(String word) {
    return word.length() == 4
        && "r-".indexOf(word.charAt(0)) >= 0
        && "w-".indexOf(word.charAt(1)) >= 0
        && "x-".indexOf(word.charAt(2)) >= 0
        && "sp".indexOf(word.charAt(3)) >= 0;
  }

  private static boolean isDevice(String word) {
    Cursor c = new Cursor(word);
    c.hex();
    c.expect(":");
    c.hex();
    return !c.failed() && c.atEnd();
  }
}
