package initscope.gotrace.generation;

import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.DenseIntMap;
import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.model.Bytes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Texts of one generation by their numbers. They stay in the file until somebody asks.
public final class Strings {
  private static final long FIRST_LITERAL = 1L << 48;

  private final Bytes bytes;
  private final DenseIntMap rows;
  private final LongColumn offsets;
  private final IntColumn lengths;
  private final List<String> literals = new ArrayList<>();
  private final Map<String, Long> literalIds = new HashMap<>();

  /// No texts.
  ///
  /// @param bytes the file
  public Strings(Bytes bytes) {
    this.bytes = bytes;
    rows = new DenseIntMap();
    offsets = new LongColumn();
    lengths = new IntColumn();
  }

  /// Reads where the texts stand, as {@link #write} wrote it.
  Strings(ColumnReader in, Bytes bytes) throws DamagedIndexException {
    this.bytes = bytes;
    offsets = LongColumn.read(in);
    lengths = IntColumn.read(in);
    rows = DenseIntMap.read(in, size());
    require(lengths.size() == size(), "columns of texts");
    for (int row = 0; row < size(); row++) {
      long offset = offsets.get(row);
      int length = lengths.get(row);
      require(offset >= 0 && length >= 0 && offset <= bytes.size() - length, "a text's place");
    }
    literals.addAll(in.texts());
    for (int i = 0; i < literals.size(); i++) {
      literalIds.put(literals.get(i), FIRST_LITERAL + i);
    }
  }

  void write(ColumnWriter out) throws IOException {
    offsets.write(out);
    lengths.write(out);
    rows.write(out);
    out.texts(literals);
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
