package initscope.remote.reads;

import initscope.model.Bytes;
import java.util.Optional;

/// The answer to one range: the bytes from its offset on as far as they could be read, and why no further.
///
/// @param range as asked
/// @param bytes those read, at most as many as asked for
/// @param reason why the rest is missing; present exactly when something is
public record Chunk(Range range, Bytes bytes, Optional<String> reason) {
  /// Whether every byte asked for is there.
  public boolean complete() {
    return bytes.size() == range.length();
  }
}
