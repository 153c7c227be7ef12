package initscope.formats.systemd;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.formats.text.Terminal;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.EvidenceRef;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Output of a program of systemd with one item a line, as people paste it: colours are taken off; prompts and words of a pager are no
/// problem. Damage costs the damaged line.
abstract class PastedDecoder<T> implements Decoder<List<T>> {
  private static final int GUESS_LINES = 40;
  private static final int LONGEST_LINE = 8 << 10;
  private static final EvidenceRef NOWHERE = EvidenceRef.whole("", "");
  private final Format format;

  PastedDecoder(Format format) {
    this.format = format;
  }

  @Override
  public final Format format() {
    return format;
  }

  /// Reads one line; empty when it is not of this format.
  abstract Optional<T> scan(String line, EvidenceRef place);

  /// Titles and legends, which carry no item and are no problem.
  boolean isOther(String line) {
    return false;
  }

  /// A title that no other output has: with it a single item is enough to tell the format.
  boolean isTitle(String line) {
    return false;
  }

  @Override
  public boolean recognises(Bytes head) {
    int items = 0;
    int strange = 0;
    boolean title = false;
    for (String line : Heads.lines(head, GUESS_LINES)) {
      String text = Terminal.plain(line);
      title |= isTitle(text);
      if (scan(text, NOWHERE).isPresent()) {
        items++;
      } else if (!isOther(text) && !Terminal.isNoise(text)) {
        strange++;
      }
    }
    return items > 0 && (title || items >= 3 * strange);
  }

  @Override
  public Decoded<List<T>> decode(Bytes in) {
    List<T> items = new ArrayList<>();
    Problems problems = new Problems();
    for (Line line : in.lines()) {
      if (line.bytes().size() > LONGEST_LINE || Binary.is(line)) {
        problems.skipped(format.name() + ".line.unreadable", line);
        continue;
      }
      String text = Terminal.plain(line.text());
      Optional<T> item = scan(text, EvidenceRef.at("", line));
      item.ifPresent(items::add);
      if (item.isPresent() && !line.ended()) {
        problems.add(format.name() + ".line.unfinished", Problem.Effect.NOTE, line.offset(), text);
      } else if (item.isEmpty() && Unfinished.is(text)) {
        Unfinished.tell(problems, line);
      } else if (item.isEmpty() && !isOther(text) && !Terminal.isNoise(text)) {
        problems.skipped(format.name() + ".line.unreadable", line);
      }
    }
    return new Decoded<>(List.copyOf(items), problems.toList());
  }
}
