package initscope.formats.bootchart;

import initscope.formats.text.Cursor;
import java.util.Optional;

/// Numbers with blanks between them.
final class Numbers {
  private static final long LARGEST = 1L << 50;

  private Numbers() {}

  /// The first so many; empty where there are fewer or what stands there is no number.
  static Optional<long[]> of(String text, int count) {
    Cursor c = new Cursor(text);
    long[] numbers = new long[count];
    for (int i = 0; i < count && !c.failed(); i++) {
      numbers[i] = c.blanks().decimal();
      if (numbers[i] < 0 || numbers[i] > LARGEST) {
        c.fail();
      }
    }
    return c.failed() ? Optional.empty() : Optional.of(numbers);
  }
}
