package initscope.collect.steps;

import initscope.model.RawEntry.Sensitivity;

/// One step of a capture: a row of the catalogue.
///
/// @param id stable dotted name, what {@code --with} and {@code --without} take (or a prefix of it)
/// @param reads what it reads
/// @param need whom it needs
/// @param touch what it does to the host
/// @param cost what it is expected to cost
/// @param timeLimitNanos it is given up after
/// @param byteLimit one entry is cut at
/// @param sensitivity who may see what it gives
/// @param onRequest whether it runs only where {@code --with} names it
public record Step(
    String id,
    Reads reads,
    Need need,
    Touch touch,
    Cost cost,
    long timeLimitNanos,
    long byteLimit,
    Sensitivity sensitivity,
    boolean onRequest) {
  /// One that runs by default.
  public Step(
      String id,
      Reads reads,
      Need need,
      Touch touch,
      Cost cost,
      long timeLimitNanos,
      long byteLimit,
      Sensitivity sensitivity) {
    this(id, reads, need, touch, cost, timeLimitNanos, byteLimit, sensitivity, false);
  }

  /// Whether a word of {@code --with} or {@code --without} means this step: its id or a dotted prefix.
  public boolean named(String word) {
    return id.equals(word) || id.startsWith(word + ".");
  }

  /// The same at another cost and with another limit of time.
  public Step priced(Cost other, long otherLimitNanos) {
    return new Step(
        id, reads, need, touch, other, otherLimitNanos, byteLimit, sensitivity, onRequest);
  }
}
