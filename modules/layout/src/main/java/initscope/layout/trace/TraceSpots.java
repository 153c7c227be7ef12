package initscope.layout.trace;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;

/// Moments or intervals by owner, as columns: those of an owner stand together, ascending by when they begin. What lies at a moment is found
/// by binary search.
final class TraceSpots {
  private final int[] first;
  private final long[] from;
  private final long[] to;
  private final int[] generation;
  private final int[] item;
  private long[] before = new long[0];

  private TraceSpots(int[] first, long[] from, long[] to, int[] generation, int[] item) {
    this.first = first;
    this.from = from;
    this.to = to;
    this.generation = generation;
    this.item = item;
  }

  /// Takes spots in any order of owners; those of one owner nearly in the order of time.
  static final class Builder {
    private final IntColumn owners = new IntColumn();
    private final LongColumn from = new LongColumn();
    private final LongColumn to = new LongColumn();
    private final IntColumn generations = new IntColumn();
    private final IntColumn items = new IntColumn();

    /// Adds one.
    ///
    /// @param generation its place in the trace
    /// @param item what it is there
    /// @return its row, for {@link #end}
    int add(int owner, long begin, long end, int generation, int item) {
      owners.add(owner);
      from.add(begin);
      to.add(end);
      generations.add(generation);
      items.add(item);
      return owners.size() - 1;
    }

    /// Says when one ended.
    void end(int row, long nanos) {
      to.set(row, Math.max(from.get(row), nanos));
    }

    TraceSpots build(int ownerCount) {
      if (owners.size() == 0) {
        return new TraceSpots(new int[0], new long[0], new long[0], new int[0], new int[0]);
      }
      int[] first = new int[ownerCount + 1];
      for (int i = 0; i < owners.size(); i++) {
        first[owners.get(i) + 1]++;
      }
      for (int owner = 0; owner < ownerCount; owner++) {
        first[owner + 1] += first[owner];
      }
      int[] next = first.clone();
      int size = owners.size();
      TraceSpots made =
          new TraceSpots(first, new long[size], new long[size], new int[size], new int[size]);
      for (int i = 0; i < size; i++) {
        int owner = owners.get(i);
        made.insert(first[owner], next[owner]++, this, i);
      }
      return made;
    }
  }

  /// Puts one behind those of its owner that begin no later: nearly always behind all.
  private void insert(int low, int end, Builder all, int row) {
    int at = end;
    while (at > low && from[at - 1] > all.from.get(row)) {
      from[at] = from[at - 1];
      to[at] = to[at - 1];
      generation[at] = generation[at - 1];
      item[at] = item[at - 1];
      at--;
    }
    from[at] = all.from.get(row);
    to[at] = all.to.get(row);
    generation[at] = all.generations.get(row);
    item[at] = all.items.get(row);
  }

  /// Readies {@link #source}; what begins later must not end later.
  TraceSpots summed() {
    before = new long[from.length + 1];
    for (int i = 0; i < from.length; i++) {
      before[i + 1] = before[i] + to[i] - from[i];
    }
    return this;
  }

  /// How many, all owners together.
  int size() {
    return from.length;
  }

  /// The first of an owner; they go up to the first of the next.
  int first(int owner) {
    return owner < first.length ? first[owner] : from.length;
  }

  /// One owner's as a row over time.
  IntervalSource source(int owner) {
    return new IntervalSource(from, to, before, first(owner), first(owner + 1));
  }

  long from(int spot) {
    return from[spot];
  }

  long to(int spot) {
    return to[spot];
  }

  int generation(int spot) {
    return generation[spot];
  }

  int item(int spot) {
    return item[spot];
  }

  /// The first of an owner that has not ended before a moment; those of an owner do not overlap.
  int firstEndingAt(int owner, long nanos) {
    int low = first(owner);
    int at = firstFrom(low, first(owner + 1), nanos);
    return at > low && to[at - 1] >= nanos ? at - 1 : at;
  }

  /// The first that begins at or after a moment, searched from {@code low} on in growing strides: near ones cost little.
  int firstFrom(int low, int high, long nanos) {
    int begin = low;
    int stride = 1;
    while (begin + stride < high && from[begin + stride] < nanos) {
      begin += stride;
      stride *= 2;
    }
    int end = Math.min(high, begin + stride);
    while (begin < end) {
      int middle = (begin + end) >>> 1;
      if (from[middle] < nanos) {
        begin = middle + 1;
      } else {
        end = middle;
      }
    }
    return begin;
  }
}
