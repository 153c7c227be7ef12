package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// Finds events by their time. Their order is known only once all before them were ordered: so many are found in one reading.
public final class V1Locator {
  private final Map<Long, List<Place>> places = new HashMap<>();

  /// An event.
  private record Place(String name, long offset) {}

  private V1Locator() {}

  /// Looks for all events of these times.
  ///
  /// @throws CancelledException when the user cancelled
  public static V1Locator of(Bytes file, Set<Long> ticks, Progress progress)
      throws CancelledException {
    V1Locator locator = new V1Locator();
    V1Reader reader = V1Reader.open(file, progress);
    V1Visitor visitor =
        (type, at, offset, p, g, stack, a0, a1, a2) -> {
          if (ticks.contains(at)) {
            locator
                .places
                .computeIfAbsent(at, t -> new ArrayList<>())
                .add(new Place(V1Type.name(type), offset));
          }
        };
    long stopped = reader.deliver(visitor, progress).stoppedOffset();
    if (stopped >= 0) {
      reader.deliverOverGaps(stopped, visitor, V1Reader.LostVisitor.NOBODY, progress);
    }
    return locator;
  }

  /// The offset of the first event of that time and of one of these types.
  public OptionalLong find(long ticks, Set<String> names) {
    return places.getOrDefault(ticks, List.of()).stream()
        .filter(place -> names.contains(place.name()))
        .mapToLong(Place::offset)
        .findFirst();
  }
}
