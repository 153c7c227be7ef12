package initscope.tuning.model;

/// A verb of the guard, and who runs it.
enum Verb {
  NONE,
  ARM,
  APPLY,
  CONFIRM,
  ROLLBACK,
  FORGET,
  TIMER,
  BOOT
}
