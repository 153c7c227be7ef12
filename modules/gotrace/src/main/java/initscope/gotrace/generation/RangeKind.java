package initscope.gotrace.generation;

/// Kinds of records in a lane of ranges. What begins last ends first, for each pair of kinds.
public final class RangeKind {
  /// A region of the program's own begins; the number is its name's.
  public static final int REGION_BEGIN = 1;

  /// A region ends.
  public static final int REGION_END = 2;

  /// The goroutine begins to help the garbage collector mark.
  public static final int ASSIST_BEGIN = 0;

  /// It ends.
  public static final int ASSIST_END = 3;

  private RangeKind() {}
}
