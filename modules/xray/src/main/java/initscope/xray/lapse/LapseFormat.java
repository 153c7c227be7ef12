package initscope.xray.lapse;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Range;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A time-lapse as a file, little-endian:
///
/// - 8 bytes {@code IScopeL} and a version byte, 1;
/// - records of a 16 byte head: kind, source (its number in {@link Source}), length of the reason (u16), number of bytes (u32), address
///   (u64); then the body. Kinds:
///   1 bytes; 2 unreadable, with the reason in UTF-8;
///   3 same: the answer to the same question in the sample before, no body;
///   4 patch: bytes at an address within the answer that stands before it;
///   5 sample: what follows belongs to it; the body is the laptop's time before and after, and the number of reads (u64 each);
///   6 fixed: what follows, up to the next sample, is no part of one and does not change;
///   7 note: {@code key value} in UTF-8;
///   8 end, the number of records before it as address;
/// - a file without its end record is cut: what stands before is good. In a capture it may be cut into several entries, which are
///   joined before it is read.
public final class LapseFormat {
  /// First bytes of every file.
  public static final String MAGIC = "IScopeL";

  static final int VERSION = 1;
  static final int HEAD = 16;
  static final int BYTES = 1;
  static final int UNREADABLE = 2;
  static final int SAME = 3;
  static final int PATCH = 4;
  static final int SAMPLE = 5;
  static final int FIXED = 6;
  static final int NOTE = 7;
  static final int END = 8;
  static final int SAMPLE_BYTES = 24;
  private static final int MAX_SAMPLES = 100_000;
  private static final int MAX_CHUNKS = 2_000_000;
  private static final long MAX_COPIED = 256L << 20;
  private static final int MAX_NOTE = 4096;

  private final Bytes in;
  private final Problems problems = new Problems();
  private final Map<Source, List<Chunk>> fixed = new EnumMap<>(Source.class);
  private final Map<String, String> notes = new LinkedHashMap<>();
  private final List<LapseSample> samples = new ArrayList<>();
  private Map<Source, List<Chunk>> current = fixed;
  private Map<LapseWriter.Key, Chunk> before = new LinkedHashMap<>();
  private Map<LapseWriter.Key, Chunk> now = new LinkedHashMap<>();
  private long[] times = new long[0];
  private long began;
  private long copied;
  private int chunks;

  private LapseFormat(Bytes in) {
    this.in = in;
  }

  /// Whether an input begins as such a file.
  public static boolean recognises(Bytes head) {
    return head.startsWith(MAGIC);
  }

  /// Reads a file; what was not changed between samples is not copied.
  public static Decoded<Lapse> decode(Bytes in) {
    LapseFormat format = new LapseFormat(in);
    if (!recognises(in) || in.size() <= MAGIC.length() || in.at(MAGIC.length()) != VERSION) {
      format.lost("lapse.magic", 0, "no time-lapse");
    } else {
      format.records();
    }
    format.endSample();
    Lapse lapse = new Lapse(format.fixed, format.notes, format.samples);
    return new Decoded<>(lapse, format.problems.toList());
  }

  private void lost(String id, long at, String quote) {
    problems.add(id, Problem.Effect.LOST_FROM_HERE, at, quote);
  }

  private void records() {
    long at = MAGIC.length() + 1L;
    while (in.size() - at >= HEAD) {
      int kind = in.at(at);
      Optional<Source> source = Source.of(in.at(at + 1));
      long length = in.u32(at + 4);
      long body = at + HEAD;
      long size =
          switch (kind) {
            case BYTES, PATCH, NOTE, SAMPLE -> length;
            case UNREADABLE -> in.u16(at + 2);
            default -> 0;
          };
      if (kind == END) {
        return;
      }
      if (kind < BYTES || kind > END || source.isEmpty()) {
        lost("lapse.record", at, "kind " + kind + ", source " + in.at(at + 1));
        return;
      }
      if (size > in.size() - body) {
        break;
      }
      if (samples.size() >= MAX_SAMPLES || copied > MAX_COPIED || chunks > MAX_CHUNKS) {
        lost("lapse.limit", at, samples.size() + " samples");
        return;
      }
      record(kind, source.get(), at, (int) size);
      at = body + size;
    }
    lost("lapse.cut", at, "no end record");
  }

