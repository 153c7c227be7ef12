package initscope.diagnosis.diff;

import initscope.model.Frame;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Paths of calls of several recordings in one tree, with the weight that each recording has on each path. A parent has a smaller number
/// than what it calls; 0 is the root.
final class PathTree {
  private final List<Frame> frames = new ArrayList<>(List.of(Frame.of("")));
  private final List<Integer> parents = new ArrayList<>(List.of(-1));
  private final List<Map<String, Integer>> children = new ArrayList<>(List.of(new HashMap<>()));
  private final List<long[]> weights = new ArrayList<>();
  private final List<long[]> errors = new ArrayList<>();
  private final List<BitSet> seen = new ArrayList<>();
  private final int recordings;

  PathTree(int recordings) {
    this.recordings = recordings;
    grow();
  }

  private void grow() {
    weights.add(new long[recordings]);
    errors.add(new long[recordings]);
    seen.add(new BitSet());
  }

  void add(int recording, Profile profile) {
    for (Profile.Sample sample : profile.samples()) {
      seen.get(0).set(recording);
      for (int at : add(recording, sample, weights)) {
        seen.get(at).set(recording);
      }
    }
  }

  /// Adds how wrong weights may be: at worst, those of a path add up.
  void addErrors(int recording, Profile errorsOf) {
    errorsOf.samples().forEach(sample -> add(recording, sample, errors));
  }

  /// The paths a sample lies on, its weight added to each of them and to the root.
  private int[] add(int recording, Profile.Sample sample, List<long[]> to) {
    int[] paths = new int[sample.stack().size()];
    int at = 0;
    more(to.get(0), recording, sample.weight());
    for (int i = 0; i < paths.length; i++) {
      at = child(at, sample.stack().get(i));
      paths[i] = at;
      more(to.get(at), recording, sample.weight());
    }
    return paths;
  }

  /// Weights are of anyone: a sum that is too large stays the largest.
  private static void more(long[] sums, int recording, long weight) {
    long sum = sums[recording] + weight;
    sums[recording] = sum < 0 && weight > 0 ? Long.MAX_VALUE : sum;
  }

  private int child(int parent, Frame frame) {
    Integer known = children.get(parent).get(frame.function());
    if (known != null) {
      return known;
    }
    int added = frames.size();
    children.get(parent).put(frame.function(), added);
    frames.add(frame);
    parents.add(parent);
    children.add(HashMap.newHashMap(1));
    grow();
    return added;
  }

  int size() {
    return frames.size();
  }

  Frame frame(int path) {
    return frames.get(path);
  }

  int parent(int path) {
    return parents.get(path);
  }

  long weight(int path, int recording) {
    return weights.get(path)[recording];
  }

  long error(int path, int recording) {
    return errors.get(path)[recording];
  }

  /// Whether any of the recordings has something on a path, be its weight 0.
  boolean seen(int path, int from, int to) {
    int first = seen.get(path).nextSetBit(from);
    return first >= 0 && first < to;
  }
}
