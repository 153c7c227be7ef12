package initscope.model.testing;

import initscope.model.Bytes;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/// Deliberate damage with fixed seeds: what a decoder must bear without an exception.
public final class Damage {
  private Damage() {}

  /// Gives every prefix of the input (in strides that make at most {@code most} of them) to the taker.
  public static void cuts(Bytes whole, int most, Consumer<Bytes> taker) {
    long stride = Math.max(1, whole.size() / most);
    for (long end = 0; end < whole.size(); end += stride) {
      taker.accept(whole.first(end));
    }
  }

  /// Gives {@code count} copies, each with one to eight bytes replaced at random, to the taker.
  public static void flips(Bytes whole, int count, long seed, Consumer<Bytes> taker) {
    byte[] original = whole.toArray();
    if (original.length == 0) {
      return;
    }
    Random random = new Random(seed);
    for (int i = 0; i < count; i++) {
      byte[] copy = Arrays.copyOf(original, original.length);
      for (int flip = random.nextInt(8); flip >= 0; flip--) {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
      }
      taker.accept(Bytes.of(copy));
    }
  }
}
