package initscope.xray;

import initscope.model.Bytes;

/// The runtime's {@code moduledata}: where text, data and the tables of functions lie.
///
/// @param address of it
/// @param bytes at least as long as the layout's type
/// @param layout how to read it
record Module(long address, Bytes bytes, Layout layout) {
  /// Longest moduledata of any release, with room.
  static final int MAX_SIZE = 768;

  /// A Go slice.
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
    return word("text");
  }

  /// Whether an address is code of this module.
  boolean isText(long pc) {
    return Long.compareUnsigned(pc, word("text")) >= 0
        && Long.compareUnsigned(pc, word("etext")) < 0;
  }

  /// Checks the order and size of everything in it.
  void check() throws Refusal {
    String[] ascending = {
      "text",
      "etext",
      "noptrdata",
      "enoptrdata",
      "data",
      "edata",
      "bss",
      "ebss",
      "noptrbss",
      "enoptrbss",
      "end"
    };
    for (int i = 1; i < ascending.length; i++) {
      long before = word(ascending[i - 1]);
      long after = word(ascending[i]);
      Refusal.unless(
          before != 0 && Long.compareUnsigned(before, after) <= 0,
          "moduledata.ranges.ordered",
          ascending[i - 1]
              + " "
              + Refusal.hex(before)
              + ", "
              + ascending[i]
              + " "
              + Refusal.hex(after));
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
