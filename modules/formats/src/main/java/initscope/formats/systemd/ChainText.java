package initscope.formats.systemd;

import initscope.model.EvidenceRef;
import initscope.model.boot.ChainLine;
import initscope.model.start.Timespan;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One line of a critical chain: how far right, which unit, when.
record ChainText(String name, OptionalLong atNanos, OptionalLong plusNanos) {
  /// No boot takes a year: systemd's own differences of times in the wrong order come out as half a million of them.
  private static final long LONGEST = 31_557_600_000_000_000L;

  /// What is left of box characters where UTF-8 was shown as Latin: each begins with an a with circumflex.
  private static final char MANGLED = '\u00e2';

  ChainLine line(int depth, EvidenceRef place) {
    return new ChainLine(depth, name, atNanos, plusNanos, place);
  }

  boolean isTimed() {
    return atNanos.isPresent() || plusNanos.isPresent();
  }

  /// Index of the name behind what is drawn, where a name or dots follow.
  static OptionalInt nameStart(String text) {
    int at = 0;
    while (at < text.length() && isDrawing(text, at)) {
      at++;
    }
    return at < text.length() ? OptionalInt.of(at) : OptionalInt.empty();
  }

  private static boolean isDrawing(String text, int at) {
    char c = text.charAt(at);
    if (c == '-') {
      // the second character of `- and |-; a name such as -.mount begins with one too
      return at > 0 && (text.charAt(at - 1) == '`' || text.charAt(at - 1) == '|');
    }
    return c == ' ' || c == '|' || c == '`' || c >= 0x80;
  }

  /// How many columns are drawn before an index.
  static int columns(String text, int end) {
    int columns = 0;
    for (int i = 0; i < end; i++) {
      char c = text.charAt(i);
      boolean shown = c < 0x80 || c == MANGLED || c == '\u00a0' || (c >= 0x2500 && c < 0x2580);
      columns += shown ? 1 : 0;
    }
    return columns;
  }

  /// Whether more than blanks stands before an index.
  static boolean isDrawn(String text, int end) {
    return !text.substring(0, end).isBlank();
  }

  /// {@code NAME [@SPAN] [+SPAN]}.
  static Optional<ChainText> timesOf(String text, int start) {
    int end = text.indexOf(' ', start);
    String name = text.substring(start, end < 0 ? text.length() : end);
    if (!UnitNames.is(name)) {
      return Optional.empty();
    }
    String rest = end < 0 ? "" : text.substring(end).strip();
    int plus = rest.indexOf('+');
    String at = plus < 0 ? rest : rest.substring(0, plus).strip();
    OptionalLong atNanos =
        at.startsWith("@") ? Timespan.printed(at.substring(1)) : OptionalLong.empty();
    OptionalLong plusNanos =
        plus < 0 ? OptionalLong.empty() : Timespan.printed(rest.substring(plus + 1));
    boolean readable = at.isEmpty() || atNanos.isPresent();
    if (!readable || (plus >= 0 && plusNanos.isEmpty())) {
      return Optional.empty();
    }
    return Optional.of(new ChainText(name, bounded(atNanos), bounded(plusNanos)));
  }

  private static OptionalLong bounded(OptionalLong nanos) {
    return nanos.isPresent() && nanos.getAsLong() > LONGEST ? OptionalLong.empty() : nanos;
  }
}
