package initscope.gotrace.v2;

import initscope.gotrace.generation.Marks;
import initscope.gotrace.generation.Strings;
import initscope.gotrace.util.LongIntMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What lasts within goroutines and Ps: mark assists, sweeps, a stopped world, regions of the program's own.
final class Ranges {
  /// The row of a stop that began in an earlier generation: it stands in that one's marks.
  static final int FROM_BEFORE = Integer.MAX_VALUE - 1;

  private static final int NO_NODE = -1;

  private byte[] assists = new byte[64];
  private long[] assistBegan = new long[64];
  private int[] stops = new int[64];
  private int[] regions = new int[64];
  private byte[] firstAssist = new byte[64];
  private byte[] firstStop = new byte[64];
  private byte[] firstSweep = new byte[16];
  private final LongIntMap ends = new LongIntMap();
  private final List<List<Borders.Region>> endsFromBefore = new ArrayList<>();
  private byte[] sweeps = new byte[16];
  private long[] sweepBegan = new long[16];

  // regions as stacks of linked nodes, freed nodes linked too
  private long[] task = new long[64];
  private long[] name = new long[64];
  private int[] outer = new int[64];
  private int nodes;
  private int free = NO_NODE;

  Ranges() {
    Arrays.fill(regions, NO_NODE);
  }

  private void goroutine(int row) {
    if (row >= assists.length) {
      int size = Math.max(row + 1, assists.length * 2);
      int from = regions.length;
      assists = Arrays.copyOf(assists, size);
      assistBegan = Arrays.copyOf(assistBegan, size);
      stops = Arrays.copyOf(stops, size);
      firstAssist = Arrays.copyOf(firstAssist, size);
      firstStop = Arrays.copyOf(firstStop, size);
      regions = Arrays.copyOf(regions, size);
      Arrays.fill(regions, from, size, NO_NODE);
    }
  }

  private void proc(int row) {
    if (row >= sweeps.length) {
      sweeps = Arrays.copyOf(sweeps, row * 2);
      sweepBegan = Arrays.copyOf(sweepBegan, row * 2);
      firstSweep = Arrays.copyOf(firstSweep, row * 2);
    }
  }

  /// Takes over a goroutine's ranges from the generation before, and the regions it has not ended. Names are texts there: their numbers
  /// differ.
  ///
  /// @param ticks the generation's beginning
  void follow(
      int row,
      Ranges before,
      int there,
      List<Borders.Region> regionsThere,
      Strings strings,
      long ticks) {
    goroutine(row);
    if (there < before.assists.length) {
      assists[row] = before.assists[there];
      assistBegan[row] = ticks;
      stops[row] = before.stops[there] == 0 ? 0 : FROM_BEFORE + 1;
    }
    regionsThere.forEach(r -> beginRegion(row, r.task(), strings.literal(r.text())));
  }

  /// The regions that a goroutine has not ended, the innermost last.
  List<Borders.Region> regions(int row, Strings strings) {
    if (row >= regions.length || regions[row] < 0) {
      return List.of();
    }
    List<Borders.Region> open = new ArrayList<>();
    for (int node = regions[row]; node >= 0; node = outer[node]) {
      open.add(new Borders.Region(task[node], strings, name[node]));
    }
    return open.reversed();
  }

  /// A region ends that began in an earlier generation, if it began.
  void endFromBefore(int row, Borders.Region region) {
    int at = ends.get(row);
    if (at < 0) {
      at = endsFromBefore.size();
      ends.put(row, at);
      endsFromBefore.add(new ArrayList<>());
    }
    endsFromBefore.get(at).add(region);
  }

  /// The ends of regions that began in earlier generations, in order.
  List<Borders.Region> endsFromBefore(int row) {
    int at = ends.get(row);
    return at < 0 ? List.of() : endsFromBefore.get(at);
  }

  /// The first event of a goroutine's assists, {@link EventType#NONE} where it has none.
  int firstAssist(int row) {
    return row < firstAssist.length ? firstAssist[row] : EventType.NONE;
  }

