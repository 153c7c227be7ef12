package initscope.layout.flame;

import java.util.Locale;

/// What stacks of one root frame have in common.
public enum FlameGrouping {
  /// Nothing: no such frame.
  NONE,
  /// The thread, by id.
  THREAD,
  /// The thread's name.
  NAME,
  /// The goroutine.
  GOROUTINE,
  /// What the goroutine or thread does: its status.
  STATE,
  /// The control group.
  CGROUP,
  /// None, in the order in which package inits ran.
  ORDER,
  /// The folders of a package's import path.
  PATH,
  /// Who imports a package, as far as that was read.
  IMPORTS,
  /// How far the start is: package init, main, or neither.
  PHASE;

  /// Key of its name.
  public String key() {
    return "flame.grouping." + name().toLowerCase(Locale.ROOT);
  }
}
