package initscope.verbs.traces;

import initscope.formats.perfetto.TraceEvent;
import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Tasks of the program's own, on as few tracks as keep those of one time apart, and its logs on the goroutines that wrote them.
final class TaskTracks {
  private final Tracks tracks;
  private final List<Task> tasks = new ArrayList<>();
  private final Map<Long, Task> open = new HashMap<>();

  private record Task(long id, String name, long fromNanos, long toNanos) {
    Task until(long nanos) {
      return new Task(id, name, fromNanos, Math.max(fromNanos, nanos));
    }
  }

  private record Lane(long uuid, long freeNanos) {}

  private TaskTracks(Tracks tracks) {
    this.tracks = tracks;
  }

  static void write(Tracks tracks, GoroutineTracks goroutines) {
    TaskTracks all = new TaskTracks(tracks);
    GoTrace trace = tracks.trace();
    for (Generation generation : trace.generations()) {
      all.take(generation);
      logs(tracks, goroutines, generation);
    }
    all.open.values().forEach(t -> all.tasks.add(t.until(trace.endNanos())));
    all.draw();
  }

  private void take(Generation generation) {
    Marks marks = generation.marks();
    int end = 0;
    for (int i = 0; i < marks.taskBeginCount(); i++) {
      while (end < marks.taskEndCount() && marks.taskEnd(end) < marks.taskBegin(i)) {
        end(generation, end++);
      }
      long nanos = generation.nanos(marks.taskBegin(i));
      String name = generation.strings().get(marks.taskName(i));
      open.put(marks.taskId(i), new Task(marks.taskId(i), name, nanos, nanos));
    }
    while (end < marks.taskEndCount()) {
      end(generation, end++);
    }
  }

  /// A task whose beginning was not seen has no name, and is left out.
  private void end(Generation generation, int row) {
    Task task = open.remove(generation.marks().taskEndId(row));
    if (task != null) {
      tasks.add(task.until(generation.nanos(generation.marks().taskEnd(row))));
    }
  }

  private void draw() {
    if (tasks.isEmpty()) {
      return;
    }
    tasks.sort(Comparator.comparingLong(Task::fromNanos).thenComparingLong(Task::id));
    long parent = tracks.declare(0, "Tasks");
    PriorityQueue<Lane> lanes = new PriorityQueue<>(Comparator.comparingLong(Lane::freeNanos));
    for (Task task : tasks) {
      Lane first = lanes.peek();
      boolean fits = first != null && first.freeNanos() <= task.fromNanos();
      long uuid = fits ? lanes.remove().uuid() : tracks.declare(parent, "tasks");
      tracks.slice(uuid, task.fromNanos(), task.toNanos(), TraceEvent.of(task.name(), "task"));
      lanes.add(new Lane(uuid, task.toNanos()));
    }
  }

  private static void logs(Tracks tracks, GoroutineTracks goroutines, Generation generation) {
    Marks marks = generation.marks();
    for (int i = 0; i < marks.logCount(); i++) {
      int row = tracks.row(generation, marks.logGoroutine(i) + 1);
      if (row >= 0) {
        String key = generation.strings().get(marks.logKey(i));
        String text = generation.strings().get(marks.logValue(i));
        tracks.instant(
            goroutines.uuid(row),
            generation.nanos(marks.logTicks(i)),
            TraceEvent.of(key.isEmpty() ? text : key + ": " + text, "log"));
      }
    }
  }
}
