package initscope.formats;

import initscope.model.Bytes;
import initscope.model.Decoder;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;

/// Not a test: feeds each decoder 1 GiB (or as many MiB as the argument says) of random bytes, of one line without an end, and
/// of short lines of letters, and prints what it took. Run by hand with a small heap, such as {@code -Xmx256m}.
final class GarbageRun {
  private GarbageRun() {}

  public static void main(String[] arguments) {
    long bytes = (arguments.length > 0 ? Long.parseLong(arguments[0]) : 1024) << 20;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(bytes, 8);
      for (String kind : new String[] {"random", "lineless", "letters"}) {
        fill(memory, kind);
        for (Decoder<?> decoder : Formats.all()) {
          long start = System.nanoTime();
          var seen = decoder.decode(Bytes.of(memory));
          long millis = (System.nanoTime() - start) / 1_000_000;
          System.out.printf(
              "%-9s %-15s %6d ms  items %d  problems %d%n",
              kind, decoder.format().name(), millis, Items.of(seen).size(), seen.problems().size());
        }
      }
    }
  }

  private static void fill(MemorySegment memory, String kind) {
    Random random = new Random(3);
    for (long i = 0; i < memory.byteSize(); i += 8) {
      long word = random.nextLong();
      if (kind.equals("lineless")) {
        word = 0x4141414141414141L;
      } else if (kind.equals("letters")) {
        // eight characters, a line feed in place of one of them now and then
        word = (word & 0x0f0f0f0f0f0f0f0fL) | 0x6060606060606060L;
        word = i % 64 == 0 ? (word & ~0xffL) | '\n' : word;
      }
      memory.set(ValueLayout.JAVA_LONG, i, word);
    }
  }
}
