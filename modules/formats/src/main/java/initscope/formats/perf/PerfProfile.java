package initscope.formats.perf;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Samples of perf merged by stack, named and weighed as stackcollapse-perf.pl does: the root is the name of the thread.
public final class PerfProfile {
  private final PerfData data;
  private final PerfFolding how;
  private final PerfStackNames names;

  private PerfProfile(PerfData data, PerfFolding how) {
    this.data = data;
    this.how = how;
    names = new PerfStackNames(data.stacks(), how);
  }

  /// One sample a distinct stack, in the order of the folded text's bytes.
  public static Profile folded(PerfData data, PerfFolding how) {
    return new PerfProfile(data, how).folded();
  }

  private Profile folded() {
    Map<String, Integer> roots = new LinkedHashMap<>();
    int[] rootOf = new int[data.threads().size()];
    for (int i = 0; i < rootOf.length; i++) {
      rootOf[i] = roots.computeIfAbsent(root(data.threads().get(i)), r -> roots.size());
    }
    KeyedSums weights = weights(rootOf);
    List<String> rootNames = List.copyOf(roots.keySet());
    Map<String, Merged> byLine = new TreeMap<>();
    for (int place = 0; place < weights.size(); place++) {
      List<Frame> stack = stack(rootNames.get(weights.high(place)), weights.low(place));
      StringBuilder line = new StringBuilder();
      for (Frame frame : stack) {
        line.append(line.isEmpty() ? "" : ";").append(frame.function());
      }
      byLine.computeIfAbsent(line.toString(), l -> new Merged(stack)).weight += weights.sum(place);
    }
    List<Profile.Sample> samples = new ArrayList<>();
    byLine
        .values()
        .forEach(m -> samples.add(new Profile.Sample(m.stack, m.weight, Selection.NONE)));
    return new Profile("perf", unit(), samples);
  }

  /// Of several events together weights are only sums.
  private String unit() {
    int event = data.events().size() == 1 ? 0 : how.event().map(data.events()::indexOf).orElse(-1);
    return event < 0 ? "events" : data.unit(event);
  }

  private static final class Merged {
    private final List<Frame> stack;
    private long weight;

    Merged(List<Frame> stack) {
      this.stack = stack;
    }
  }

  /// By root and stack.
  private KeyedSums weights(int[] rootOf) {
    PerfSamples samples = data.samples();
    boolean[] isDescribed = new boolean[data.events().size()];
    for (int i = 0; i < isDescribed.length; i++) {
      isDescribed[i] = data.described().contains(data.events().get(i));
    }
    int wanted = how.event().map(data.events()::indexOf).orElse(-1);
    boolean all = how.event().isEmpty();
    KeyedSums weights = new KeyedSums();
    for (int row = 0; row < samples.size(); row++) {
      int event = samples.event(row);
      boolean described = all && isDescribed[event];
      wanted = wanted < 0 && all && !described ? event : wanted;
      if (described || event == wanted) {
        weights.add(
            rootOf[samples.thread(row)], samples.stack(row), described ? 1 : samples.weight(row));
      }
    }
    return weights;
  }

  private String root(PerfThread thread) {
    String pid = thread.pid() < 0 ? "?" : Integer.toString(thread.pid());
    String name =
        how.tid()
            ? thread.comm() + "-" + pid + "/" + thread.tid()
            : how.pid() ? thread.comm() + "-" + pid : thread.comm();
    return name.replace(' ', '_');
  }

  private List<Frame> stack(String root, int stack) {
    List<Frame> frames = new ArrayList<>();
    frames.add(Frame.of(root));
    frames.addAll(names.stack(stack, root.startsWith("java")));
    return frames;
  }
}
