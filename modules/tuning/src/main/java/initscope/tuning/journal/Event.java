package initscope.tuning.journal;

/// One exchange with a host.
///
/// @param wallMillis when, by this computer's clock
/// @param step name of the script
/// @param words its arguments, shortened for people
/// @param exit status; -1 when the end was not seen
/// @param out standard output, cut at 64 KiB
/// @param err standard error, cut at 64 KiB
public record Event(long wallMillis, String step, String words, int exit, String out, String err) {
  private static final int MAX = 64 << 10;

  /// Cuts the texts.
  public Event {
    out = out.length() > MAX ? out.substring(0, MAX) : out;
    err = err.length() > MAX ? err.substring(0, MAX) : err;
  }
}