  private void record(int kind, Source source, long at, int size) {
    long body = at + HEAD;
    switch (kind) {
      case SAMPLE -> beginSample(at, size);
      case FIXED -> {
        endSample();
        current = fixed;
      }
      case NOTE -> note(in.utf8(body, Math.min(size, MAX_NOTE)));
      case PATCH -> patch(source, in.u64(at + 8), in.slice(body, size), at);
      default -> chunk(kind, source, at);
    }
  }

  private void note(String text) {
    int blank = text.indexOf(' ');
    if (blank > 0 && notes.size() < 100) {
      notes.put(text.substring(0, blank), text.substring(blank + 1));
    }
  }

  private void beginSample(long at, int size) {
    endSample();
    if (size < SAMPLE_BYTES) {
      problems.add("lapse.sample", Problem.Effect.SKIPPED, at, size + " bytes");
    } else {
      long body = at + HEAD;
      times = new long[] {in.u64(body), in.u64(body + 8), in.u64(body + 16)};
      began = at;
      current = new EnumMap<>(Source.class);
      now = new LinkedHashMap<>();
    }
  }

  private void endSample() {
    if (times.length > 0) {
      int requests = Math.clamp(times[2], 0, 1 << 20);
      samples.add(new LapseSample(times[0], times[1], requests, began, current));
      times = new long[0];
      before = now;
    }
  }

  private void chunk(int kind, Source source, long at) {
    long address = in.u64(at + 8);
    long length = in.u32(at + 4);
    if (!Range.fits(address, length) || length == 0) {
      problems.add("lapse.range", Problem.Effect.SKIPPED, at, Long.toHexString(address));
      return;
    }
    Range range = new Range(address, (int) length);
    LapseWriter.Key key = new LapseWriter.Key(source, range);
    Chunk same = before.get(key);
    switch (kind) {
      case BYTES -> add(key, Chunk.of(range, in.slice(at + HEAD, length)));
      case UNREADABLE ->
          add(key, Chunk.unreadable(range, in.utf8(at + HEAD, Math.min(in.u16(at + 2), 1000))));
      default -> {
        if (same == null) {
          problems.add("lapse.same", Problem.Effect.SKIPPED, at, Long.toHexString(address));
        } else {
          add(key, same);
        }
      }
    }
  }

  private void add(LapseWriter.Key key, Chunk chunk) {
    chunks++;
    current.computeIfAbsent(key.source(), s -> new ArrayList<>()).add(chunk);
    if (times.length > 0) {
      now.put(key, chunk);
    }
  }

  private void patch(Source source, long address, Bytes bytes, long at) {
    List<Chunk> list = current.getOrDefault(source, List.of());
    Chunk last = list.isEmpty() ? Chunk.of(new Range(0, 0), Bytes.EMPTY) : list.getLast();
    long offset = address - last.address();
    boolean inside = offset >= 0 && bytes.size() <= last.bytes().size() - offset;
    if (!inside || times.length == 0) {
      problems.add("lapse.patch", Problem.Effect.SKIPPED, at, Long.toHexString(address));
      return;
    }
    copied += last.bytes().size();
    byte[] changed = last.bytes().toArray();
    System.arraycopy(bytes.toArray(), 0, changed, (int) offset, (int) bytes.size());
    Chunk patched = new Chunk(last.address(), last.requested(), Bytes.of(changed), last.reason());
    list.removeLast();
    list.add(patched);
    now.put(new LapseWriter.Key(source, last.range()), patched);
  }
}
