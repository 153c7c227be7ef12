package initscope.tuning.host;

/// How a script ended on the host.
///
/// @param exit status
/// @param out standard output
/// @param err standard error
public record Reply(int exit, String out, String err) {
  /// The guard's own sentence from standard error, without its name; the last line, since warnings of a login may precede it.
  public String sentence() {
    String last = err.strip();
    last = last.substring(last.lastIndexOf('\n') + 1);
    return last.startsWith("guard: ") ? last.substring(7) : last;
  }
}
