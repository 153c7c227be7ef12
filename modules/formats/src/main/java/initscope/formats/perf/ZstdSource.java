package initscope.formats.perf;

import initscope.formats.wire.Unzstd;
import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import java.util.Optional;

/// Text that the host packed with zstd in the pipe, for want of gzip. One that was cut gives all that came.
final class ZstdSource implements TextSource {
  private static final String WINDOW = "perf.packed.window";

  private final long size;
  private final Unzstd plain;
  private long given;

  ZstdSource(Bytes packed) {
    size = packed.size();
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

  /// Whether it cannot be unpacked for its window.
  static boolean isWindow(Problem problem) {
    return problem.id().equals(WINDOW);
  }

  @Override
  public Optional<Problem> problem() {
    long at = plain.consumed();
    if (plain.tooLargeWindow() > 0) {
      String window =
          "a window of "
              + (plain.tooLargeWindow() >> 20)
              + " MiB is more than is unpacked here: unpack it with zstd -d --long=31 first";
      return Optional.of(new Problem(WINDOW, Effect.LOST_FROM_HERE, at, window));
    }
    if (plain.trailing()) {
      String bytes =
          (size - at == 1 ? "1 byte" : (size - at) + " bytes")
              + " behind the last frame of zstd left out: if of the text, unpack"
              + " it with zstd -d first";
      return Optional.of(new Problem("perf.packed.trailing", Effect.SKIPPED, at, bytes));
    }
    return TextSource.super.problem();
  }
}
