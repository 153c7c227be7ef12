package initscope.gotrace.facts;

import initscope.gotrace.GoTrace;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.generation.Marks;
import initscope.gotrace.util.RowProgress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoTraceFacts;
import initscope.model.go.GoTraceFacts.Task;
import initscope.model.go.GoTraceFacts.Total;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Tasks of the program's own: their beginnings and ends put together.
final class Tasks {
  private final GoTrace trace;
  private final List<Task> tasks = new ArrayList<>();
  private final Totals totals = new Totals();
  private final Map<Long, Begun> begun = new HashMap<>();

  /// Names of the generation in work, by number: few, and each used by many tasks.
  private final Map<Long, String> names = new HashMap<>();

  private record Begun(String name, long parent, long nanos, int index) {}

  private Tasks(GoTrace trace) {
    this.trace = trace;
  }

  static Tasks of(GoTrace trace, RowProgress told) throws CancelledException {
    Tasks all = new Tasks(trace);
    for (Generation generation : trace.generations()) {
      all.take(generation, told);
    }
    all.begun.forEach((id, task) -> all.total(task.name(), trace.endNanos() - task.nanos()));
    return all;
  }

  /// The first of them, in the order in which they began.
  List<Task> tasks() {
    return List.copyOf(tasks);
  }

  /// All by name.
  List<Total> types() {
    return totals.toList();
  }

  private void take(Generation generation, RowProgress told) throws CancelledException {
    names.clear();
    Marks marks = generation.marks();
    int end = 0;
    for (int i = 0; i < marks.taskBeginCount(); i++) {
      while (end < marks.taskEndCount() && marks.taskEnd(end) < marks.taskBegin(i)) {
        end(generation, end++);
      }
      told.next();
      begin(generation, i);
    }
    while (end < marks.taskEndCount()) {
      end(generation, end++);
    }
  }

  private void begin(Generation generation, int row) {
    Marks marks = generation.marks();
    long nanos = generation.nanos(marks.taskBegin(row));
    String name = names.computeIfAbsent(marks.taskName(row), generation.strings()::get);
    long parent = marks.taskParent(row);
    int index = tasks.size() < GoTraceFacts.MOST ? tasks.size() : -1;
    begun.put(marks.taskId(row), new Begun(name, parent, nanos, index));
    if (index >= 0) {
      tasks.add(
          task(marks.taskId(row), parent, name, OptionalLong.of(nanos), OptionalLong.empty()));
    }
  }

  private void end(Generation generation, int row) {
    Marks marks = generation.marks();
    long id = marks.taskEndId(row);
    long nanos = generation.nanos(marks.taskEnd(row));
    Begun task = begun.remove(id);
    if (task == null) {
      if (tasks.size() < GoTraceFacts.MOST) {
        tasks.add(task(id, 0, "", OptionalLong.empty(), OptionalLong.of(nanos)));
      }
      return;
    }
    total(task.name(), nanos - task.nanos());
    if (task.index() >= 0) {
      tasks.set(
          task.index(),
          task(
              id,
              task.parent(),
              task.name(),
              OptionalLong.of(task.nanos()),
              OptionalLong.of(nanos)));
    }
  }

  private void total(String name, long nanos) {
    totals.add(name, 1, Math.max(0, nanos), Math.max(0, nanos));
  }

  private Task task(
      long id, long parent, String name, OptionalLong beginNanos, OptionalLong endNanos) {
    return new Task(
        id,
        parent == 0 || parent == -1 ? OptionalLong.empty() : OptionalLong.of(parent),
        name,
        relative(beginNanos),
        relative(endNanos));
  }

  private OptionalLong relative(OptionalLong nanos) {
    return nanos.isEmpty()
        ? nanos
        : OptionalLong.of(Math.max(0, nanos.getAsLong() - trace.startNanos()));
  }
}
