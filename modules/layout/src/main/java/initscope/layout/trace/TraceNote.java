package initscope.layout.trace;

import initscope.gotrace.generation.Generation;
import initscope.model.Frame;
import java.util.List;

/// One mark on a row, or several that lie so near to each other that they are drawn as one.
///
/// @param row where
/// @param sort what
/// @param count how many it stands for
/// @param from when the first begins, in nanoseconds
/// @param to when the last ends
/// @param item what the first is in its generation
/// @param generation where the first happened
public record TraceNote(
    TraceRow row,
    TraceNotes.Sort sort,
    int count,
    long from,
    long to,
    int item,
    Generation generation) {
  /// Whether it stands for several.
  public boolean isMerged() {
    return count > 1;
  }

  /// Category of a log; host text, may be empty.
  public String category() {
    return sort == TraceNotes.Sort.LOG
        ? generation.strings().get(generation.marks().logKey(item))
        : "";
  }

  /// Message of a log, the function in which a sample was taken; host text, may be empty.
  public String text() {
    return switch (sort) {
      case ASSIST -> "";
      case LOG -> generation.strings().get(generation.marks().logValue(item));
      case SAMPLE -> {
        List<Frame> frames = stack();
        yield frames.isEmpty() ? "" : frames.getFirst().function();
      }
    };
  }

  /// The stack of a sample, leaf first; empty for others.
  public List<Frame> stack() {
    return sort == TraceNotes.Sort.SAMPLE
        ? generation.stacks().frames(generation.marks().sampleStack(item))
        : List.of();
  }

  /// The goroutine on which it happened, as a row of the trace's table, -1 where not known.
  public int goroutine(TraceBook book) {
    return switch (sort) {
      case ASSIST -> row.index();
      case SAMPLE -> book.trace().goroutines().find(generation.marks().sampleGoroutine(item));
      case LOG -> {
        int local = generation.marks().logGoroutine(item);
        yield local < 0 ? -1 : book.trace().goroutines().find(generation.goroutineId(local));
      }
    };
  }

  /// The task a log belongs to, as a row of {@link TraceBook#tasks}, -1 for none.
  public int task(TraceBook book) {
    return sort == TraceNotes.Sort.LOG ? book.tasks().find(generation.marks().logTask(item)) : -1;
  }
}
