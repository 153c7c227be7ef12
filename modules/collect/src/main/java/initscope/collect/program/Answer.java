package initscope.collect.program;

import initscope.collect.steps.Step;

/// Where a named piece of an answer goes.
///
/// @param step that asked
/// @param entry raw entry it belongs to
/// @param heading line that stands before it where an entry holds several files; empty for none
/// @param dropLastFeed whether the reader added a line feed that the file does not have
record Answer(Step step, String entry, String heading, boolean dropLastFeed) {
  static Answer of(Step step, String entry) {
    return new Answer(step, entry, "", false);
  }
}
