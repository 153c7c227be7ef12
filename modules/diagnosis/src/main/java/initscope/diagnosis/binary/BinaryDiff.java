package initscope.diagnosis.binary;

import initscope.model.binary.BinaryFacts;
import initscope.model.binary.GoModule;
import initscope.model.binary.PackageInit;
import initscope.model.binary.Part;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What differs between two builds of a program.
///
/// @param facts settings of linking and version by name, those that differ
/// @param settings build settings that differ; absent on a side where it has none
/// @param modules modules that differ, by path; what they are on each side
/// @param parts bytes of the file by what they are for, all parts
/// @param relocations by kind, those that differ
/// @param inits package inits that are new, gone or at another place among those that both have
/// @param slow known slow work that is new, gone, or has another number of places
/// @param initsComparable whether the inits of both could be read
public record BinaryDiff(
    Map<String, Sides<String>> facts,
    Map<String, Sides<String>> settings,
    Map<String, Sides<GoModule>> modules,
    Map<Part, Sides<Long>> parts,
    Map<String, Sides<Long>> relocations,
    List<InitChange> inits,
    List<SlowChange> slow,
    boolean initsComparable) {
  /// A value of the first and of the second build.
  public record Sides<T>(Optional<T> before, Optional<T> after) {
    /// Whether both have it and it is the same, or neither has it.
    public boolean same() {
      return before.equals(after);
    }
  }

  /// How a package's init differs.
  public enum Way {
    /// Only the second build has it.
    ADDED,
    /// Only the first build has it.
    REMOVED,
    /// Both have it, and it runs earlier or later among the others that both have.
    MOVED
  }

  /// A package whose init differs.
  ///
  /// @param before its place in the first build, from 0; -1 where it has none
  /// @param after its place in the second build
  public record InitChange(String packagePath, Way way, int before, int after) {}

  /// Known slow work that differs.
  public record SlowChange(Sides<SlowInit> sides) {
    /// What it is, of the side that has it.
    public SlowInit either() {
      return sides.after().or(sides::before).orElseThrow();
    }
  }

  /// Keeps immutable copies.
  public BinaryDiff {
    inits = List.copyOf(inits);
    slow = List.copyOf(slow);
  }

  /// Compares.
  public static BinaryDiff of(BinaryFacts before, BinaryFacts after) {
    boolean comparable = before.inits().refusal().isEmpty() && after.inits().refusal().isEmpty();
    return new BinaryDiff(
        different(told(before), told(after)),
        different(before.go().settings(), after.go().settings()),
        different(modules(before), modules(after)),
        sides(before.link().parts(), after.link().parts(), List.of(Part.values())),
        different(before.link().relocations().byKind(), after.link().relocations().byKind()),
        comparable ? inits(before.inits().packages(), after.inits().packages()) : List.of(),
        comparable ? slow(before, after) : List.of(),
        comparable);
  }

  private static Map<String, String> told(BinaryFacts facts) {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("goVersion", facts.go().goVersion());
    facts.go().modulePath().ifPresent(path -> told.put("path", path));
    told.put("machine", facts.go().machine());
    told.put("buildMode", facts.buildMode());
    told.put("stripped", Boolean.toString(facts.go().stripped()));
    told.put("dwarf", Boolean.toString(facts.go().dwarf()));
    facts.link().cgo().ifPresent(cgo -> told.put("cgoLinked", cgo.toString()));
    facts.link().interpreter().ifPresent(path -> told.put("interpreter", path));
    if (!facts.link().needed().isEmpty()) {
      told.put("needed", String.join(", ", facts.link().needed()));
    }
    facts.link().glibc().ifPresent(version -> told.put("glibc", version));
    told.put("fileBytes", Long.toString(facts.link().fileBytes()));
    return told;
  }

  private static Map<String, GoModule> modules(BinaryFacts facts) {
    Map<String, GoModule> modules = new TreeMap<>();
    facts.mainModule().ifPresent(module -> modules.put(module.path(), module));
    facts.modules().forEach(module -> modules.put(module.path(), module));
    return modules;
  }

  private static <K, V> Map<K, Sides<V>> sides(
      Map<K, V> before, Map<K, V> after, Iterable<K> keys) {
    Map<K, Sides<V>> sides = new LinkedHashMap<>();
    for (K key : keys) {
      sides.put(
          key,
          new Sides<>(Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key))));
    }
    return sides;
  }

  private static <V> Map<String, Sides<V>> different(Map<String, V> before, Map<String, V> after) {
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    Map<String, Sides<V>> sides = sides(before, after, keys);
    sides.values().removeIf(Sides::same);
    return sides;
  }

  private static List<InitChange> inits(List<PackageInit> before, List<PackageInit> after) {
    Map<String, Integer> left = places(before);
    Map<String, Integer> right = places(after);
    List<InitChange> changes = new ArrayList<>();
    Set<String> kept = new LinkedHashSet<>(right.keySet());
    kept.retainAll(left.keySet());
    Set<String> inOrder = inOrder(List.copyOf(kept), left);
    right.forEach(
        (path, place) -> {
          int was = left.getOrDefault(path, -1);
          if (was < 0) {
            changes.add(new InitChange(path, Way.ADDED, -1, place));
          } else if (!inOrder.contains(path)) {
            changes.add(new InitChange(path, Way.MOVED, was, place));
          }
        });
    left.forEach(
        (path, place) -> {
          if (!right.containsKey(path)) {
            changes.add(new InitChange(path, Way.REMOVED, place, -1));
          }
        });
    return changes;
  }

  private static Map<String, Integer> places(List<PackageInit> packages) {
    Map<String, Integer> places = new LinkedHashMap<>();
    packages.forEach(init -> places.putIfAbsent(init.packagePath(), init.order()));
    return places;
  }

  /// The most packages that stand in the same order on both sides: the longest rising run of their places.
  private static Set<String> inOrder(List<String> paths, Map<String, Integer> places) {
    int[] lasts = new int[paths.size()];
    int[] previous = new int[paths.size()];
    Map<Integer, Integer> place = new HashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      place.put(i, places.getOrDefault(paths.get(i), 0));
    }
    int length = 0;
    for (int i = 0; i < paths.size(); i++) {
      int low = 0;
      int high = length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        boolean before = place.getOrDefault(lasts[middle], 0) < place.getOrDefault(i, 0);
        low = before ? middle + 1 : low;
        high = before ? high : middle;
      }
      previous[i] = low > 0 ? lasts[low - 1] : -1;
      lasts[low] = i;
      length = Math.max(length, low + 1);
    }
    Set<String> run = new LinkedHashSet<>();
    for (int i = length > 0 ? lasts[length - 1] : -1; i >= 0; i = previous[i]) {
      run.add(paths.get(i));
    }
    return run;
  }

  private static List<SlowChange> slow(BinaryFacts before, BinaryFacts after) {
    Map<String, SlowInit> left = byKey(before);
    Map<String, SlowInit> right = byKey(after);
    Set<String> keys = new LinkedHashSet<>(right.keySet());
    keys.addAll(left.keySet());
    List<SlowChange> changes = new ArrayList<>();
    sides(left, right, keys)
        .values()
        .forEach(
            sides -> {
              boolean same =
                  sides.before().map(SlowInit::sites).equals(sides.after().map(SlowInit::sites));
              if (!same) {
                changes.add(new SlowChange(sides));
              }
            });
    return changes;
  }

  private static Map<String, SlowInit> byKey(BinaryFacts facts) {
    Map<String, SlowInit> slow = new LinkedHashMap<>();
    SlowInit.of(facts.reach()).forEach(s -> slow.put(s.key(), s));
    return slow;
  }
}