  /// Notes an event of a goroutine's assists.
  void noteAssist(int row, int type) {
    goroutine(row);
    firstAssist[row] = firstAssist[row] == EventType.NONE ? (byte) type : firstAssist[row];
  }

  /// The first event of a goroutine that stops or starts the world.
  int firstStop(int row) {
    return row < firstStop.length ? firstStop[row] : EventType.NONE;
  }

  /// Notes that a goroutine stops or starts the world.
  void noteStop(int row, int type) {
    goroutine(row);
    firstStop[row] = firstStop[row] == EventType.NONE ? (byte) type : firstStop[row];
  }

  /// The first event of a P's sweeps.
  int firstSweep(int proc) {
    return proc < firstSweep.length ? firstSweep[proc] : EventType.NONE;
  }

  /// Notes an event of a P's sweeps.
  void noteSweep(int proc, int type) {
    proc(proc);
    firstSweep[proc] = firstSweep[proc] == EventType.NONE ? (byte) type : firstSweep[proc];
  }

  boolean inAssist(int row) {
    goroutine(row);
    return assists[row] != 0;
  }

  void assist(int row, long ticks) {
    goroutine(row);
    assists[row] = 1;
    assistBegan[row] = ticks;
  }

  long endAssist(int row) {
    assists[row] = 0;
    return assistBegan[row];
  }

  /// The row of the stop that a goroutine began, {@link #FROM_BEFORE}, or -1.
  int stop(int row) {
    goroutine(row);
    return stops[row] - 1;
  }

  void stop(int row, int mark) {
    goroutine(row);
    stops[row] = mark + 1;
  }

  boolean inSweep(int proc) {
    proc(proc);
    return sweeps[proc] != 0;
  }

  /// A sweep may have ended.
  void forgetSweep(int proc) {
    proc(proc);
    sweeps[proc] = 0;
  }

  void sweep(int proc, long ticks) {
    proc(proc);
    sweeps[proc] = 1;
    sweepBegan[proc] = ticks;
  }

  long endSweep(int proc) {
    sweeps[proc] = 0;
    return sweepBegan[proc];
  }

  void beginRegion(int row, long taskId, long nameId) {
    goroutine(row);
    int node = free;
    if (node >= 0) {
      free = outer[node];
    } else {
      node = nodes++;
      if (node == task.length) {
        task = Arrays.copyOf(task, node * 2);
        name = Arrays.copyOf(name, node * 2);
        outer = Arrays.copyOf(outer, node * 2);
      }
    }
    task[node] = taskId;
    name[node] = nameId;
    outer[node] = regions[row];
    regions[row] = node;
  }

  boolean hasRegion(int row) {
    goroutine(row);
    return regions[row] >= 0;
  }

  boolean isInnermost(int row, long taskId, long nameId) {
    int node = regions[row];
    return task[node] == taskId && name[node] == nameId;
  }

  long innermostName(int row) {
    return name[regions[row]];
  }

  /// Ends the innermost region.
  void endRegion(int row) {
    int node = regions[row];
    regions[row] = outer[node];
    outer[node] = free;
    free = node;
  }

  /// Adds up what goes on at the end of the generation: in the next it counts from there.
  void addOpen(Marks marks, long endTicks) {
    for (int row = 0; row < assists.length; row++) {
      if (assists[row] != 0) {
        marks.assisted(Math.max(0, endTicks - assistBegan[row]));
      }
    }
    for (int row = 0; row < sweeps.length; row++) {
      if (sweeps[row] != 0) {
        marks.swept(Math.max(0, endTicks - sweepBegan[row]));
      }
    }
  }

  /// Forgets what a goroutine that ended had not ended.
  void forget(int row) {
    if (row < assists.length) {
      while (regions[row] >= 0) {
        endRegion(row);
      }
      assists[row] = 0;
      stops[row] = 0;
    }
  }
}
