package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The goroutines of the runtime's list that are not spare ones.
final class LiveGs {
  private LiveGs() {}

  /// Those that live, by address, in the order of the list.
  ///
  /// @throws Refusal where one cannot be read, is in no state that there is, or has another's number
  static Map<Long, RawG> read(Reader process, Layout layout, AllGs list)
      throws Refusal, MemoryLostException {
    Map<Long, RawG> alive = new LinkedHashMap<>();
    int size = RawG.wantedBytesOf(layout);
    list.pointers().forEach(g -> process.start(g, size));
    process.fetch();
    Set<Long> ids = new HashSet<>();
    boolean first = false;
    for (long address : list.pointers()) {
      Bytes bytes = process.start(address, size).orElse(Bytes.EMPTY);
      Refusal.unless(bytes.size() >= RawG.bytesOf(layout), "g.readable", Refusal.hex(address));
      RawG g = new RawG(address, bytes, layout);
      first |= g.id() == 1;
      Refusal.unless(
          !RawG.word(g.status()).isEmpty(), "g.status.domain", Integer.toString(g.status()));
      // up to Go 1.20 a goroutine that is being made is runnable before it has its number
      boolean unborn = g.status() == RawG.RUNNABLE && g.id() == 0;
      if (g.isAlive() && !unborn) {
        Refusal.unless(g.id() > 0 && ids.add(g.id()), "goid.unique", Long.toString(g.id()));
        alive.put(address, g);
      }
    }
    Refusal.unless(first, "goid.1.exists", "not among " + list.count());
    Refusal.unless(!alive.isEmpty(), "g.alive", "none of " + list.count());
    return alive;
  }
}
