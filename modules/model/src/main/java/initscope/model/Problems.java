package initscope.model;

import java.util.ArrayList;
import java.util.List;

/// Collects the problems of one decoding, bounded by {@link Problem#MAX_PROBLEMS}. Not shared between threads.
public final class Problems {
  private final List<Problem> problems = new ArrayList<>();
  private long dropped;
  private long firstDroppedOffset;

  /// Adds a problem; the quote is taken from the input at the offset.
  public void add(String id, Problem.Effect effect, long offset, String quote) {
    if (problems.size() < Problem.MAX_PROBLEMS) {
      problems.add(new Problem(id, effect, offset, quote));
    } else if (dropped++ == 0) {
      firstDroppedOffset = offset;
    }
  }

  /// Adds a problem about a whole line.
  public void skipped(String id, Line line) {
    add(id, Problem.Effect.SKIPPED, line.offset(), line.bytes().first(Problem.MAX_QUOTE).utf8());
  }

  /// True when nothing was added.
  public boolean isEmpty() {
    return problems.isEmpty();
  }

  /// What was added, in order, with one closing note where some had to be dropped.
  public List<Problem> toList() {
    if (dropped == 0) {
      return List.copyOf(problems);
    }
    List<Problem> all = new ArrayList<>(problems);
    all.add(
        new Problem("problems.more", Problem.Effect.NOTE, firstDroppedOffset, dropped + " more"));
    return List.copyOf(all);
  }
}
