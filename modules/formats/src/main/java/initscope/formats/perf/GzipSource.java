package initscope.formats.perf;

import initscope.formats.wire.Gunzip;
import initscope.model.Bytes;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Text that the host packed with gzip in the pipe (RFC 1952). One that was cut gives all that came.
final class GzipSource implements TextSource {
  private static final int PIECE_BYTES = 64 << 10;

  private final Bytes packed;
  private final Inflater inflater = new Inflater(true);
  private long at;
  private long given;
  private boolean ended;
  private String damage = "";

  GzipSource(Bytes packed) {
    this.packed = packed;
    at = member(0);
  }

  /// Where the deflated bytes of a member begin; the end where there is none.
  private long member(long from) {
    if (!Gunzip.recognises(packed.from(from))) {
      ended = true;
      return packed.size();
    }
    int flags = packed.at(from + 3);
    long next = from + 10;
    if ((flags & 4) != 0 && next + 2 <= packed.size()) {
      next += 2 + packed.u16(next);
    }
    for (int text = 8; text <= 16; text <<= 1) {
      if ((flags & text) != 0) {
        long end = next < packed.size() ? packed.indexOf(0, next) : -1;
        next = end < 0 ? packed.size() : end + 1;
      }
    }
    next += (flags & 2) == 0 ? 0 : 2;
    if (next >= packed.size()) {
      ended = true;
      damage = "the header of the packed text is cut";
      return packed.size();
    }
    return next;
  }

  @Override
  public int read(byte[] into, int from, int most) {
    try {
      while (!ended) {
        int got = inflater.inflate(into, from, most);
        given += got;
        if (given > MOST_UNPACKED) {
          ended = true;
          damage = TOO_LARGE;
        }
        if (got > 0) {
          return got;
        }
        next();
      }
    } catch (DataFormatException e) {
      ended = true;
      damage = "the packed text is damaged";
    }
    return -1;
  }

  private void next() {
    if (inflater.finished()) {
      at -= inflater.getRemaining();
      inflater.reset();
      long trailer = at + 8;
      at = trailer >= packed.size() ? packed.size() : member(trailer);
      ended |= at >= packed.size();
    } else if (inflater.needsDictionary()) {
      ended = true;
      damage = "the packed text is damaged";
    } else if (at < packed.size()) {
      byte[] piece = packed.slice(at, Math.min(PIECE_BYTES, packed.size() - at)).toArray();
      at += piece.length;
      inflater.setInput(piece);
    } else {
      ended = true;
      damage = "the packed text is cut";
    }
  }

  @Override
  public long consumed() {
    return at;
  }

  @Override
  public String damage() {
    return damage;
  }

  @Override
  public void close() {
    inflater.close();
  }
}
