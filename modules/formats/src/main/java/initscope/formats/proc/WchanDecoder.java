package initscope.formats.proc;

import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problems;
import java.util.Optional;

/// /proc/PID/wchan: one kernel symbol without a line end; `0` when it sleeps nowhere or may not be told.
public final class WchanDecoder implements Decoder<Optional<String>> {
  private static final Format FORMAT = new Format("proc-wchan", "/proc/PID/wchan");
  private static final int LONGEST_SYMBOL = 512;

  @Override
  public Format format() {
    return FORMAT;
  }

  /// Only a lone symbol with an underscore: a single word is too little to go by.
  @Override
  public boolean recognises(Bytes head) {
    String text = Heads.text(head, LONGEST_SYMBOL + 1);
    return text.length() <= 64 && text.indexOf('_') >= 0 && isSymbol(text);
  }

  @Override
  public Decoded<Optional<String>> decode(Bytes in) {
    Problems problems = new Problems();
    String text = in.first(LONGEST_SYMBOL + 1).utf8().strip();
    if (text.isEmpty() || text.equals("0")) {
      return new Decoded<>(Optional.empty(), problems.toList());
    }
    if (text.length() > LONGEST_SYMBOL || !isSymbol(text)) {
      problems.add("wchan.unreadable", Problem.Effect.LOST_FROM_HERE, 0, text);
      return new Decoded<>(Optional.empty(), problems.toList());
    }
    return new Decoded<>(Optional.of(text), problems.toList());
  }

  private static boolean isSymbol(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      if (!letter && (i == 0 || ((c < '0' || c > '9') && c != '.' && c != '$'))) {
        return false;
      }
    }
    return !text.isEmpty();
  }
}
