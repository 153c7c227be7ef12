package initscope.gotrace.util;

/// Bytes do not hold what {@link ColumnWriter} would have written.
public final class DamagedIndexException extends Exception {
  private static final long serialVersionUID = 1;

  /// @param what does not hold
  public DamagedIndexException(String what) {
    super(what, null, false, false);
  }

  /// Throws where something that must hold does not.
  public static void require(boolean holds, String what) throws DamagedIndexException {
    if (!holds) {
      throw new DamagedIndexException(what);
    }
  }
}
