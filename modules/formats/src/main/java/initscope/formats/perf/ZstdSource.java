package initscope.formats.perf;

import initscope.formats.wire.Unzstd;
import initscope.model.Bytes;

/// Text that the host packed with zstd in the pipe, for want of gzip. One that was cut gives all that came.
final class ZstdSource implements TextSource {
  private final Unzstd plain;
  private long given;

  ZstdSource(Bytes packed) {
    plain = new Unzstd(packed);
  }

  @Override
  public int read(byte[] into, int from, int most) {
    int got = given > MOST_UNPACKED ? -1 : plain.read(into, from, most);
    given += Math.max(0, got);
    return got;
  }

  @Override
  public long consumed() {
    return plain.consumed();
  }

  @Override
  public String damage() {
    if (given > MOST_UNPACKED) {
      return TOO_LARGE;
    }
    return plain.damage().isEmpty() ? "" : "the packed text is " + plain.damage();
  }
}
