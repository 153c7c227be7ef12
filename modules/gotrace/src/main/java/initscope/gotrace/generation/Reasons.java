package initscope.gotrace.generation;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.DenseIntMap;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Why goroutines wait, as numbers below 240, and how long they did.
public final class Reasons {
  /// Why is not known.
  public static final int UNKNOWN = 0;

  /// Beyond this many different texts the rest share one number.
  public static final int MOST = 239;

  private static final int WIDTH = 4; // count, sum, longest, unused

  private static final int MOST_KNOWN = 1 << 16;

  private final Strings strings;
  private final DenseIntMap byString = new DenseIntMap();
  private int known;
  private final List<String> texts = new ArrayList<>(List.of(""));
  private long[] sums = new long[16 * WIDTH];

  /// No reasons.
  ///
  /// @param strings where their texts stand
  public Reasons(Strings strings) {
    this.strings = strings;
  }

  /// The number of the reason whose text has this number in the table of strings.
  public int of(long stringId) {
    int reason = byString.get(stringId);
    return reason >= 0 ? reason : add(stringId);
  }

  private int add(long stringId) {
    int reason = of(strings.get(stringId));
    if (known++ < MOST_KNOWN) {
      byString.put(stringId, reason);
    }
    return reason;
  }

  /// The number of a reason.
  public int of(String text) {
    int at = texts.indexOf(text);
    if (at < 0 && texts.size() <= MOST) {
      if (texts.size() * WIDTH == sums.length) {
        sums = Arrays.copyOf(sums, sums.length * 2);
      }
      texts.add(text);
      return texts.size() - 1;
    }
    return at < 0 ? MOST : at;
  }

  /// Adds a wait that ended.
  void waited(int reason, long waitTicks) {
    int at = reason * WIDTH;
    sums[at]++;
    sums[at + 1] += waitTicks;
    sums[at + 2] = Math.max(sums[at + 2], waitTicks);
  }

  /// All texts, by number.
  public List<String> texts() {
    return List.copyOf(texts);
  }

  /// How many waits of a reason began and ended in the generation.
  public long count(int reason) {
    return sums[reason * WIDTH];
  }

  /// The longest of them.
  public long longestTicks(int reason) {
    return sums[reason * WIDTH + 2];
  }

  /// How long they were together.
  public long ticks(int reason) {
    return sums[reason * WIDTH + 1];
  }

  void write(ColumnWriter out) throws IOException {
    out.texts(texts);
    out.longs(sums, sums.length);
  }

  /// Reads what {@link #write} wrote.
  static Reasons read(ColumnReader in, Strings strings) throws DamagedIndexException {
    Reasons reasons = new Reasons(strings);
    reasons.texts.clear();
    reasons.texts.addAll(in.texts());
    int size = reasons.texts.size();
    DamagedIndexException.require(size > 0 && size <= MOST + 1, "reasons");
    System.arraycopy(in.longs(reasons.sums.length), 0, reasons.sums, 0, reasons.sums.length);
    return reasons;
  }
}
