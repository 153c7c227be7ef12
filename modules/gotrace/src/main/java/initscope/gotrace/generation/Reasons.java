package initscope.gotrace.generation;

import initscope.gotrace.util.LongIntMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Why goroutines wait, as numbers below 240, and how long they did.
public final class Reasons {
  /// Why is not known.
  public static final int UNKNOWN = 0;

  /// Beyond this many different texts the rest share one number.
  public static final int MOST = 239;

  private final Strings strings;
  private final LongIntMap byString = new LongIntMap();
  private final List<String> texts = new ArrayList<>(List.of(""));
  private long[] counts = new long[16];
  private long[] ticks = new long[16];
  private long[] longest = new long[16];

  /// No reasons.
  ///
  /// @param strings where their texts stand
  public Reasons(Strings strings) {
    this.strings = strings;
  }

  /// The number of the reason whose text has this number in the table of strings.
  public int of(long stringId) {
    int known = byString.get(stringId);
    return known >= 0 ? known : add(stringId);
  }

  private int add(long stringId) {
    int reason = of(strings.get(stringId));
    if (byString.size() < 1 << 16) {
      byString.put(stringId, reason);
    }
    return reason;
  }

  /// The number of a reason.
  public int of(String text) {
    int at = texts.indexOf(text);
    if (at < 0 && texts.size() <= MOST) {
      if (texts.size() == counts.length) {
        counts = Arrays.copyOf(counts, counts.length * 2);
        ticks = Arrays.copyOf(ticks, counts.length);
        longest = Arrays.copyOf(longest, counts.length);
      }
      texts.add(text);
      return texts.size() - 1;
    }
    return at < 0 ? MOST : at;
  }

  /// Adds a wait that ended.
  void waited(int reason, long waitTicks) {
    counts[reason]++;
    ticks[reason] += waitTicks;
    longest[reason] = Math.max(longest[reason], waitTicks);
  }

  /// All texts, by number.
  public List<String> texts() {
    return List.copyOf(texts);
  }

  /// How many waits of a reason began and ended in the generation.
  public long count(int reason) {
    return counts[reason];
  }

  /// The longest of them.
  public long longestTicks(int reason) {
    return longest[reason];
  }

  /// How long they were together.
  public long ticks(int reason) {
    return ticks[reason];
  }
}
