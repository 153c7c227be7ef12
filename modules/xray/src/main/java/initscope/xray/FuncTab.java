package initscope.xray;

import initscope.model.Bytes;
import java.util.OptionalInt;

/// The table of a module's functions by address: where each begins and where its row lies. Since Go 1.18 a row is two 32 bit offsets,
/// the first from the module's text; before, it is an address and an offset of 64 bits each.
///
/// @param rows whole rows; the last only says where the last function ends
/// @param text address the offsets count from
/// @param wide whether rows are 64 bit pairs
record FuncTab(Bytes rows, long text, boolean wide) {
  private static final long MAX_ROWS = 1 << 23;
  private static final int NARROW_BYTES = 8;
  private static final int WIDE_BYTES = 16;

  /// Bytes of a module's table; 0 where its length is no length.
  static long bytesOf(Module module) {
    long count = module.slice("ftab").length();
    return count > 0 && count <= MAX_ROWS ? rowBytes(isWide(module.layout())) * count : 0;
  }

  /// The table of a module, checked to be in order and inside its text.
  static FuncTab of(Module module, Bytes rows) throws Refusal {
    FuncTab table = new FuncTab(rows, module.text(), isWide(module.layout()));
    long count = module.slice("ftab").length();
    Refusal.unless(rows.size() >= 2 * table.rowBytes(), "ftab.readable", count + " rows");
    for (int row = 1; row <= table.count(); row++) {
      Refusal.unless(
          Long.compareUnsigned(table.entry(row - 1), table.entry(row)) < 0,
          "ftab.ordered",
          "row " + row + " of " + count);
    }
    long first = table.entry(0);
    long last = table.entry(table.count());
    boolean inside =
        Long.compareUnsigned(first, module.text()) >= 0
            && Long.compareUnsigned(last, module.word("etext")) <= 0;
    Refusal.unless(inside, "ftab.inText", Refusal.hex(first) + " to " + Refusal.hex(last));
    return table;
  }

  private static boolean isWide(Layout layout) {
    return layout.size("functab", NARROW_BYTES) == WIDE_BYTES;
  }

  private static long rowBytes(boolean wide) {
    return wide ? WIDE_BYTES : NARROW_BYTES;
  }

  private long rowBytes() {
    return rowBytes(wide);
  }

  /// Number of functions.
  int count() {
    return (int) (rows.size() / rowBytes()) - 1;
  }

  /// Address where a function begins.
  long entry(int index) {
    long at = rowBytes() * index;
    return wide ? rows.u64(at) : text + rows.u32(at);
  }

  /// Where a function's row lies from the start of pclntab's functions.
  long offset(int index) {
    long at = rowBytes() * index + rowBytes() / 2;
    return wide ? rows.u64(at) : rows.u32(at);
  }

  /// The function that holds an address.
  OptionalInt index(long pc) {
    int low = 0;
    int high = count();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (Long.compareUnsigned(entry(middle), pc) <= 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 || Long.compareUnsigned(pc, entry(count())) >= 0
        ? OptionalInt.empty()
        : OptionalInt.of(low - 1);
  }
}
