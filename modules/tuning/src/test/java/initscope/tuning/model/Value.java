package initscope.tuning.model;

/// What the kernel or the file may hold.
public enum Value {
  /// Nothing was observed yet.
  NONE,
  /// What was there before.
  OLD,
  /// What a boot without our file sets; for an observer the same as {@link #OLD}.
  BOOT,
  /// What we write.
  OURS,
  /// What somebody else wrote.
  FOREIGN
}
