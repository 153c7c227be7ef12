package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Format;
import initscope.model.host.FileLock;
import java.util.Optional;

/// /proc/locks, and the `lock:` lines of /proc/PID/fdinfo/FD. A waiter stands below its holder with `->`.
public final class LocksDecoder extends LineDecoder<FileLock> {
  /// A decoder.
  public LocksDecoder() {
    super(new Format("proc-locks", "/proc/locks"), "locks");
  }

  @Override
  protected Optional<FileLock> scan(String line) {
    Cursor c = new Cursor(line);
    if (c.take("lock:")) {
      c.gap();
    }
    int number = c.number();
    c.expect(":").gap();
    boolean waiting = c.take("->");
    String kind = c.blanks().word();
    c.gap().word(); // ADVISORY, MANDATORY, ACTIVE, BREAKING ...
    String access = c.gap().word();
    long pid = c.gap().decimal();
    String file = c.gap().word();
    c.gap().word(); // first byte
    c.gap().word(); // last byte
    int colon = file.lastIndexOf(':');
    if (c.failed() || !c.blanks().atEnd() || colon < 1 || !isUpper(kind) || !isUpper(access)) {
      return Optional.empty();
    }
    Cursor inode = new Cursor(file.substring(colon + 1));
    long inodeNumber = inode.decimal();
    return inode.failed() || !inode.atEnd()
        ? Optional.empty()
        : Optional.of(
            new FileLock(
                number, waiting, kind, access, pid, file.substring(0, colon), inodeNumber));
  }

  private static boolean isUpper(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (word.charAt(i) < 'A' || word.charAt(i) > 'Z') {
        return false;
      }
    }
    return !word.isEmpty();
  }
}
