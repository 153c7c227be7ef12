package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.elf.Segment;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Range;
import java.util.ArrayList;
import java.util.List;

/// A program's memory as its file has it: what does not change while it runs can be read before it runs, and after it has ended.
///
/// @param file the executable, by offset
/// @param loads its loadable segments
/// @param bias how far the program lies from where its file says
/// @param process asked first, for a program that is relocated when it is loaded; nothing readable for one that is not
record ImageMemory(Memory file, List<Segment> loads, long bias, Memory process) implements Memory {
  ImageMemory {
    loads = List.copyOf(loads);
  }

  @Override
  public List<Chunk> read(List<Range> ranges) throws MemoryLostException {
    List<Chunk> chunks = new ArrayList<>(process.read(ranges));
    List<Range> wanted = new ArrayList<>();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < chunks.size(); i++) {
      if (!chunks.get(i).complete()) {
        Range inFile = inFile(ranges.get(i));
        if (inFile.length() > chunks.get(i).bytes().size()) {
          wanted.add(inFile);
          places.add(i);
        }
      }
    }
    List<Chunk> read = wanted.isEmpty() ? List.of() : file.read(wanted);
    for (int i = 0; i < read.size(); i++) {
      Range asked = ranges.get(places.get(i));
      Bytes bytes = read.get(i).bytes();
      chunks.set(
          places.get(i), Chunk.partial(asked, bytes, read.get(i).reason().orElse("in no file")));
    }
    return chunks;
  }

  /// The part of a range that the file holds, from its beginning on.
  private Range inFile(Range range) {
    for (Segment segment : loads) {
      long offset = range.address() - bias - segment.address();
      if (offset >= 0 && offset < segment.fileSize()) {
        long length = Math.min(range.length(), segment.fileSize() - offset);
        long at = segment.fileOffset() + offset;
        return Range.fits(at, length) ? new Range(at, (int) length) : new Range(0, 0);
      }
    }
    return new Range(0, 0);
  }
}
