package initscope.formats.perfdata;

/// A range of addresses and what lies there.
///
/// @param start first address, unsigned
/// @param end address after the last, unsigned
/// @param offset what to add to an address to get what perf prints of it: that within the file, or for the kernel the address itself
/// @param module as perf prints it
/// @param symbol name of all that lies there; empty where it has parts
record CodeMap(long start, long end, long offset, String module, String symbol) {
  CodeMap until(long other) {
    return new CodeMap(start, other, offset, module, symbol);
  }

  CodeMap since(long other) {
    return new CodeMap(other, end, offset, module, symbol);
  }
}
