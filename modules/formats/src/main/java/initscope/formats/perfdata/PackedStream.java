package initscope.formats.perfdata;

import java.io.InputStream;

/// What the packed records of a file hold, one after the other. perf does not end the stream of zstd: an empty last block does it here, as
/// what unpacks keeps the end back until then.
final class PackedStream extends InputStream {
  private static final byte[] LAST_BLOCK = {1, 0, 0};

  private final Words in;
  private final long to;
  private long record;
  private long from;
  private long until;
  private int ended;

  /// @param record where the first record begins
  PackedStream(Words in, long record, long to) {
    this.in = in;
    this.record = record;
    this.to = to;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int most) {
    while (from >= until) {
      long next = Unpacked.next(in, record, to);
      if (next < 0) {
        return end(into, offset);
      }
      if (Unpacked.isPacked(in.u32(record))) {
        begin(next);
      }
      record = next;
    }
    int length = (int) Math.min(most, until - from);
    byte[] some = in.bytes().slice(from, length).toArray();
    System.arraycopy(some, 0, into, offset, length);
    from += length;
    return length;
  }

  private int end(byte[] into, int offset) {
    if (ended == LAST_BLOCK.length) {
      return -1;
    }
    into[offset] = LAST_BLOCK[ended++];
    return 1;
  }

  private void begin(long end) {
    boolean sized = in.u32(record) == Records.COMPRESSED2;
    from = record + Records.HEADER_BYTES + (sized ? 8 : 0);
    long length = sized && end >= from ? in.u64(from - 8) : end - from;
    until = length < 0 ? from : Math.min(end, from + Math.min(length, end - from));
  }
}
