package initscope.xray.memory;

/// A memory cannot be read at all any more: the process has ended or the link is cut.
public final class MemoryLostException extends Exception {
  private static final long serialVersionUID = 1;

  /// Says why.
  public MemoryLostException(String message) {
    super(message);
  }

  /// Says why.
  public MemoryLostException(String message, Throwable cause) {
    super(message, cause);
  }
}
