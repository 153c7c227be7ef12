package initscope.gotrace;

import initscope.model.Bytes;
import java.util.OptionalInt;

/// The header of a trace: {@code go 1.N trace} padded with zeros to 16 bytes.
public final class TraceFormat {
  /// Length of the header.
  public static final int HEADER_BYTES = 16;

  /// First minor version of Go with the format in generations.
  public static final int FIRST_V2 = 22;

  /// Newest format whose events are known. Go 1.27 still writes it.
  public static final int NEWEST = 26;

  private static final Bytes START = Bytes.of("go 1.");
  private static final Bytes END = Bytes.of(" trace");

  private TraceFormat() {}

  /// The minor version in the header, empty where it is no trace.
  public static OptionalInt version(Bytes head) {
    if (head.size() < HEADER_BYTES || !head.startsWith(START, 0)) {
      return OptionalInt.empty();
    }
    int at = (int) START.size();
    int version = 0;
    while (at < START.size() + 3 && head.at(at) >= '0' && head.at(at) <= '9') {
      version = version * 10 + head.at(at++) - '0';
    }
    if (at == START.size() || !head.startsWith(END, at)) {
      return OptionalInt.empty();
    }
    for (int i = at + (int) END.size(); i < HEADER_BYTES; i++) {
      if (head.at(i) != 0) {
        return OptionalInt.empty();
      }
    }
    return OptionalInt.of(version);
  }
}
