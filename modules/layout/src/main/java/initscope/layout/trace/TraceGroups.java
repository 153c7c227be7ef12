package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoroutineTable;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/// Goroutines in groups: those that ran longest first, within a group in the order in which they were told of. An int for each goroutine.
public final class TraceGroups {
  /// No goroutines.
  static final TraceGroups NONE = new TraceGroups(List.of(), new int[1], new int[0], new long[0]);

  private final List<String> names;
  private final int[] first;
  private final int[] members;
  private final long[] ranNanos;

  /// What goroutines have in common.
  public enum By {
    /// The function they began with.
    FUNCTION,
    /// The function that made them.
    CREATOR,
    /// The package of the function they began with.
    PACKAGE;

    /// Key of its name.
    public String key() {
      return "trace.by." + name().toLowerCase(Locale.ROOT);
    }
  }

  private TraceGroups(List<String> names, int[] first, int[] members, long[] ranNanos) {
    this.names = List.copyOf(names);
    this.first = first;
    this.members = members;
    this.ranNanos = ranNanos;
  }

  /// Groups the goroutines that pass a filter.
  static TraceGroups of(GoTrace trace, TraceNames names, By by, IntPredicate passes) {
    int[] counts = new int[names.textCount()];
    long[] ran = new long[names.textCount()];
    for (int row = 0; row < names.size(); row++) {
      if (passes.test(row)) {
        int number = names.number(row, by);
        counts[number]++;
        ran[number] += ran(trace, row);
      }
    }
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < counts.length; i++) {
      if (counts[i] > 0) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingLong((Integer i) -> -ran[i]).thenComparing(names::text));
    int[] first = new int[order.size() + 1];
    int[] next = new int[counts.length];
    long[] ranNanos = new long[order.size()];
    List<String> texts = new ArrayList<>();
    for (int g = 0; g < order.size(); g++) {
      int number = order.get(g);
      next[number] = first[g];
      first[g + 1] = first[g] + counts[number];
      ranNanos[g] = ran[number];
      texts.add(names.text(number));
    }
    int[] members = new int[first[order.size()]];
    for (int row = 0; row < names.size(); row++) {
      if (passes.test(row)) {
        members[next[names.number(row, by)]++] = row;
      }
    }
    return new TraceGroups(texts, first, members, ranNanos);
  }

  /// How long a goroutine ran in all.
  static long ran(GoTrace trace, int goroutine) {
    GoroutineTable table = trace.goroutines();
    long ran = 0;
    for (int part = table.firstPart(goroutine); part < table.firstPart(goroutine + 1); part++) {
      Generation generation = trace.generations().get(table.partGeneration(part));
      ran +=
          generation.nanos(
              generation.goroutineLanes().sumTicks(table.partRow(part), LaneKind.RUNS));
    }
    return ran;
  }

  /// How many groups.
  public int size() {
    return names.size();
  }

  /// What the members have in common; may be empty.
  public String name(int group) {
    return names.get(group);
  }

  /// How many members.
  public int count(int group) {
    return first[group + 1] - first[group];
  }

  /// How many members all groups have.
  public int total() {
    return members.length;
  }

  /// A member's row in the trace's table of goroutines.
  public int member(int group, int place) {
    return members[first[group] + place];
  }

  /// How long all members ran, in nanoseconds.
  public long ranNanos(int group) {
    return ranNanos[group];
  }

  /// The group and the place of a goroutine, or -1 in a group where it is not a member.
  int placeIn(int group, int goroutine) {
    int found = java.util.Arrays.binarySearch(members, first[group], first[group + 1], goroutine);
    return found < 0 ? -1 : found - first[group];
  }

  /// The group of a goroutine, or -1.
  public int groupOf(int goroutine) {
    for (int g = 0; g < size(); g++) {
      if (placeIn(g, goroutine) >= 0) {
        return g;
      }
    }
    return -1;
  }
}
