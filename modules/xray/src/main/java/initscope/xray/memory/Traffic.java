package initscope.xray.memory;

/// What reading cost.
///
/// @param batches dependent round trips
/// @param ranges ranges asked for, neighbours merged
/// @param bytes bytes received
public record Traffic(int batches, int ranges, long bytes) {
  /// Nothing yet.
  public static final Traffic NONE = new Traffic(0, 0, 0);

  /// Both together.
  public Traffic plus(Traffic other) {
    return new Traffic(batches + other.batches, ranges + other.ranges, bytes + other.bytes);
  }
}
