package initscope.gotrace;

import initscope.gotrace.v1.V1Locator;
import initscope.gotrace.v2.V2Locator;
import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Finds where in a trace's file an event lies that its model knows by time: so that evidence opens at the exact byte. Looks again when it is
/// asked, since to keep the place of every event would cost more than all else.
public final class EventLocator {
  private final Bytes bytes;
  private final int version;
  private final Optional<V1Locator> known;

  /// A locator.
  ///
  /// @param bytes the binary form of a trace
  public EventLocator(Bytes bytes) {
    this(bytes, Optional.empty());
  }

  private EventLocator(Bytes bytes, Optional<V1Locator> known) {
    this.bytes = bytes;
    this.known = known;
    version = TraceFormat.version(bytes).orElse(0);
  }

  /// One that has looked for the events of these times at once, where each by itself would take a reading of the file.
  ///
  /// @throws CancelledException when the user cancelled
  public EventLocator knowing(Set<Long> ticks, Progress progress) throws CancelledException {
    return version > 0 && version < TraceFormat.FIRST_V2
        ? new EventLocator(bytes, Optional.of(V1Locator.of(bytes, ticks, progress)))
        : this;
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
    if (version >= TraceFormat.FIRST_V2) {
      return V2Locator.find(bytes, version, ticks, names);
    }
    try {
      V1Locator places =
          known.isPresent() ? known.get() : V1Locator.of(bytes, Set.of(ticks), Progress.NONE);
      return places.find(ticks, names);
    } catch (CancelledException e) {
      throw new IllegalStateException("nobody cancels", e);
    }
  }
}
