package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.OpenFile;
import java.util.Optional;

/// Open files as lines `FD TARGET`, or as `ls -l /proc/PID/fd` prints them.
public final class FdDecoder extends LineDecoder<OpenFile> {
  private static final int MODE_LENGTH = 10;

  /// A decoder.
  public FdDecoder() {
    super(new Format("proc-fd", "/proc/PID/fd"), "fd");
  }

  @Override
  protected Optional<OpenFile> scan(String line) {
    if (line.startsWith("l") && line.length() > MODE_LENGTH && isMode(line)) {
      return listed(line);
    }
    Cursor c = new Cursor(line);
    int fd = c.number();
    String target = c.expect(" ").rest();
    return c.failed() || fd < 0 || !isTarget(target)
        ? Optional.empty()
        : Optional.of(new OpenFile(fd, target));
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || (line.startsWith("total ") && line.length() < 30);
  }

  /// A link's text is a path or a kernel word with a colon; this keeps tables of numbers out.
  private static boolean isTarget(String target) {
    if (target.startsWith("/") || target.startsWith("(unreachable)")) {
      return true;
    }
    int colon = target.indexOf(':');
    boolean word = colon > 0 && colon + 1 < target.length();
    for (int i = 0; word && i < colon; i++) {
      char c = target.charAt(i);
      word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
    }
    return word && (target.charAt(colon + 1) == '[' || target.startsWith("anon_inode:"));
  }

  private static Optional<OpenFile> listed(String line) {
    int arrow = line.indexOf(" -> ");
    int blank = arrow < 0 ? -1 : line.lastIndexOf(' ', arrow - 1);
    if (blank < 0) {
      return Optional.empty();
    }
    Cursor c = new Cursor(line);
    c.moveTo(blank + 1);
    int fd = c.number();
    String target = c.expect(" -> ").rest();
    return c.failed() || fd < 0 || target.isEmpty()
        ? Optional.empty()
        : Optional.of(new OpenFile(fd, target));
  }

  private static boolean isMode(String line) {
    for (int i = 1; i < MODE_LENGTH; i++) {
      if ("rwx-sStT".indexOf(line.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
