package initscope.remote.reads;

import java.util.List;

/// What one batch of reads gave.
///
/// @param chunks one for each range, in the order asked
/// @param requests sent to the host for it
/// @param laptopStartNanos {@link System#nanoTime} before the first request
/// @param laptopEndNanos {@link System#nanoTime} after the last answer
public record Reads(List<Chunk> chunks, int requests, long laptopStartNanos, long laptopEndNanos) {
  /// Keeps an immutable copy.
  public Reads {
    chunks = List.copyOf(chunks);
  }
}
