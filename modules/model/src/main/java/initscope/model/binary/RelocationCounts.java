package initscope.model.binary;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Relocations of an executable, by kind.
///
/// @param byKind number of each, by the name of the ELF supplement: {@code R_X86_64_RELATIVE}; without those packed as RELR
/// @param relative those that only add where the program lies
/// @param packed relative ones that are packed as RELR
/// @param counted whether DT_RELACOUNT tells the dynamic linker how many are relative
/// @param whole whether all of the tables could be read
public record RelocationCounts(
    Map<String, Long> byKind, long relative, long packed, boolean counted, boolean whole) {
  /// None at all.
  public static final RelocationCounts NONE = new RelocationCounts(Map.of(), 0, 0, false, true);

  /// Keeps an immutable copy, sorted by name.
  public RelocationCounts {
    byKind = Collections.unmodifiableMap(new TreeMap<>(byKind));
  }

  /// All of them.
  public long total() {
    return packed + byKind.values().stream().mapToLong(n -> n).sum();
  }

  /// All relative ones, packed or not.
  public long allRelative() {
    return relative + packed;
  }

  /// Those that name a symbol, which has to be looked up.
  public long symbolic() {
    return total() - allRelative();
  }
}
