package initscope.formats.perfdata;

import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.perf.PerfDataBuilder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What is known of a recording while it is read.
final class Recording {
  /// What makes the text of a recording on a machine that has perf.
  static final String COMMAND =
      "perf script -F comm,pid,tid,cpu,time,period,event,ip,sym,symoff,dso,trace -i perf.data"
          + " > perf.txt";

  private final Words in;
  private final PerfDataBuilder data = new PerfDataBuilder();
  private final Attrs attrs = new Attrs();
  private final TracingData tracing = new TracingData(attrs);
  private final Machine machine = new Machine(data);
  private final Features features;
  private final Map<String, Seen> problems = new HashMap<>();

  Recording(Words in) {
    this.in = in;
    features = new Features(in, attrs, tracing, data);
  }

  /// @param first as it was met first
  /// @param count how often
  private record Seen(Problem first, long count) {}

  PerfDataBuilder data() {
    return data;
  }

  Attrs attrs() {
    return attrs;
  }

  TracingData tracing() {
    return tracing;
  }

  Machine machine() {
    return machine;
  }

  Features features() {
    return features;
  }

  /// Something is not as it should be. Of one kind the first is told, with how many there were.
  void problem(String id, Effect effect, long offset) {
    problem(id, effect, offset, "");
  }

  void problem(String id, Effect effect, long offset, String quote) {
    Seen seen = problems.get(id);
    Problem one = new Problem(id, effect, Math.min(offset, in.size()), quote);
    problems.put(
        id, seen == null ? new Seen(one, 1) : new Seen(earlier(seen.first, one), seen.count + 1));
  }

  private static Problem earlier(Problem one, Problem other) {
    return other.offset() < one.offset() ? other : one;
  }

  /// By offset.
  List<Problem> problems() {
    List<Problem> all = new ArrayList<>();
    for (Seen seen : problems.values()) {
      Problem one = seen.first;
      boolean counted = one.quote().isEmpty() && seen.count > 1;
      String quote = counted ? seen.count + " such" : one.quote();
      all.add(new Problem(one.id(), one.effect(), one.offset(), quote));
    }
    all.sort(Comparator.comparingLong(Problem::offset).thenComparing(Problem::id));
    return all;
  }
}
