package initscope.xray;

import initscope.model.Bytes;

/// One function's row in pclntab.
///
/// @param entry its first instruction
/// @param bytes the {@code _func} and the offsets after it, as far as they were read
/// @param layout how to read it
record Func(long entry, Bytes bytes, Layout layout) {
  /// Bytes to read of one: the record and the offsets of its tables.
  static final int BYTES = 128;

  private static final int PCDATA_INLINED = 2;
  private static final int FUNCDATA_INLINED = 3;
  private static final long NONE = 0xffff_ffffL;

  long nameOffset() {
    return word("_func.nameoff");
  }

  long stackTable() {
    return word("_func.pcsp");
  }

  long fileTable() {
    return word("_func.pcfile");
  }

  long lineTable() {
    return word("_func.pcln");
  }

  long unitOffset() {
    return word("_func.cuoffset");
  }

  /// Table of the innermost inlined call at each pc, 0 for none.
  long inlinedTable() {
    return word("_func.npcdata") > PCDATA_INLINED ? after(PCDATA_INLINED) : 0;
  }

  /// Address of the inlined calls, 0 for none. Since Go 1.18 they are told by an offset from the module's {@code gofunc}; before,
  /// by their address.
  long inlinedCalls(Module module) {
    long tables = word("_func.npcdata");
    int count = bytes.at(layout.offset("_func.nfuncdata"));
    if (count <= FUNCDATA_INLINED || tables > BYTES) {
      return 0;
    }
    if (!layout.has("moduledata.gofunc")) {
      long at = (tablesAt() + 4 * tables + 7 & -8) + 8L * FUNCDATA_INLINED;
      return at + 8 <= bytes.size() ? bytes.u64(at) : 0;
    }
    long offset = after(tables + FUNCDATA_INLINED);
    return offset == NONE ? 0 : module.word("gofunc") + offset;
  }

  private long word(String field) {
    return bytes.u32(layout.offset(field));
  }

  private long after(long index) {
    long at = tablesAt() + 4 * index;
    return at + 4 <= bytes.size() ? bytes.u32(at) : 0;
  }

  /// The offsets follow the last field, not the end of the type, which may have padding.
  private long tablesAt() {
    return layout.offset("_func.nfuncdata") + 1L;
  }
}
