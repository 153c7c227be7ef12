package initscope.formats.perf;

import initscope.model.Frame;
import java.util.Optional;
import java.util.OptionalInt;

/// The line that perf prints below a frame where it was asked for source lines: {@code   server.go:17}.
final class SourceLines {
  private SourceLines() {}

  static boolean is(byte[] text, int from, int to) {
    int colon = colon(text, from, to);
    return colon > from && colon + 1 < to && Scan.skipDigits(text, colon + 1, to) == to;
  }

  private static int colon(byte[] text, int from, int to) {
    int i = to - 1;
    while (i > from && text[i] != ':') {
      i--;
    }
    return i;
  }

  static Frame with(Frame frame, byte[] text, int from, int to) {
    int colon = colon(text, from, to);
    return new Frame(
        frame.function(),
        Optional.of(Scan.text(text, from, colon)),
        OptionalInt.of(Scan.number(text, colon + 1, to)),
        frame.pc(),
        frame.inlined(),
        frame.module());
  }
}
