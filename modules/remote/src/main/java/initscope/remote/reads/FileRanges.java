package initscope.remote.reads;

import java.util.List;

/// Places of one file to be read with places of others.
///
/// @param path absolute path on the host
/// @param ranges in any order
/// @param text a small file that the kernel writes anew for each reader: an answer shorter than asked for is all there is
public record FileRanges(String path, List<Range> ranges, boolean text) {
  /// Keeps an immutable copy.
  public FileRanges {
    ranges = List.copyOf(ranges);
  }

  /// Places of a memory or a file of bytes.
  public static FileRanges of(String path, List<Range> ranges) {
    return new FileRanges(path, ranges, false);
  }

  /// The first bytes of a text.
  public static FileRanges text(String path, int length) {
    return new FileRanges(path, List.of(new Range(0, length)), true);
  }
}
