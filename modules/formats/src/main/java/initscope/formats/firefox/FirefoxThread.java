package initscope.formats.firefox;

import initscope.model.Display;
import initscope.model.Frame;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One track: samples one after another, and the tables they refer to by number.
final class FirefoxThread {
  private static final double NANOS_PER_MILLI = 1e6;

  private final Map<String, Integer> strings = new LinkedHashMap<>();
  private final Map<Function, Integer> functions = new LinkedHashMap<>();
  private final Map<Place, Integer> places = new LinkedHashMap<>();
  private final Map<Node, Integer> nodes = new LinkedHashMap<>();
  private final List<Integer> stacks = new ArrayList<>();
  private final List<Double> times = new ArrayList<>();
  private final List<Number> weights = new ArrayList<>();
  private final boolean isTime;
  private long elapsed;

  /// A function; -1 for a file not told.
  record Function(int name, int file) {}

  /// A frame of the frame table; line 0 where not told.
  record Place(int function, int line, int inlineDepth, FrameCategory category) {}

  /// A stack: a frame called from another stack, -1 for none.
  record Node(int caller, int place) {}

  /// @param isTime whether weights are nanoseconds
  FirefoxThread(boolean isTime) {
    this.isTime = isTime;
  }

  /// Adds a sample: of times it begins where the one before ended, of others one follows the other.
  void add(Profile.Sample sample) {
    int stack = -1;
    int depth = 0;
    for (Frame frame : sample.stack()) {
      depth = frame.inlined() ? depth + 1 : 0;
      int function =
          number(
              functions,
              new Function(string(frame.function()), frame.file().map(this::string).orElse(-1)));
      Place place = new Place(function, frame.line().orElse(0), depth, FrameCategory.of(frame));
      stack = number(nodes, new Node(stack, number(places, place)));
    }
    stacks.add(stack);
    times.add(isTime ? elapsed / NANOS_PER_MILLI : elapsed);
    weights.add(isTime ? (Number) (sample.weight() / NANOS_PER_MILLI) : sample.weight());
    elapsed = Math.addExact(elapsed, isTime ? sample.weight() : 1);
  }

  private int string(String text) {
    return number(strings, Display.safe(text));
  }

  private static <T> int number(Map<T, Integer> table, T entry) {
    return table.computeIfAbsent(entry, e -> table.size());
  }

  List<String> strings() {
    return List.copyOf(strings.keySet());
  }

  List<Function> functions() {
    return List.copyOf(functions.keySet());
  }

  List<Place> places() {
    return List.copyOf(places.keySet());
  }

  List<Node> nodes() {
    return List.copyOf(nodes.keySet());
  }

  /// Stack of each sample, -1 for none.
  List<Integer> stacks() {
    return stacks;
  }

  /// When each begins, in milliseconds.
  List<Double> times() {
    return times;
  }

  /// What each counts: milliseconds where the track is of times.
  List<Number> weights() {
    return weights;
  }
}
