package initscope.xray;

import initscope.xray.memory.Reader;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/// What was told of things while all that it rests on was known: the next round of reading need not work it out again.
///
/// @param <T> what is told
final class Settled<T> {
  private final Reader process;
  private final Map<Long, T> known = new HashMap<>();

  Settled(Reader process) {
    this.process = process;
  }

  /// Whether the thing at an address is settled.
  boolean has(long address) {
    return known.containsKey(address);
  }

  /// What is told of it, made anew where it is not settled. It is settled once making it asks for nothing that is not known.
  ///
  /// @param may whether what it is made of is settled itself
  T of(long address, boolean may, Supplier<T> make) {
    T before = known.get(address);
    if (before != null) {
      return before;
    }
    int wishes = process.wishes();
    T made = make.get();
    if (may && process.wishes() == wishes) {
      known.put(address, made);
    }
    return made;
  }
}
