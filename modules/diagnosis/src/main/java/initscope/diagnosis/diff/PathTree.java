package initscope.diagnosis.diff;

import initscope.model.Frame;
import initscope.model.profile.Profile;
import java.util.ArrayList;
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
  private final int recordings;

  PathTree(int recordings) {
    this.recordings = recordings;
    weights.add(new long[recordings]);
  }

  void add(int recording, Profile profile) {
    for (Profile.Sample sample : profile.samples()) {
      int at = 0;
      weights.get(0)[recording] += sample.weight();
      for (Frame frame : sample.stack()) {
        at = child(at, frame);
        weights.get(at)[recording] += sample.weight();
      }
    }
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
    weights.add(new long[recordings]);
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

  /// Whether any of the recordings has something on a path.
  boolean seen(int path, int from, int to) {
    for (int i = from; i < Math.min(to, recordings); i++) {
      if (weights.get(path)[i] > 0) {
        return true;
      }
    }
    return false;
  }
}
