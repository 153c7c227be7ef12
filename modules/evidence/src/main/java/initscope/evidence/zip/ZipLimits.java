package initscope.evidence.zip;

import java.text.Normalizer;

/// What a capture file may be at most, so that opening a hostile one costs little.
public final class ZipLimits {
  /// Go stops a program at 10,000 threads; five answers for each and the rest of a capture are 50,100 entries.
  public static final int MAX_ENTRIES = 60_000;

  /// All members together, inflated.
  public static final long MAX_TOTAL_BYTES = 2L << 30;

  /// One compressed member, which is held in memory when it is read.
  public static final long MAX_INFLATED_BYTES = 256L << 20;

  /// Inflated to compressed size, for members larger than {@link #RATIO_FROM_BYTES}.
  public static final long MAX_RATIO = 200;

  /// Smaller members may be compressed as well as they can.
  public static final long RATIO_FROM_BYTES = 1L << 20;

  private static final int MAX_NAME = 512;

  private ZipLimits() {}

  /// Whether a name is a plain relative path: what a hostile archive would use to reach outside is not let in, though nothing
  /// is ever written under a member's name.
  public static boolean goodName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.startsWith("/")
        || name.indexOf('\\') >= 0
        || name.indexOf(':') == 1
        || name.indexOf('\ufffd') >= 0
        || !Normalizer.isNormalized(name, Normalizer.Form.NFC)) {
      return false;
    }
    if (name.chars().anyMatch(c -> c < 0x20 || (c >= 0x7f && c <= 0x9f))) {
      return false;
    }
    for (int from = 0; from <= name.length(); ) {
      int slash = name.indexOf('/', from);
      int end = slash < 0 ? name.length() : slash;
      String part = name.substring(from, end);
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return false;
      }
      from = end + 1;
    }
    return true;
  }
}
