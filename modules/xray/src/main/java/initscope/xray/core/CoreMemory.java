package initscope.xray.core;

import initscope.model.Bytes;
import initscope.model.host.Mapping;
import initscope.xray.elf.Segment;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// The memory of a process that has ended: what was dumped, and behind it the read-only parts of files that were proven to be
/// those it had mapped. Slices of the file in place: nothing is copied but what spans two segments.
final class CoreMemory implements Memory {
  private final Bytes core;
  private final TreeMap<Long, Segment> loads = new TreeMap<>(Long::compareUnsigned);
  private final TreeMap<Long, Mapping> files = new TreeMap<>(Long::compareUnsigned);
  private final Map<String, Backing> backings;

  CoreMemory(Bytes core, Core facts, Map<String, Backing> backings) {
    this.core = core;
    this.backings = Map.copyOf(backings);
    facts.loads().stream()
        .filter(load -> load.fileSize() > 0)
        .forEach(load -> loads.putIfAbsent(load.address(), load));
    facts.mappings().stream()
        .filter(mapping -> mapping.inode() != 0)
        .forEach(mapping -> files.put(mapping.start(), mapping));
  }

  /// Bytes from an address on, as many as lie together.
  ///
  /// @param offset in the core; -1 where they come from another file
  private record Run(Bytes bytes, long offset) {}

  @Override
  public List<Chunk> read(List<Range> ranges) {
    return ranges.stream().map(this::read).toList();
  }

  @Override
  public List<Chunk> parts(List<Range> ranges) {
    List<Chunk> parts = new ArrayList<>();
    for (Range range : ranges) {
      for (int done = 0; done < range.length(); ) {
        Range left = new Range(range.address() + done, range.length() - done);
        Chunk part = read(left);
        int got = (int) part.bytes().size();
        int told = got + holeAt(left.address() + got, left.length() - got);
        parts.add(
            Chunk.partial(
                new Range(left.address(), told), part.bytes(), why(left.address() + got)));
        done += told;
      }
    }
    return parts;
  }

  /// How far the next segment or file is, at most that many bytes.
  private int holeAt(long address, int most) {
    long length = most;
    for (Long next : java.util.Arrays.asList(loads.higherKey(address), files.higherKey(address))) {
      if (next != null && Long.compareUnsigned(next - address, length) < 0) {
        length = next - address;
      }
    }
    return (int) length;
  }

  private Chunk read(Range range) {
    List<Bytes> parts = new ArrayList<>();
    int done = 0;
    while (done < range.length()) {
      Optional<Run> run = at(range.address() + done);
      if (run.isEmpty()) {
        break;
      }
      Bytes part = run.get().bytes.first(range.length() - done);
      parts.add(part);
      done += (int) part.size();
    }
    return done == range.length()
        ? Chunk.of(range, Bytes.join(parts))
        : Chunk.partial(range, Bytes.join(parts), why(range.address() + done));
  }

  @Override
  public OptionalLong entryOffset(long address) {
    return at(address)
        .filter(run -> run.offset >= 0)
        .map(run -> OptionalLong.of(run.offset))
        .orElse(OptionalLong.empty());
  }

  /// Whether the core itself holds a byte.
  boolean dumped(long address) {
    return entryOffset(address).isPresent();
  }

  private Optional<Run> at(long address) {
    Map.Entry<Long, Segment> entry = loads.floorEntry(address);
    if (entry != null) {
      Segment load = entry.getValue();
      long skip = address - load.address();
      long offset = load.fileOffset() + skip;
      if (Long.compareUnsigned(skip, load.fileSize()) < 0 && offset >= 0 && offset < core.size()) {
        return Optional.of(new Run(core.from(offset).first(load.fileSize() - skip), offset));
      }
    }
    return behind(address);
  }

  private Optional<Run> behind(long address) {
    Optional<Mapping> file = file(address);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    Backing backing = backings.get(file.get().path());
    if (backing == null) {
      return Optional.empty();
    }
    Map.Entry<Long, Segment> next = loads.higherEntry(address);
    long most = file.get().end() - address;
    if (next != null && Long.compareUnsigned(next.getKey() - address, most) < 0) {
      most = next.getKey() - address;
    }
    return backing
        .readOnly(file.get().fileOffset() + (address - file.get().start()), most)
        .map(bytes -> new Run(bytes, -1));
  }

  private Optional<Mapping> file(long address) {
    Map.Entry<Long, Mapping> entry = files.floorEntry(address);
    return entry != null && entry.getValue().contains(address)
        ? Optional.of(entry.getValue())
        : Optional.empty();
  }

  private String why(long address) {
    Map.Entry<Long, Segment> entry = loads.floorEntry(address);
    if (entry != null
        && Long.compareUnsigned(address - entry.getKey(), entry.getValue().fileSize()) < 0) {
      return "the core file is cut before it";
    }
    return file(address)
        .map(file -> "not dumped; it lies in " + file.path() + ": pass that FILE as well")
        .orElse("not in the core file");
  }
}
