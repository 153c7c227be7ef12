package initscope.layout.flame;

import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// Whose the samples of a profile are: each goroutine or thread once, and for each sample a number.
final class FlameOwners {
  private final List<Selection> all;
  private final int[] of;

  FlameOwners(List<Profile.Sample> samples) {
    of = new int[samples.size()];
    List<Selection> found = new ArrayList<>();
    Map<Selection, Integer> known = new HashMap<>();
    // sources give the samples of one thread the same selection more often than not
    Map<Selection, Integer> same = new IdentityHashMap<>();
    for (int i = 0; i < of.length; i++) {
      of[i] =
          same.computeIfAbsent(
              samples.get(i).selects(), s -> known.computeIfAbsent(s, o -> number(o, found)));
    }
    all = List.copyOf(found);
  }

  private static int number(Selection owner, List<Selection> found) {
    if (owner.equals(Selection.NONE)) {
      return -1;
    }
    found.add(owner);
    return found.size() - 1;
  }

  List<Selection> all() {
    return all;
  }

  int of(int sample) {
    return of[sample];
  }
}
