package initscope.layout.flame;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// The table of a picture: one row for each function that is in some stack that counts, hidden ones left out.
public final class FlameRows {
  private FlameRows() {}

  /// The rows, those that cost most by themselves first.
  public static List<FlameRow> of(FlamePicture picture) {
    FlameStacks of = picture.stacks();
    ShapedStacks shaped = picture.shaped();
    IntLists lists = shaped.shapes();
    long[] selves = new long[of.functions()];
    long[] totals = new long[of.functions()];
    int[] stacks = new int[of.functions()];
    int[] seenIn = new int[of.functions()];
    Arrays.fill(seenIn, -1);
    for (int stack = 0; stack < lists.size(); stack++) {
      long weight = shaped.weight(stack);
      int end = lists.end(stack);
      for (int at = lists.begin(stack); at < end; at++) {
        int function = lists.value(at);
        if (seenIn[function] != stack) {
          seenIn[function] = stack;
          totals[function] += weight;
          stacks[function]++;
        }
      }
      if (end > lists.begin(stack)) {
        selves[lists.value(end - 1)] += weight;
      }
    }
    List<FlameRow> rows = new ArrayList<>();
    for (int f = 0; f < stacks.length; f++) {
      if (stacks[f] > 0) {
        rows.add(new FlameRow(f, of.frame(f), selves[f], totals[f], stacks[f]));
      }
    }
    rows.sort(
        Comparator.comparingLong(FlameRow::self)
            .thenComparingLong(FlameRow::total)
            .reversed()
            .thenComparing(r -> of.rank(r.function())));
    return List.copyOf(rows);
  }
}
