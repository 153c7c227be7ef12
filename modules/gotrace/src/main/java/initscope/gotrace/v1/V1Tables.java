package initscope.gotrace.v1;

import initscope.model.Bytes;

/// What the events of a trace refer to: strings and stacks. Strings stay in the file until asked for.
public final class V1Tables {
  /// Longest string decoded, in bytes; Go's own reader takes no longer one.
  static final int MAX_STRING = 1_000_000;

  final Bytes file;
  final LongIntMap stringRows;
  final Longs stringOffsets;
  final Ints stringSizes;
  private final LongIntMap stackRows;
  private final Ints stackIds;
  private final Ints stackStarts;
  private final Ints frames;
  private final Longs pcs;
  private final Ints functions;
  private final Ints files;
  private final Ints lines;

  V1Tables(TablesBuilder builder) {
    file = builder.file;
    stringRows = builder.stringRows;
    stringOffsets = builder.stringOffsets;
    stringSizes = builder.stringSizes;
    stackRows = builder.stackRows;
    stackIds = builder.stackIds;
    stackStarts = builder.stackStarts;
    frames = builder.frames;
    pcs = builder.pcs;
    functions = builder.functions;
    files = builder.files;
    lines = builder.lines;
  }

  /// The string of an id, empty where the trace has none; decoded anew by each call.
  public String string(long id) {
    int row = stringRows.get(id);
    return row < 0 ? "" : file.utf8(stringOffsets.at(row), stringSizes.at(row));
  }

  /// Number of strings.
  public int strings() {
    return stringOffsets.size();
  }

  /// The message of a `UserLog` event, by its third argument; empty where there is none.
  public String message(long place) {
    long size = 0;
    long at = place;
    for (int shift = 0; shift < 63; shift += 7) {
      if (at < 0 || at >= file.size()) {
        return "";
      }
      int octet = file.at(at++);
      size |= (octet & 0x7fL) << shift;
      if (octet < 0x80) {
        return file.utf8(at, Math.min(MAX_STRING, Math.min(size, file.size() - at)));
      }
    }
    return "";
  }

  /// Number of stacks as written; one whose id was written again is counted twice.
  public int stacks() {
    return stackIds.size();
  }

  /// The id of a stack by its row, 0 to {@link #stacks} - 1.
  public int stackId(int row) {
    return stackIds.at(row);
  }

  /// The row of a stack by its id, -1 where the trace has none.
  public int stackRow(int id) {
    return stackRows.get(id);
  }

  /// Whether the trace has frames for the id.
  public boolean hasStack(int id) {
    return id != 0 && stackRows.contains(id);
  }

  /// Frames of a stack by its row.
  public int depth(int row) {
    return stackStarts.at(row + 1) - stackStarts.at(row);
  }

  /// The pc row of a frame of a stack, innermost frame first.
  public int frame(int row, int index) {
    return frames.at(stackStarts.at(row) + index);
  }

  /// Number of distinct pcs.
  public int pcs() {
    return pcs.size();
  }

  /// The program counter by its row.
  public long pc(int pcRow) {
    return pcs.at(pcRow);
  }

  /// String id of the function's name; 0 for unknown, as always in the 1.5 format.
  public int functionId(int pcRow) {
    return functions.at(pcRow);
  }

  /// String id of the source file's name; 0 for unknown.
  public int fileId(int pcRow) {
    return files.at(pcRow);
  }

  /// Source line, 0 for unknown.
  public int line(int pcRow) {
    return lines.at(pcRow);
  }
}
