package initscope.collect;

import java.util.Locale;
import java.util.Optional;

/// How a start is watched.
///
/// @param waits whether somebody else starts the unit, and the capture waits for that
/// @param cache what of the page cache is dropped before the start
public record StartOptions(boolean waits, Cache cache) {
  /// The capture asks for the start; the page cache stays as it is.
  public static final StartOptions DEFAULT = new StartOptions(false, Cache.NONE);

  /// What is dropped of the page cache.
  public enum Cache {
    /// Nothing.
    NONE,
    /// The service's own files: its program, its libraries, what it had open.
    FILES,
    /// Everything, of the whole host.
    ALL;

    /// The word of {@code --cold}.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The value a word names; empty for any other word.
    public static Optional<Cache> of(String word) {
      for (Cache cache : values()) {
        if (cache.word().equals(word)) {
          return Optional.of(cache);
        }
      }
      return Optional.empty();
    }
  }
}
