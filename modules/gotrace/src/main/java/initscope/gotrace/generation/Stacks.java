package initscope.gotrace.generation;

import static initscope.gotrace.util.DamagedIndexException.require;

import initscope.gotrace.util.ColumnReader;
import initscope.gotrace.util.ColumnWriter;
import initscope.gotrace.util.DamagedIndexException;
import initscope.gotrace.util.DenseIntMap;
import initscope.gotrace.util.IntColumn;
import initscope.gotrace.util.LongColumn;
import initscope.gotrace.util.LongIntMap;
import initscope.model.Frame;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Stacks of one generation by their numbers: runs of program counters, each of which stands for one place in the source.
public final class Stacks {
  private final Strings strings;
  private final DenseIntMap rows;
  private final IntColumn from;
  private final IntColumn length;
  private final IntColumn pcRows;
  private final LongIntMap pcs = new LongIntMap();
  private final LongColumn pc;
  private final LongColumn function;
  private final LongColumn file;
  private final IntColumn line;

  /// No stacks.
  ///
  /// @param strings where the names of functions and files stand
  public Stacks(Strings strings) {
    this.strings = strings;
    rows = new DenseIntMap();
    from = new IntColumn();
    length = new IntColumn();
    pcRows = new IntColumn();
    pc = new LongColumn();
    function = new LongColumn();
    file = new LongColumn();
    line = new IntColumn();
  }

  /// Reads stacks as {@link #write} wrote them. No more can be added.
  Stacks(ColumnReader in, Strings strings) throws DamagedIndexException {
    this.strings = strings;
    from = IntColumn.read(in);
    length = IntColumn.read(in);
    pcRows = IntColumn.read(in);
    pc = LongColumn.read(in);
    function = LongColumn.read(in);
    file = LongColumn.read(in);
    line = IntColumn.read(in);
    rows = DenseIntMap.read(in, size());
    require(length.size() == size(), "columns of stacks");
    int end = 0;
    for (int row = 0; row < size(); row++) {
      require(from.get(row) == end && length.get(row) >= 0, "a stack's place");
      require(length.get(row) <= pcRows.size() - end, "a stack's length");
      end += length.get(row);
    }
    int size = pc.size();
    require(pcRows.isWithin(0, size), "a frame");
    require(function.size() == size && file.size() == size, "columns of frames");
    require(line.size() == size, "columns of frames");
  }

  void write(ColumnWriter out) throws IOException {
    from.write(out);
    length.write(out);
    pcRows.write(out);
    pc.write(out);
    function.write(out);
    file.write(out);
    line.write(out);
    rows.write(out);
  }

  /// Begins a stack; its frames follow, leaf first.
  ///
  /// @return false where the number has one already
  public boolean begin(long id) {
    if (has(id)) {
      return false;
    }
    replace(id);
    return true;
  }

  /// Begins a stack in the place of the one its number may have; its frames follow, leaf first.
  public void replace(long id) {
    rows.put(id, from.size());
    from.add(pcRows.size());
    length.add(0);
  }

  /// Adds the next frame of the stack begun last.
  public void frame(long programCounter, long functionId, long fileId, long lineNumber) {
    int row = pcs.get(programCounter);
    if (row < 0) {
      row = pc.size();
      pcs.put(programCounter, row);
      pc.add(programCounter);
      function.add(functionId);
      file.add(fileId);
      line.add((int) Math.min(Integer.MAX_VALUE, lineNumber & Long.MAX_VALUE));
    }
    pcRows.add(row);
    int last = length.size() - 1;
    length.set(last, length.get(last) + 1);
  }

  /// Whether there is a stack of this number; 0 is none.
  public boolean has(long id) {
    return id == 0 || rows.get(id) >= 0;
  }

  /// How many there are; one that was replaced counts too.
  public int size() {
    return from.size();
  }

  /// How many places in the source they consist of.
  public int places() {
    return pc.size();
  }

  /// How many frames they have together.
  public int frames() {
    return pcRows.size();
  }

  /// The frames of a stack, leaf first; empty where there is no such stack.
  public List<Frame> frames(long id) {
    int row = id == 0 ? -1 : rows.get(id);
    if (row < 0) {
      return List.of();
    }
    List<Frame> frames = new ArrayList<>();
    for (int i = 0; i < length.get(row); i++) {
      frames.add(frame(pcRows.get(from.get(row) + i)));
    }
    return frames;
  }

  private Frame frame(int row) {
    String path = strings.get(file.get(row));
    int number = line.get(row);
    return new Frame(
        strings.get(function.get(row)),
        path.isEmpty() ? Optional.empty() : Optional.of(path),
        number > 0 ? OptionalInt.of(number) : OptionalInt.empty(),
        pc.get(row),
        false);
  }

  /// Whether every frame's names are in the table of strings.
  public boolean hasItsStrings() {
    for (int row = 0; row < pc.size(); row++) {
      if (!strings.has(function.get(row)) || !strings.has(file.get(row))) {
        return false;
      }
    }
    return true;
  }
}
