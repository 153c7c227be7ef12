package initscope.gotrace.v2;

import initscope.gotrace.generation.Reasons;
import initscope.model.Problem.Effect;
import initscope.model.Problems;

/// Whether what events refer to is in their generation's tables.
final class TableChecks {
  private final Tables tables;
  private final Reasons reasons;
  private final Problems problems;
  private final boolean complete;
  private boolean told;

  /// @param complete whether the tables were read whole; where they were not, that was said already
  TableChecks(Tables tables, Reasons reasons, Problems problems, boolean complete) {
    this.tables = tables;
    this.reasons = reasons;
    this.problems = problems;
    this.complete = complete;
  }

  /// The number of a stack, 0 where there is none.
  long stack(Cursor c, long id) {
    return id == 0 || tables.stacks.has(id) ? id : missing(c, "stack", id);
  }

  /// The number of a string, 0 where there is none.
  long string(Cursor c, long id) {
    return id == 0 || tables.strings.has(id) ? id : missing(c, "string", id);
  }

  /// The reason whose text is a string.
  int reason(Cursor c, long id) {
    return reasons.of(string(c, id));
  }

  private long missing(Cursor c, String what, long id) {
    if (complete && !told) {
      problems.add("gotrace.reference", Effect.SKIPPED, c.offset(), "no " + what + " " + id);
      told = true;
    }
    return 0;
  }
}
