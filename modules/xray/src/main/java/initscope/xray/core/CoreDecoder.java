package initscope.xray.core;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.xray.elf.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A core file to what it says. Only headers and notes are touched, so that its size does not matter.
public final class CoreDecoder implements Decoder<Optional<Core>> {
  /// The format's name.
  public static final String NAME = "core";

  private static final Format FORMAT = new Format(NAME, "core file of a process (ELF)");
  private static final int HEADER = 64;
  private static final int PROGRAM_HEADER = 56;
  private static final int CORE = 4;
  private static final int MANY = 0xffff;
  private static final int MAX_SEGMENTS = 1 << 20;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    return head.size() >= HEADER
        && head.startsWith("\u007fELF")
        && head.at(4) == 2
        && head.at(5) == 1
        && head.u16(16) == CORE;
  }

  @Override
  public Decoded<Optional<Core>> decode(Bytes in) {
    Problems problems = new Problems();
    if (!recognises(in)) {
      problems.add("core.unknown", Effect.LOST_FROM_HERE, 0, "not a 64 bit little-endian core");
      return new Decoded<>(Optional.empty(), problems.toList());
    }
    String machine =
        switch (in.u16(18)) {
          case 62 -> "amd64";
          case 183 -> "arm64";
          default -> "";
        };
    if (machine.isEmpty()) {
      problems.add("core.machine", Effect.LOST_FROM_HERE, 18, Integer.toString(in.u16(18)));
      return new Decoded<>(Optional.empty(), problems.toList());
    }
    List<Segment> segments = segments(in, problems);
    CoreNotes notes = new CoreNotes(in, machine, problems);
    segments.stream().filter(segment -> segment.type() == 4).forEach(notes::read);
    List<Segment> loads = segments.stream().filter(Segment::isLoad).toList();
    cut(in, loads, problems);
    return new Decoded<>(Optional.of(notes.core(loads)), problems.toList());
  }

  private static List<Segment> segments(Bytes in, Problems problems) {
    long table = in.u64(32);
    int size = in.u16(54);
    long count = in.u16(56) == MANY ? many(in) : in.u16(56);
    List<Segment> segments = new ArrayList<>();
    for (long i = 0; i < count && i < MAX_SEGMENTS; i++) {
      long at = table + i * size;
      if (size < PROGRAM_HEADER || !holds(in, at, PROGRAM_HEADER)) {
        problems.add(
            "core.segments", Effect.LOST_FROM_HERE, Math.clamp(at, 0, in.size()), "segment " + i);
        break;
      }
      segments.add(
          new Segment(
              (int) in.u32(at),
              (int) in.u32(at + 4),
              in.u64(at + 8),
              in.u64(at + 16),
              in.u64(at + 32),
              in.u64(at + 40)));
    }
    return segments;
  }

  /// The number of segments where it does not fit into the header: the first section header has it.
  private static long many(Bytes in) {
    long sections = in.u64(40);
    return holds(in, sections, HEADER) ? in.u32(sections + 44) : 0;
  }

  /// A limit on the size of core files cuts them, and so does a full disk.
  private static void cut(Bytes in, List<Segment> loads, Problems problems) {
    for (Segment load : loads) {
      if (load.fileSize() != 0 && !holds(in, load.fileOffset(), load.fileSize())) {
        problems.add(
            "core.cut",
            Effect.LOST_FROM_HERE,
            in.size(),
            "memory at 0x" + Long.toHexString(load.address()) + " and after");
        return;
      }
    }
  }

  static boolean holds(Bytes in, long at, long length) {
    return at >= 0 && length >= 0 && at <= in.size() && length <= in.size() - at;
  }
}
