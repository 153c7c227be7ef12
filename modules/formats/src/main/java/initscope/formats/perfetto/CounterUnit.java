package initscope.formats.perfetto;

/// What a counter counts, as the viewer knows it.
public enum CounterUnit {
  /// Nanoseconds.
  NANOSECONDS(1),
  /// Things.
  COUNT(2),
  /// Bytes.
  BYTES(3);

  private final int number;

  CounterUnit(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
