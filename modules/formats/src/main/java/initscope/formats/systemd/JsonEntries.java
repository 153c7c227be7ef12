package initscope.formats.systemd;

import initscope.model.Bytes;
import initscope.model.host.JournalEntry;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.RandomAccess;

/// Entries by where they begin: eight bytes each beside the input. An entry is made when it is asked for.
final class JsonEntries extends AbstractList<JournalEntry> implements RandomAccess {
  private final Bytes in;
  private final long[] starts;

  private JsonEntries(Bytes in, long[] starts) {
    this.in = in;
    this.starts = starts;
  }

  @Override
  public JournalEntry get(int index) {
    return new JournalEntry(new JsonFields(in, starts[index]), starts[index]);
  }

  @Override
  public int size() {
    return starts.length;
  }

  /// Collects where entries begin.
  static final class Builder {
    private static final int MOST = 1 << 28;
    private long[] starts = new long[1024];
    private int size;

    /// Adds one; false where there is no room.
    boolean add(long start) {
      if (size == MOST) {
        return false;
      }
      if (size == starts.length) {
        starts = Arrays.copyOf(starts, 2 * size);
      }
      starts[size++] = start;
      return true;
    }

    JsonEntries build(Bytes in) {
      return new JsonEntries(in, Arrays.copyOf(starts, size));
    }
  }
}
