package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.OptionalLong;
import java.util.Set;

/// Finds an event by its time.
public final class V1Locator {
  private V1Locator() {}

  /// The offset of the first event of that time and of one of these types.
  public static OptionalLong find(Bytes file, long ticks, Set<String> names) {
    long[] found = {-1};
    try {
      V1Reader.open(file, Progress.NONE)
          .deliver(
              (type, at, offset, p, g, stack, a0, a1, a2) -> {
                if (at == ticks && found[0] < 0 && names.contains(V1Type.name(type))) {
                  found[0] = offset;
                }
              },
              Progress.NONE);
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
    return found[0] < 0 ? OptionalLong.empty() : OptionalLong.of(found[0]);
  }
}
