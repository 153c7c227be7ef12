package initscope.xray;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.List;

/// The runtime's {@code moduledata}: where text, data and the tables of functions lie.
///
/// @param address of it
/// @param bytes at least as long as the layout's type
/// @param layout how to read it
record Module(long address, Bytes bytes, Layout layout) {
  /// Longest moduledata of any release, with room.
  static final int MAX_SIZE = 768;

  /// A Go slice, or a string.
  record Slice(long address, long length) {
    /// Bytes from an offset on, or 0 where the offset lies outside.
    long after(long offset) {
      return offset < 0 || offset >= length ? 0 : length - offset;
    }
  }

  long word(String field) {
    return bytes.u64(layout.offset("moduledata." + field));
  }

  Slice slice(String field) {
    int at = layout.offset("moduledata." + field);
    return new Slice(bytes.u64(at), bytes.u64(at + 8));
  }

  long text() {
    return bytes.u64(layout.offset("moduledata.text"));
  }

  /// Whether an address is code of this module.
  boolean isText(long pc) {
    // asked of every word of every stack: the names are whole, so that none is put together
    return Long.compareUnsigned(pc, text()) >= 0
        && Long.compareUnsigned(pc, bytes.u64(layout.offset("moduledata.etext"))) < 0;
  }

  /// Checks that its ranges are ranges and do not overlap, and the size of its tables. The order of the ranges is the
  /// linker's: a C linker puts .data elsewhere than Go's does.
  void check() throws Refusal {
    List<String> starts = new ArrayList<>(List.of("text", "noptrdata", "data", "bss", "noptrbss"));
    starts.sort((a, b) -> Long.compareUnsigned(word(a), word(b)));
    long end = 1;
    for (String start : starts) {
      Refusal.unless(
          Long.compareUnsigned(end, word(start)) <= 0
              && Long.compareUnsigned(word(start), word("e" + start)) <= 0,
          "moduledata.ranges.ordered",
          start + " " + Refusal.hex(word(start)) + " to " + Refusal.hex(word("e" + start)));
      end = word("e" + start);
    }
    Refusal.unless(
        Long.compareUnsigned(word("minpc"), word("text")) >= 0
            && Long.compareUnsigned(word("maxpc"), word("etext")) <= 0
            && Long.compareUnsigned(word("minpc"), word("maxpc")) < 0,
        "moduledata.pc.range",
        Refusal.hex(word("minpc")) + " to " + Refusal.hex(word("maxpc")));
    for (String table : new String[] {"funcnametab", "cutab", "filetab", "pctab", "pclntable"}) {
      long length = slice(table).length();
      Refusal.unless(
          length >= 0 && length <= Integer.MAX_VALUE,
          "moduledata.table.size",
          table + " " + length);
    }
  }
}
