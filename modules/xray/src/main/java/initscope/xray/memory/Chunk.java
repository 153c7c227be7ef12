package initscope.xray.memory;

import initscope.model.Bytes;
import java.util.Optional;

/// The answer to one range: the bytes from its address on as far as they could be read, and why no further.
///
/// @param address of the first byte, as asked
/// @param requested how many bytes were asked for
/// @param bytes those read, at most {@code requested}
/// @param reason why the rest is missing, in the host's words; present exactly when something is
public record Chunk(long address, int requested, Bytes bytes, Optional<String> reason) {
  /// Checks that a reason stands where, and only where, bytes are missing.
  public Chunk {
    if (bytes.size() > requested || (bytes.size() < requested) != reason.isPresent()) {
      throw new IllegalArgumentException(bytes.size() + " of " + requested + " bytes: " + reason);
    }
  }

  /// All that was asked for.
  public static Chunk of(Range range, Bytes bytes) {
    return new Chunk(range.address(), range.length(), bytes, Optional.empty());
  }

  /// The beginning of what was asked for; all of it when {@code bytes} is long enough.
  public static Chunk partial(Range range, Bytes bytes, String reason) {
    return new Chunk(
        range.address(),
        range.length(),
        bytes,
        bytes.size() < range.length() ? Optional.of(reason) : Optional.empty());
  }

  /// Nothing of what was asked for.
  public static Chunk unreadable(Range range, String reason) {
    return partial(range, Bytes.EMPTY, reason);
  }

  /// Whether every byte asked for is there.
  public boolean complete() {
    return reason.isEmpty();
  }

  /// The range asked for.
  public Range range() {
    return new Range(address, requested);
  }
}
