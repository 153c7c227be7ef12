package initscope.gotrace.v1;

import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All of one trace, as objects: for small ones.
record Seen(V1Reader reader, List<Event> events, List<Problem> problems) {
  /// One delivered event.
  record Event(
      int type,
      long ticks,
      long offset,
      int p,
      long g,
      int stack,
      long arg0,
      long arg1,
      long arg2) {
    String name() {
      return V1Type.name(type);
    }
  }

  static Seen of(Bytes file) {
    try {
      V1Reader reader = V1Reader.open(file, Progress.NONE);
      List<Event> events = new ArrayList<>();
      List<Problem> problems = new ArrayList<>(reader.problems());
      problems.addAll(
          reader
              .deliver(
                  (type, ticks, offset, p, g, stack, arg0, arg1, arg2) ->
                      events.add(new Event(type, ticks, offset, p, g, stack, arg0, arg1, arg2)),
                  Progress.NONE)
              .problems());
      return new Seen(reader, events, problems);
    } catch (CancelledException e) {
      throw new AssertionError(e);
    }
  }

  List<String> names() {
    return events.stream().map(Event::name).toList();
  }

  List<String> problemIds() {
    return problems.stream().map(Problem::id).toList();
  }

  Event first(int type) {
    return events.stream().filter(e -> e.type() == type).findFirst().orElseThrow();
  }

  /// Delivered events by name.
  Map<String, Long> delivered() {
    Map<String, Long> counts = new TreeMap<>();
    events.forEach(e -> counts.merge(e.name(), 1L, Long::sum));
    return counts;
  }
}
