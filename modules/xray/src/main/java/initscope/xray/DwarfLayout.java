package initscope.xray;

import initscope.model.Bytes;
import initscope.xray.dwarf.GoTypes;
import initscope.xray.elf.Elf;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.Reader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A layout read from the executable's own DWARF, with the names that {@code modules/xray/layouts/dump.py} gives: the same structures
/// under the same names, so that code cannot tell where a layout comes from.
final class DwarfLayout {
  /// Types of package runtime, told by their bare names. One inside another is told by its own rows.
  private static final Set<String> RUNTIME =
      Set.of(
          "g gobuf stack m p schedt sudog hchan waitq timer timers timeTimer pollDesc notifyList mutex semaRoot semTable _defer _panic moduledata pcHeader initTask functab _func inlinedCall eface iface hmap bmap gQueue gList"
              .split(" "));

  private static final Map<String, String> OTHERS =
      Map.ofEntries(
          Map.entry("sync.Mutex", "sync.mutex"),
          Map.entry("internal/sync.Mutex", "internal/sync.mutex"),
          Map.entry("sync.RWMutex", "sync.rwmutex"),
          Map.entry("sync.WaitGroup", "sync.waitgroup"),
          Map.entry("sync.Once", "sync.once"),
          Map.entry("sync.Cond", "sync.cond"),
          Map.entry("internal/poll.FD", "poll.fd"),
          Map.entry("internal/poll.fdMutex", "poll.fdmutex"),
          Map.entry("internal/runtime/maps.Map", "maps.map"),
          Map.entry("runtime/pprof.LabelSet", "labelset"),
          Map.entry("runtime/pprof.labelMap", "labelmap"),
          Map.entry("runtime/pprof.label", "label"),
          Map.entry("internal/runtime/pprof/label.Label", "label"));

  private static final String PACKAGE = "runtime.";
  private static final Set<String> WIDE = Set.of("m", "p");
  private static final int DEEPEST = 3;
  private static final int MAX_MEMBERS = 1 << 17;
  private static final int MAX_BYTES = 1 << 20;
  private static final String WAIT_REASONS = PACKAGE + "waitReasonStrings";
  private static final int MAX_REASONS_BYTES = 1 << 12;
  private static final int MAX_REASON_BYTES = 64;
  private static final int STRING_BYTES = 16;

  private final GoTypes types;
  private final Map<String, Layout.Field> fields = new HashMap<>();
  private int seen;

  private DwarfLayout(GoTypes types) {
    this.types = types;
  }

  /// What an executable tells of itself; empty where it has no DWARF, or none that can be read.
  static Optional<DwarfLayout> read(Reader file, Elf elf) throws MemoryLostException {
    Map<String, String> names = names();
    Set<String> wanted = new HashSet<>(names.keySet());
    wanted.add(WAIT_REASONS);
    Optional<DwarfLayout> read = GoTypes.read(file, elf, wanted).map(DwarfLayout::new);
    read.ifPresent(layout -> names.forEach(layout::add));
    return read;
  }

  /// The layout, for a program of a release.
  Layout layout(String goVersion, String machine, List<String> waitReasons) {
    boolean arm64 = machine.equals("arm64");
    return new Layout(goVersion, Layout.From.DWARF, arm64, fields, waitReasons);
  }

  /// Wishes for the table of wait reasons.
  void wish(Reader process, long bias) {
    types.variable(WAIT_REASONS).ifPresent(t -> process.wish(t.address() + bias, t.size()));
  }

  /// The words of the wait reasons, from the table of strings that the runtime itself keeps; none where it is not found.
  ///
  /// @param bias how far the program lies from where its file says
  List<String> waitReasons(Reader process, long bias) throws MemoryLostException {
    Optional<GoTypes.Variable> table = types.variable(WAIT_REASONS);
    if (table.isEmpty() || table.get().size() <= 0 || table.get().size() > MAX_REASONS_BYTES) {
      return List.of();
    }
    long address = table.get().address() + bias;
    process.bytes(address, table.get().size());
    process.fetch();
    Bytes strings = process.bytes(address, table.get().size()).orElse(Bytes.EMPTY);
    List<String> words;
    do {
      words = new ArrayList<>();
      for (long at = 0; at + STRING_BYTES <= strings.size(); at += STRING_BYTES) {
        long length = strings.u64(at + 8);
        boolean fits = length > 0 && length <= MAX_REASON_BYTES;
        words.add(fits ? process.bytes(strings.u64(at), length).map(Bytes::utf8).orElse("") : "");
      }
    } while (process.fetch());
    return words;
  }

  private static Map<String, String> names() {
    Map<String, String> names = new HashMap<>(OTHERS);
    RUNTIME.forEach(name -> names.put(PACKAGE + name, Layout.lower(name)));
    return names;
  }

  private void add(String name, String as) {
    types
        .type(name)
        .ifPresent(
            type -> {
              fields.put(as, new Layout.Field(0, Math.clamp(type.size(), 0, MAX_BYTES)));
              members(type, WIDE.contains(as) ? 1 : DEEPEST, 0, as + ".");
            });
  }

  private void members(GoTypes.Type parent, int deepest, long start, String path) {
    for (GoTypes.Member member : membersOf(parent)) {
      long size = member.type().size();
      boolean named = !member.name().isEmpty() && !member.name().equals("_");
      boolean inside = size > 0 && size <= MAX_BYTES && member.offset() <= MAX_BYTES;
      if (!named || !inside) {
        continue;
      }
      String name = path + Layout.lower(member.name());
      long offset = start + member.offset();
      fields.put(name, new Layout.Field((int) offset, (int) size));
      if (deepest > 1 && !isListed(member.type()) && !isValue(member.type(), DEEPEST)) {
        members(member.type(), deepest - 1, offset, name + ".");
      }
    }
  }

  private static boolean isListed(GoTypes.Type type) {
    return type.name().startsWith(PACKAGE)
        && RUNTIME.contains(type.name().substring(PACKAGE.length()));
  }

  /// Whether it is one value, however wrapped, or a type of the language.
  private boolean isValue(GoTypes.Type type, int deepest) {
    boolean language =
        type.name().equals("string")
            || type.name().equals("error")
            || type.name().startsWith("[]")
            || type.name().startsWith("interface");
    return !type.isStructure()
        || language
        || (deepest > 0
            && membersOf(type).stream()
                .anyMatch(m -> m.type().size() == type.size() && isValue(m.type(), deepest - 1)));
  }

  /// The members of a structure; none any more once so many were seen that the types are not Go's.
  private List<GoTypes.Member> membersOf(GoTypes.Type type) {
    List<GoTypes.Member> members = seen < MAX_MEMBERS ? types.members(type) : List.of();
    seen += 1 + members.size();
    return members;
  }
}
