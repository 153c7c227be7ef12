package initscope.xray.core;

import initscope.model.Bytes;
import initscope.xray.elf.Elf;
import initscope.xray.elf.Segment;
import java.util.Optional;

/// A file that was proven to be one the process had mapped.
///
/// @param bytes all of it
/// @param elf its skeleton
record Backing(Bytes bytes, Elf elf) {
  private static final long PAGE = 4096;

  /// Bytes at an offset, at most so many, of a part the process could not write: only those are what it saw.
  Optional<Bytes> readOnly(long offset, long most) {
    for (Segment load : elf.loads()) {
      long start = load.fileOffset() & -PAGE;
      long end = load.fileOffset() + load.fileSize();
      if (!load.isWritable() && offset >= start && offset < end && end <= bytes.size()) {
        return Optional.of(bytes.slice(offset, Math.min(most, end - offset)));
      }
    }
    return Optional.empty();
  }
}
