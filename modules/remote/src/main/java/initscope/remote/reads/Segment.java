package initscope.remote.reads;

import initscope.model.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/// Ranges that lie so close together that reading over the gaps costs less than asking twice, and touches no page that
/// nobody asked for. Collects what was read and what was refused.
final class Segment {
  private static final int PAGE_BITS = 12;
  private static final int MAX_GAP_BYTES = 1024;

  private final long offset;
  private final List<Integer> members = new ArrayList<>();
  private final List<Range> ranges = new ArrayList<>();
  private int length;
  private byte[] data = {};
  private final TreeMap<Integer, Integer> filled = new TreeMap<>();
  private final TreeMap<Integer, String> refused = new TreeMap<>();

  private Segment(long offset) {
    this.offset = offset;
  }

  /// Puts ranges together; empty ones are in no segment.
  static List<Segment> plan(List<Range> ranges) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < ranges.size(); i++) {
      if (ranges.get(i).length() > 0) {
        order.add(i);
      }
    }
    order.sort(Comparator.comparingLong(i -> ranges.get(i).offset() ^ Long.MIN_VALUE));
    var segments = new ArrayList<Segment>();
    for (int i : order) {
      Range range = ranges.get(i);
      if (segments.isEmpty() || !segments.getLast().takes(range)) {
        segments.add(new Segment(range.offset()));
      }
      segments.getLast().add(i, range);
    }
    segments.forEach(s -> s.data = new byte[s.length]);
    return segments;
  }

  private boolean takes(Range range) {
    long end = offset + length;
    long gap = range.offset() - end;
    boolean near =
        gap <= 0
            || (gap <= MAX_GAP_BYTES
                && (range.offset() >>> PAGE_BITS) - ((end - 1) >>> PAGE_BITS) <= 1);
    long whole = range.end() - offset;
    return near && whole > 0 && whole <= Integer.MAX_VALUE - 16;
  }

  private void add(int member, Range range) {
    members.add(member);
    ranges.add(range);
    length = Math.max(length, (int) (range.end() - offset));
  }

  long offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /// Bytes that were read at a position of this segment.
  void fill(int at, byte[] from, int start, int count) {
    int fits = Math.min(count, length - at);
    if (at < 0 || fits <= 0) {
      return;
    }
    System.arraycopy(from, start, data, at, fits);
    int begin = at;
    int end = at + fits;
    Map.Entry<Integer, Integer> before = filled.floorEntry(begin);
    if (before != null && before.getValue() >= begin) {
      begin = before.getKey();
      end = Math.max(end, before.getValue());
    }
    Map.Entry<Integer, Integer> next = filled.higherEntry(begin);
    while (next != null && next.getKey() <= end) {
      end = Math.max(end, next.getValue());
      filled.remove(next.getKey());
      next = filled.higherEntry(begin);
    }
    filled.put(begin, end);
  }

  /// Nothing could be read at a position.
  void refuse(int at, String why) {
    refused.putIfAbsent(at, why);
  }

  /// Where to go on after a refusal, before a position: the first range that begins on a later page, as a refusal is the whole
  /// page's; after one in a gap that nobody asked for, the first range behind it.
  OptionalLong nextWanted(int refusedAt, int before) {
    long refused = offset + refusedAt;
    boolean inGap = ranges.stream().noneMatch(r -> r.offset() <= refused && refused < r.end());
    return ranges.stream()
        .filter(r -> inGap || (r.offset() >>> PAGE_BITS) > (refused >>> PAGE_BITS))
        .mapToLong(r -> r.offset() - offset)
        .filter(at -> at > refusedAt && at < before)
        .findFirst();
  }

  /// Puts the answers to this segment's ranges where they belong.
  void answer(Chunk[] chunks) {
    for (int i = 0; i < members.size(); i++) {
      Range range = ranges.get(i);
      int at = (int) (range.offset() - offset);
      Map.Entry<Integer, Integer> part = filled.floorEntry(at);
      int got = part == null ? 0 : Math.clamp(part.getValue() - at, 0, range.length());
      Bytes bytes = Bytes.of(data).slice(at, got);
      Optional<String> reason =
          got < range.length() ? Optional.of(why(at + got)) : Optional.empty();
      chunks[members.get(i)] = new Chunk(range, bytes, reason);
    }
  }

  private String why(int at) {
    Map.Entry<Integer, String> nearest = refused.floorEntry(at);
    return nearest != null ? nearest.getValue() : "not read";
  }

  /// The answers to all ranges, empty ones too.
  static List<Chunk> answers(List<Range> ranges, List<Segment> segments) {
    Chunk[] chunks = new Chunk[ranges.size()];
    segments.forEach(s -> s.answer(chunks));
    for (int i = 0; i < chunks.length; i++) {
      if (ranges.get(i).length() == 0) {
        chunks[i] = new Chunk(ranges.get(i), Bytes.EMPTY, Optional.empty());
      }
    }
    return List.of(chunks);
  }
}
