package initscope.formats.perfdata;

import initscope.formats.wire.Unzstd;
import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Records that perf packed with {@code -z}: all of them together are one stream of zstd, in which records follow each other. They come
/// behind those that are not packed, which are perf's own. Where rounds end among them is not known, so that all are brought into the order
/// of time at once.
final class Unpacked {
  private static final int HEAD_BYTES = 1 << 20;
  private static final int PIECE_BYTES = 64 << 10;

  /// perf packs what it records to a fifth or less.
  private static final long MOST_PACKED = 64L << 20;

  private final PerfFile file;
  private final Words in;
  private final Recording recording;
  private final List<Bytes> pieces = new ArrayList<>();
  private long total;

  private Unpacked(PerfFile file, Recording recording) {
    this.file = file;
    this.in = file.in();
    this.recording = recording;
  }

  /// The same file, or one with all records unpacked.
  static PerfFile of(PerfFile file, Recording recording) {
    return isPacked(file) ? new Unpacked(file, recording).unpacked() : file;
  }

  /// Whether the header says so; a pipe has it among its first records.
  private static boolean isPacked(PerfFile file) {
    Words in = file.in();
    if (!file.pipe()) {
      return in.size() >= 80 && (in.u64(72) >>> Features.COMPRESSED & 1) != 0;
    }
    long to = Math.min(file.to(), file.from() + HEAD_BYTES);
    for (long at = file.from(); at >= 0 && at + 16 <= to; at = next(in, at, to)) {
      long type = in.u32(at);
      if (isPacked(type) || (type == Records.FEATURE && in.u64(at + 8) == Features.COMPRESSED)) {
        return true;
      }
    }
    return false;
  }

  static boolean isPacked(long type) {
    return type == Records.COMPRESSED || type == Records.COMPRESSED2;
  }

  /// Where the next record begins, with what follows some of perf's own; -1 where there is none.
  static long next(Words in, long at, long to) {
    if (to - at < Records.HEADER_BYTES) {
      return -1;
    }
    int length = in.u16(at + 6);
    long end = at + length;
    if (length < Records.HEADER_BYTES || end > to) {
      return -1;
    }
    long type = in.u32(at);
    long more =
        type == Records.TRACING_DATA && length >= 12
            ? in.u32(at + 8)
            : type == Records.AUX_TRACE && length >= 16 ? in.u64(at + 8) : 0;
    return more < 0 || more > to - end ? -1 : end + more;
  }

  private PerfFile unpacked() {
    long at = file.from();
    long from = at; // of records that are not packed
    for (long next = next(in, at, file.to()); next >= 0; next = next(in, at, file.to())) {
      if (isPacked(in.u32(at))) {
        keep(from, at);
        from = next;
      }
      at = next;
    }
    keep(from, at);
    if (at < file.to()) {
      recording.problem("perfdata.cut", Effect.LOST_FROM_HERE, at);
    }
    unpack(at);
    Words words = new Words(Bytes.join(pieces), in.big());
    recording.features().over(words);
    return new PerfFile(words, file.pipe(), 0, words.size());
  }

  private void keep(long from, long to) {
    long length = Math.min(to - from, PerfDataDecoder.MOST_UNPACKED - total);
    if (length > 0) {
      pieces.add(in.bytes().slice(from, length));
      total += length;
    }
  }

  /// @param end of the records
  private void unpack(long end) {
    Unzstd plain = new Unzstd(packed(end));
    int got = 0;
    while (got >= 0 && total < PerfDataDecoder.MOST_UNPACKED) {
      byte[] piece = new byte[PIECE_BYTES];
      got = plain.read(piece, 0, piece.length);
      if (got > 0) {
        pieces.add(Bytes.of(got == piece.length ? piece : Arrays.copyOf(piece, got)));
        total += got;
      }
    }
    if (got >= 0) {
      lost("perfdata.compressed.large");
    } else if (plain.damage().equals(Unzstd.DAMAGED)
        || plain.trailing()
        || plain.tooLargeWindow() > 0) {
      lost("perfdata.compressed.damaged");
    }
  }

  /// What the packed records hold, one after the other. perf does not end the stream, so that it looks like one that was cut.
  private Bytes packed(long end) {
    List<Bytes> all = new ArrayList<>();
    long room = MOST_PACKED;
    long at = file.from();
    for (long next = next(in, at, end); next >= 0; next = next(in, at, end)) {
      if (isPacked(in.u32(at))) {
        Bytes payload = payload(at, next);
        if (payload.size() > room) {
          lost("perfdata.compressed.large");
          break;
        }
        room -= payload.size();
        all.add(payload);
      }
      at = next;
    }
    return all.isEmpty() ? Bytes.EMPTY : Bytes.join(all);
  }

  private Bytes payload(long record, long end) {
    boolean sized = in.u32(record) == Records.COMPRESSED2;
    long from = Math.min(end, record + Records.HEADER_BYTES + (sized ? 8 : 0));
    long length = sized && end - record >= Records.HEADER_BYTES + 8 ? in.u64(from - 8) : end - from;
    return in.bytes().slice(from, Math.clamp(length, 0, end - from));
  }

  private void lost(String id) {
    recording.problem(id, Effect.LOST_FROM_HERE, in.size(), Recording.COMMAND);
  }
}
