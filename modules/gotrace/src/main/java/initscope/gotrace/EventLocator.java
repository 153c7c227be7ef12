package initscope.gotrace;

import initscope.gotrace.v1.V1Locator;
import initscope.gotrace.v2.V2Locator;
import initscope.model.Bytes;
import java.util.OptionalLong;
import java.util.Set;

/// Finds where in a trace's file an event lies that its model knows by time: so that evidence opens at the exact byte. Looks again when it is
/// asked, since to keep the place of every event would cost more than all else.
public final class EventLocator {
  private final Bytes bytes;
  private final int version;

  /// A locator.
  ///
  /// @param bytes the binary form of a trace
  public EventLocator(Bytes bytes) {
    this.bytes = bytes;
    version = TraceFormat.version(bytes).orElse(0);
  }

  /// The offset of an event.
  ///
  /// @param ticks its time as the lanes have it
  /// @param names types of events of which it may be, as the format names them
  /// @return empty where no such event has that time: times of different CPUs may contradict one another, and lanes then have the
  ///     later one
  public OptionalLong find(long ticks, Set<String> names) {
    if (version == 0) {
      return OptionalLong.empty();
    }
    return version < TraceFormat.FIRST_V2
        ? V1Locator.find(bytes, ticks, names)
        : V2Locator.find(bytes, version, ticks, names);
  }
}
