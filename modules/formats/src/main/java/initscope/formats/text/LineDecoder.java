package initscope.formats.text;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A format with one item per line: scans each line on its own, so that damage costs the damaged line only.
///
/// @param <T> the item
public abstract class LineDecoder<T> implements Decoder<List<T>> {
  private static final int GUESS_LINES = 8;
  private final Format format;
  private final String id;

  /// A decoder whose problem ids begin with {@code id}.
  protected LineDecoder(Format format, String id) {
    this.format = format;
    this.id = id;
  }

  @Override
  public final Format format() {
    return format;
  }

  /// Reads one line; empty when it is not of this format.
  protected abstract Optional<T> scan(String line);

  /// Lines that carry no item and are no problem: titles, blank lines.
  protected boolean isOther(String line) {
    return line.isBlank();
  }

  /// Longest line of this format; what is longer is not scanned.
  protected int longestBytes() {
    return 64 << 10;
  }

  @Override
  public boolean recognises(Bytes head) {
    int items = 0;
    int strange = 0;
    for (String line : Heads.lines(head, GUESS_LINES)) {
      if (scan(line).isPresent()) {
        items++;
      } else if (!isOther(line)) {
        strange++;
      }
    }
    // one damaged line among several good ones does not hide what the file is
    return items > 0 && items >= 3 * strange;
  }

  @Override
  public Decoded<List<T>> decode(Bytes in) {
    List<T> items = new ArrayList<>();
    Problems problems = new Problems();
    for (Line line : in.lines()) {
      if (line.bytes().size() > longestBytes()) {
        problems.skipped(id + ".line.too-long", line);
        continue;
      }
      if (Binary.is(line)) {
        problems.skipped(id + ".line.unreadable", line);
        continue;
      }
      String text = line.text();
      Optional<T> item = scan(text);
      item.ifPresent(items::add);
      if (item.isEmpty() && !isOther(text)) {
        problems.skipped(id + ".line.unreadable", line);
      } else if (!line.ended() && item.isPresent()) {
        problems.add(id + ".line.unfinished", Problem.Effect.NOTE, line.offset(), clip(text));
      }
    }
    return new Decoded<>(List.copyOf(items), problems.toList());
  }

  private static String clip(String text) {
    return text.substring(0, Math.min(text.length(), Problem.MAX_QUOTE));
  }
}
