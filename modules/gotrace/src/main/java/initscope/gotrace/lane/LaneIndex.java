package initscope.gotrace.lane;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;

/// Every so many records of a lane, where its next record lies and how long each kind has lasted up to then.
final class LaneIndex {
  /// Longs kept for an entry: ticks, and the sums of four kinds.
  static final int WIDTH = 5;

  /// Entries, sorted by lane.
  ///
  /// @param from first entry of each lane, and one more
  /// @param at address of the record that follows
  /// @param state packed kind (8 bits) and reason (8 bits) of the state that lasts then
  /// @param number of that state
  /// @param values {@link #WIDTH} for each entry
  record Sealed(int[] from, int[] at, int[] state, int[] number, long[] values) {}

  private final IntColumn lanes = new IntColumn();
  private final IntColumn at = new IntColumn();
  private final IntColumn states = new IntColumn();
  private final IntColumn numbers = new IntColumn();
  private final LongColumn values = new LongColumn();

  void add(int lane, int address, long ticks, int state, int number, long[] sums, int from) {
    lanes.add(lane);
    at.add(address);
    states.add(state);
    numbers.add(number);
    values.add(ticks);
    for (int i = 0; i < 4; i++) {
      values.add(sums[from + i]);
    }
  }

  /// Sorts by lane, stably, so that each lane's entries stay in the order of time.
  Sealed seal(int laneCount) {
    int size = lanes.size();
    int[] from = new int[laneCount + 1];
    for (int i = 0; i < size; i++) {
      from[lanes.get(i) + 1]++;
    }
    for (int i = 0; i < laneCount; i++) {
      from[i + 1] += from[i];
    }
    int[] next = from.clone();
    Sealed sealed =
        new Sealed(from, new int[size], new int[size], new int[size], new long[size * WIDTH]);
    for (int i = 0; i < size; i++) {
      int to = next[lanes.get(i)]++;
      sealed.at[to] = at.get(i);
      sealed.state[to] = states.get(i);
      sealed.number[to] = numbers.get(i);
      for (int k = 0; k < WIDTH; k++) {
        sealed.values[to * WIDTH + k] = values.get(i * WIDTH + k);
      }
    }
    return sealed;
  }
}
