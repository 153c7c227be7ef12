package initscope.gotrace.profile;

import initscope.gotrace.generation.Generation;
import initscope.model.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts and durations by stack. While a trace is walked a stack is its number; only at the end it becomes frames, and equal stacks of
/// several generations one.
final class StackSums {
  private final Map<Key, Sum> sums = new LinkedHashMap<>();

  private record Key(Generation generation, int stack, String leaf) {}

  private static final class Sum {
    private long count;
    private long nanos;

    void add(long moreCount, long moreNanos) {
      count += moreCount;
      nanos += moreNanos;
    }
  }

  /// Adds one.
  ///
  /// @param stack its number within the generation, 0 for none
  /// @param leaf what is put behind the innermost frame, empty for nothing
  void add(Generation generation, int stack, String leaf, long nanos) {
    sums.computeIfAbsent(new Key(generation, stack, leaf), k -> new Sum()).add(1, nanos);
  }

  List<TraceProfile.Entry> entries() {
    Map<List<Frame>, Sum> byFrames = new LinkedHashMap<>();
    sums.forEach(
        (key, sum) ->
            byFrames.computeIfAbsent(frames(key), k -> new Sum()).add(sum.count, sum.nanos));
    List<TraceProfile.Entry> entries = new ArrayList<>();
    byFrames.forEach((s, sum) -> entries.add(new TraceProfile.Entry(s, sum.count, sum.nanos)));
    return entries;
  }

  private static List<Frame> frames(Key key) {
    List<Frame> leafFirst = key.generation().stacks().frames(Integer.toUnsignedLong(key.stack()));
    List<Frame> frames = new ArrayList<>(leafFirst.reversed());
    if (!key.leaf().isEmpty()) {
      frames.add(Frame.of(key.leaf()));
    }
    return frames;
  }
}
