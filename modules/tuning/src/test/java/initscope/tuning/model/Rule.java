package initscope.tuning.model;

/// A rule of the protocol. Without one of them some fault must lead to a violation: that is what makes it a rule.
public enum Rule {
  /// The timer is armed before anything is applied.
  TIMER_BEFORE_APPLY,
  /// The begin marker is written before the effect.
  BEGIN_MARKER,
  /// A value is compared with ours before it is restored.
  COMPARE_BEFORE_RESTORE,
  /// A unit takes the change back at boot.
  BOOT_GUARD,
  /// The states CONFIRMING and CONFIRMED are synced.
  SYNC_OF_CONFIRMED,
  /// The begin marker of a file is synced before the file is written.
  SYNC_OF_BEGIN,
  /// Timer and boot guard are removed after the outcome is synced.
  DISARM_LAST,
  /// Confirm looks at the state and the values first.
  CONFIRM_CHECKS_STATE,
  /// After a boot with our file, the runtime value goes back together with it.
  RESET_RUNTIME_AFTER_BOOT,
  /// The timer fires again until it is stopped.
  TIMER_REPEATS,
  /// The journal holds the intent before the host is touched.
  INTENT_BEFORE_EFFECT,
  /// A rollback that finds a final state syncs it before it disarms.
  SYNC_BEFORE_DISARM,
  /// A status that finds a final state syncs it before it is told.
  SYNC_BEFORE_REPORT,
  /// One verb at a time.
  LOCK,
  /// A rollback knows whether the host was booted since the change was armed.
  BOOT_ID_FENCE
}
