package initscope.formats.folded;

import initscope.model.Frame;
import initscope.model.profile.Profile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Two profiles as one text that flamegraph.pl and inferno draw in red and blue: what difffolded.pl of FlameGraph and inferno-diff-folded
/// write of two files of folded stacks.
public final class DiffFolded {
  private DiffFolded() {}

  /// How.
  ///
  /// @param normalize counts before are scaled so that both sums are equal: for recordings that went on for different times
  /// @param stripHex numbers such as {@code 0x45ef2173} in names become {@code 0x...}, so that stacks which differ by addresses alone are one
  public record Options(boolean normalize, boolean stripHex) {
    /// Neither.
    public static final Options PLAIN = new Options(false, false);
  }

  private static final class Counts {
    long before;
    long after;
  }

  /// One line a stack, {@code stack BEFORE AFTER}, in the order in which stacks are first met.
  public static String write(Profile before, Profile after, Options options) {
    Map<String, Counts> all = new LinkedHashMap<>();
    before.samples().forEach(s -> counts(all, s.stack(), options).before += s.weight());
    after.samples().forEach(s -> counts(all, s.stack(), options).after += s.weight());
    boolean scaled = options.normalize() && before.total() != after.total() && before.total() != 0;
    StringBuilder out = new StringBuilder();
    all.forEach(
        (stack, counts) -> {
          long first =
              scaled
                  ? (long) ((double) counts.before * after.total() / before.total())
                  : counts.before;
          out.append(stack).append(' ').append(first).append(' ').append(counts.after);
          out.append('\n');
        });
    return out.toString();
  }

  private static Counts counts(Map<String, Counts> all, List<Frame> stack, Options options) {
    String line = FoldedWriter.stack(stack);
    return all.computeIfAbsent(options.stripHex() ? stripped(line) : line, l -> new Counts());
  }

  /// {@code 0x} and hexadecimal digits become {@code 0x...}.
  private static String stripped(String text) {
    int found = text.indexOf("0x");
    if (found < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (; found >= 0; found = text.indexOf("0x", Math.max(found + 2, from))) {
      int end = found + 2;
      while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
        end++;
      }
      if (end > found + 2) {
        out.append(text, from, found).append("0x...");
        from = end;
      }
    }
    return out.append(text.substring(from)).toString();
  }
}
