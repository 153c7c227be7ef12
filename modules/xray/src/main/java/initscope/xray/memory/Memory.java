package initscope.xray.memory;

import java.util.List;
import java.util.OptionalLong;

/// Bytes at 64 bit addresses: a process's memory, or a file addressed by offset.
///
/// What cannot be read is a value in the answer. Only a memory that is gone as a whole (the link is cut) throws.
public interface Memory {
  /// Reads a list of ranges as one batch: however many, about one round trip.
  ///
  /// @return one chunk for each range, in the order of the ranges
  /// @throws MemoryLostException when nothing can be read any more
  List<Chunk> read(List<Range> ranges) throws MemoryLostException;

  /// As {@link #read}, with what lies behind holes where it is known how far they go: chunks in any number, each within a range. A live
  /// memory knows no more than where a hole begins.
  default List<Chunk> parts(List<Range> ranges) throws MemoryLostException {
    return read(ranges);
  }

  /// The same memory, looked at again. Look 0 is the first; the X-ray takes a later look at what may have changed
  /// while it read, and compares. A live memory simply reads again; a recorded one knows what each look saw.
  default Memory look(int number) {
    return this;
  }

  /// Where the byte at an address stands in the raw entry this memory was decoded from; empty for a live one.
  default OptionalLong entryOffset(long address) {
    return OptionalLong.empty();
  }
}
