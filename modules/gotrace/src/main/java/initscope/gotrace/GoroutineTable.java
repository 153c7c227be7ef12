package initscope.gotrace;

import initscope.gotrace.generation.Generation;
import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;
import initscope.model.Frame;
import java.util.List;
import java.util.Optional;

/// All goroutines of a trace, by row in the order in which they were first told of. A goroutine has a part in each generation that tells of it.
public final class GoroutineTable {
  private final List<Generation> generations;
  private final LongIntMap rows = new LongIntMap();
  private final LongColumn ids = new LongColumn();
  private int[] firstPart = new int[1];
  private int[] partGeneration = new int[0];
  private int[] partRow = new int[0];

  private GoroutineTable(List<Generation> generations) {
    this.generations = generations;
  }

  static GoroutineTable of(List<Generation> generations) {
    GoroutineTable table = new GoroutineTable(generations);
    table.join();
    return table;
  }

  private void join() {
    IntColumn counts = new IntColumn();
    int parts = 0;
    for (Generation generation : generations) {
      for (int i = 0; i < generation.goroutineCount(); i++) {
        int row = rows.get(generation.goroutineId(i));
        if (row < 0) {
          row = ids.size();
          rows.put(generation.goroutineId(i), row);
          ids.add(generation.goroutineId(i));
          counts.add(0);
        }
        counts.set(row, counts.get(row) + 1);
        parts++;
      }
    }
    firstPart = new int[ids.size() + 1];
    for (int i = 0; i < ids.size(); i++) {
      firstPart[i + 1] = firstPart[i] + counts.get(i);
    }
    partGeneration = new int[parts];
    partRow = new int[parts];
    int[] next = firstPart.clone();
    for (int g = 0; g < generations.size(); g++) {
      Generation generation = generations.get(g);
      for (int i = 0; i < generation.goroutineCount(); i++) {
        int at = next[rows.get(generation.goroutineId(i))]++;
        partGeneration[at] = g;
        partRow[at] = i;
      }
    }
  }

  /// How many goroutines.
  public int size() {
    return ids.size();
  }

  /// The number of a goroutine.
  public long id(int row) {
    return ids.get(row);
  }

  /// The row of a goroutine, -1 where there is none of that number.
  public int find(long id) {
    return rows.get(id);
  }

  /// The first of a goroutine's parts; they go up to the first of the next row.
  public int firstPart(int row) {
    return firstPart[row];
  }

  /// The generation of a part, by its place in {@link GoTrace#generations}.
  public int partGeneration(int part) {
    return partGeneration[part];
  }

  /// The row of a part's goroutine in its generation.
  public int partRow(int part) {
    return partRow[part];
  }

  /// The function a goroutine began with; where its beginning was not seen, the root of a stack it was seen on; empty where neither is
  /// known.
  public String function(int row) {
    String root = root(row).map(Frame::function).orElse("");
    // stacks of package inits end below runtime.main, which is what goroutine 1 always begins with
    return id(row) == 1 && (root.isEmpty() || root.startsWith("runtime.")) ? "runtime.main" : root;
  }

  /// The place a goroutine began at, as {@link #function} has it.
  public Optional<Frame> root(int row) {
    Optional<Frame> found = Optional.empty();
    for (int part = firstPart[row]; part < firstPart[row + 1] && found.isEmpty(); part++) {
      Generation generation = generations.get(partGeneration[part]);
      int local = partRow[part];
      found = last(generation.stacks().frames(generation.startStack(local)));
      if (found.isEmpty()) {
        found = last(generation.stacks().frames(generation.anyStack(local)));
      }
    }
    return found;
  }

  private static Optional<Frame> last(List<Frame> frames) {
    return frames.isEmpty() ? Optional.empty() : Optional.of(frames.getLast());
  }

  /// The goroutine that made one, where that was seen.
  public Optional<Long> creator(int row) {
    Generation generation = generations.get(partGeneration[firstPart[row]]);
    int creator = generation.creator(partRow[firstPart[row]]);
    return creator < 0 ? Optional.empty() : Optional.of(generation.goroutineId(creator));
  }

  /// The stack its creator made it on, leaf first; empty where that was not seen.
  public List<Frame> createStack(int row) {
    Generation generation = generations.get(partGeneration[firstPart[row]]);
    return generation.stacks().frames(generation.createStack(partRow[firstPart[row]]));
  }
}
