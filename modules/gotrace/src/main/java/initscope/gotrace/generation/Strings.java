package initscope.gotrace.generation;

import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;
import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Texts of one generation by their numbers. They stay in the file until somebody asks.
public final class Strings {
  private static final long FIRST_LITERAL = 1L << 48;

  private final Bytes bytes;
  private final LongIntMap rows = new LongIntMap();
  private final LongColumn offsets = new LongColumn();
  private final IntColumn lengths = new IntColumn();
  private final List<String> literals = new ArrayList<>();
  private final Map<String, Long> literalIds = new HashMap<>();

  /// No texts.
  ///
  /// @param bytes the file
  public Strings(Bytes bytes) {
    this.bytes = bytes;
  }

  /// Adds a text.
  ///
  /// @return false where the number has one already
  public boolean add(long id, long offset, int length) {
    if (has(id)) {
      return false;
    }
    rows.put(id, offsets.size());
    offsets.add(offset);
    lengths.add(length);
    return true;
  }

  /// The number of a text that is not in the file.
  public long literal(String text) {
    if (text.isEmpty()) {
      return 0;
    }
    return literalIds.computeIfAbsent(
        text,
        t -> {
          literals.add(t);
          return FIRST_LITERAL + literals.size() - 1;
        });
  }

  /// Whether there is a text of this number; 0 is the empty text.
  public boolean has(long id) {
    return id == 0 || rows.get(id) >= 0;
  }

  /// The text, empty where there is none; malformed bytes become U+FFFD.
  public String get(long id) {
    if (id >= FIRST_LITERAL && id - FIRST_LITERAL < literals.size()) {
      return literals.get((int) (id - FIRST_LITERAL));
    }
    int row = id == 0 ? -1 : rows.get(id);
    return row < 0 ? "" : bytes.utf8(offsets.get(row), lengths.get(row));
  }

  /// How many there are.
  public int size() {
    return offsets.size();
  }
}
