package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.LineDecoder;
import initscope.model.Bytes;
import initscope.model.Format;
import initscope.model.host.Limit;
import java.util.Optional;
import java.util.OptionalLong;

/// /proc/PID/limits: a name of several words, the soft and the hard limit, a unit.
public final class LimitsDecoder extends LineDecoder<Limit> {
  private static final String UNLIMITED = "unlimited";

  /// A decoder.
  public LimitsDecoder() {
    super(new Format("proc-limits", "/proc/PID/limits"), "limits");
  }

  @Override
  public boolean recognises(Bytes head) {
    return (head.startsWith("Limit ") || head.startsWith("Max ")) && super.recognises(head);
  }

  @Override
  protected boolean isOther(String line) {
    return line.isBlank() || (line.startsWith("Limit ") && line.contains("Soft Limit"));
  }

  @Override
  protected Optional<Limit> scan(String line) {
    Cursor c = new Cursor(line);
    int nameEnd = 0;
    String word = c.word();
    while (!c.failed() && !isValue(word)) {
      nameEnd = c.position();
      word = c.gap().word();
    }
    String hard = c.gap().word();
    String unit = c.blanks().rest().stripTrailing();
    if (c.failed() || nameEnd == 0 || !isValue(hard) || unit.indexOf(' ') >= 0) {
      return Optional.empty();
    }
    return Optional.of(new Limit(line.substring(0, nameEnd), value(word), value(hard), unit));
  }

  private static boolean isValue(String word) {
    return word.equals(UNLIMITED) || (word.length() < 20 && Cursor.isDigits(word));
  }

  private static OptionalLong value(String word) {
    return word.equals(UNLIMITED)
        ? OptionalLong.empty()
        : OptionalLong.of(new Cursor(word).decimal());
  }
}
