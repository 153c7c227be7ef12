package initscope.formats.folded;

import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.profile.ProfileFile;
import java.util.Optional;

/// Folded stacks as stackcollapse-*.pl of FlameGraph, inferno, async-profiler, bpftrace's helpers and {@link FoldedWriter} write them:
/// {@code frame;frame;frame N}, root first. One sample a line, in the order of the lines.
///
/// - A count may have a fraction, which is left out as inferno does, and noted once.
/// - A line of difffolded.pl, {@code frame;frame N M}, has a count before and one after. Where most lines are such, there are two
///   profiles: {@code after}, which flamegraph.pl draws too, and {@code before}. A count of 0 gives no sample.
/// - Marks at the end of a name ({@code _[k]}, {@code _[j]}, {@code _[i]}) stay there.
/// - Semicolons at either end of a stack are left out; between two of them is a frame {@code ?}.
/// - Blank lines and those that begin with {@code # } say nothing.
public final class FoldedReader implements Decoder<ProfileFile> {
  /// Name of the format.
  public static final String NAME = "folded";

  private static final int GUESS_LINES = 100;

  /// A reader.
  public FoldedReader() {}

  @Override
  public Format format() {
    return new Format(NAME, "folded stacks");
  }

  /// Whether most lines end in a count, and at least half of them have more than one frame. Prose and tables with semicolons have
  /// a blank behind them.
  @Override
  public boolean recognises(Bytes head) {
    int stacks = 0;
    int single = 0;
    int strange = 0;
    for (String line : Heads.lines(head, GUESS_LINES)) {
      Optional<FoldedLine> read = FoldedLine.scan(line);
      if (isOther(line)) {
        continue;
      }
      String stack = read.map(r -> line.substring(0, r.stackEnd())).orElse("; ");
      if (stack.contains("; ") || stack.indexOf('\0') >= 0) {
        strange++;
      } else if (stack.indexOf(';') >= 0) {
        stacks++;
      } else {
        single++;
      }
    }
    return stacks > 0 && stacks >= single && stacks + single >= 4 * strange;
  }

  @Override
  public Decoded<ProfileFile> decode(Bytes in) {
    FoldedStacks stacks = new FoldedStacks(isDifference(in));
    for (Line line : in.lines()) {
      stacks.add(line);
    }
    return stacks.decoded();
  }

  /// Whether most of the first lines have two counts. A last line without its end counts only if it is alone, for a cut may have taken
  /// its second count.
  private static boolean isDifference(Bytes in) {
    int two = 0;
    int one = 0;
    int lines = 0;
    for (Line line : in.lines()) {
      if (lines++ == GUESS_LINES || (!line.ended() && lines > 1)) {
        break;
      }
      String text = line.text();
      Optional<FoldedLine> last = isOther(text) ? Optional.empty() : FoldedLine.scan(text);
      if (last.isPresent()) {
        boolean pair = last.get().before(text).isPresent();
        two += pair ? 1 : 0;
        one += pair ? 0 : 1;
      }
    }
    return two > one;
  }

  static boolean isOther(String line) {
    return line.isBlank() || line.startsWith("# ");
  }
}
