package initscope.gotrace.text;

import initscope.gotrace.util.LongColumn;

/// Where parts of the binary form stand in the text.
public final class Positions {
  private final LongColumn binary = new LongColumn();
  private final LongColumn text = new LongColumn();

  Positions() {}

  void add(long binaryOffset, long textOffset) {
    binary.add(binaryOffset);
    text.add(textOffset);
  }

  /// The offset in the text of the event that an offset in the binary form lies in.
  public long textOffset(long binaryOffset) {
    int low = 0;
    int high = binary.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (binary.get(middle) <= binaryOffset) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? 0 : text.get(low - 1);
  }
}
