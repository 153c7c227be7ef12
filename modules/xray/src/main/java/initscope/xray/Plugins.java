package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The modules after the program's own, in the order they were loaded: plugins. The runtime links them by {@code moduledata.next}.
final class Plugins {
  private static final int MOST = 256;
  private static final int MAX_PATH = 4096;

  private Plugins() {}

  /// Whether a moduledata is one, by what its header says.
  interface Check {
    /// Wishes for what it needs; false where that says no or is not read yet.
    boolean confirms(long address);
  }

  /// Follows the list as far as it holds.
  ///
  /// @param first the program's own
  static List<Functions> read(Reader process, Module first, Check check)
      throws Refusal, MemoryLostException {
    List<Functions> plugins = new ArrayList<>();
    Set<Long> seen = new HashSet<>(Set.of(first.address()));
    Layout layout = first.layout();
    long next = next(first);
    while (next != 0) {
      Refusal.unless(seen.add(next) && plugins.size() < MOST, "moduledata.next", Refusal.hex(next));
      process.start(next, Module.MAX_SIZE);
      process.fetch();
      Bytes bytes = process.start(next, Module.MAX_SIZE).orElse(Bytes.EMPTY);
      check.confirms(next);
      process.fetch();
      Refusal.unless(
          bytes.size() >= layout.size("moduledata", Module.MAX_SIZE) && check.confirms(next),
          "moduledata.next",
          Refusal.hex(next));
      Module plugin = new Module(next, bytes, layout);
      plugin.check();
      Functions.wish(process, plugin);
      path(process, plugin);
      plugins.add(Functions.of(process, plugin));
      next = next(plugin);
    }
    return plugins;
  }

  private static long next(Module module) {
    return module.layout().has("moduledata.next") ? module.word("next") : 0;
  }

  /// The path a plugin is known by: its package's, or {@code plugin/unnamed-HASH}; {@code plugin} where it cannot be read.
  static Optional<String> path(Reader process, Module module) {
    Optional<String> path = Optional.empty();
    if (module.layout().has("moduledata.pluginpath")) {
      Module.Slice text = module.slice("pluginpath");
      if (text.length() > 0 && text.length() <= MAX_PATH) {
        path = process.bytes(text.address(), text.length()).map(Bytes::utf8);
      }
    }
    return path.or(() -> Optional.of("plugin"));
  }
}
