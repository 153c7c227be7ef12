package initscope.tuning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

/// What of a host's files would outlive a loss of power.
///
/// A sync of a file makes its bytes last, and its name, and every earlier change of a name in the same group: the transaction's
/// record, the boot guard's unit, everything else. Between groups there is no order, as in the protocol's model. Of what is not
/// synced yet, a beginning of each group's changes may last; bytes that were not synced may be missing.
final class Disk {
  /// What lasts of what was not synced.
  enum Survival {
    NOTHING,
    EVERYTHING,
    SOME
  }

  private enum Group {
    RECORD,
    UNIT,
    REST;

    static Group of(String path) {
      if (path.startsWith("etc/.initscope/")) {
        return RECORD;
      }
      return path.startsWith("etc/systemd/") ? UNIT : REST;
    }
  }

  /// A file, whatever it is called.
  private static final class Inode {
    String entry;
    boolean synced;

    Inode(String entry, boolean synced) {
      this.entry = entry;
      this.synced = synced;
    }
  }

  /// A change of names: from nothing when it makes a file, to nothing when it removes one.
  private record Rename(String from, String to, Inode inode, Set<Group> groups) {
    static Rename of(String from, String to, Inode inode) {
      Set<Group> groups = EnumSet.noneOf(Group.class);
      if (!from.isEmpty()) {
        groups.add(Group.of(from));
      }
      if (!to.isEmpty()) {
        groups.add(Group.of(to));
      }
      return new Rename(from, to, inode, groups);
    }

    void apply(Map<String, Inode> names) {
      if (!from.isEmpty()) {
        names.remove(from, inode);
      }
      if (!to.isEmpty()) {
        names.put(to, inode);
      }
    }
  }

  private final Map<String, Inode> live = new HashMap<>();
  private final Map<String, Inode> lasting = new HashMap<>();
  private final List<Rename> pending = new ArrayList<>();

  /// All that is there lasts.
  Disk(Tree tree) {
    reset(tree);
  }

  /// All that is there lasts: after a boot, or when somebody else wrote.
  void reset(Tree tree) {
    live.clear();
    pending.clear();
    tree.lasting().forEach((path, entry) -> live.put(path, new Inode(entry, true)));
    lasting.clear();
    lasting.putAll(live);
  }

  /// Somebody else wrote a file and synced it.
  void wrote(String path, String text) {
    Inode inode = new Inode("f" + text, true);
    live.put(path, inode);
    lasting.put(path, inode);
    pending.removeIf(r -> r.to().equals(path) || r.from().equals(path));
  }

  /// Follows one run of the guard.
  ///
  /// @param log what it did: {@code S path} synced, {@code C path} made, {@code M from to} renamed, {@code R path} removed
  void follow(List<String> log, Tree after) {
    for (String line : log) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "S" -> sync(words[1]);
        case "C" -> make(words[1]);
        case "M" -> move(words[1], words[2]);
        default -> below(words[1]).forEach(path -> change(path, ""));
      }
    }
    Map<String, String> there = after.lasting();
    for (String path : List.copyOf(live.keySet())) {
      if (!there.containsKey(path)) {
        change(path, "");
      }
    }
    there.forEach(
        (path, entry) -> {
          if (!live.containsKey(path)) {
            make(path);
          }
          Inode inode = live.get(path);
          if (inode != null) {
            inode.entry = entry;
            inode.synced |= entry.charAt(0) == 'l';
          }
        });
  }

  private List<String> below(String path) {
    return live.keySet().stream()
        .filter(p -> p.equals(path) || p.startsWith(path + "/"))
        .sorted()
        .toList();
  }

  private void make(String path) {
    Inode inode = new Inode("f", false);
    live.put(path, inode);
    pending.add(Rename.of("", path, inode));
  }

  private void change(String from, String to) {
    Inode inode = live.remove(from);
    if (inode != null) {
      if (!to.isEmpty()) {
        live.put(to, inode);
      }
      pending.add(Rename.of(from, to, inode));
    }
  }

  private void move(String from, String to) {
    List<String> paths = below(from);
    for (String path : paths) {
      change(path, to + path.substring(from.length()));
    }
  }

  private void sync(String path) {
    if (!live.containsKey(path)) {
      make(path);
    }
    Inode synced = live.get(path);
    if (synced == null) {
      return;
    }
    synced.synced = true;
    Group group = Group.of(path);
    Set<Inode> along = new HashSet<>(Set.of(synced));
    for (Rename rename : pending) {
      if (rename.groups().contains(group)) {
        along.add(rename.inode());
      }
    }
    List<Rename> later = new ArrayList<>();
    for (Rename rename : pending) {
      if (along.contains(rename.inode())) {
        rename.apply(lasting);
      } else {
        later.add(rename);
      }
    }
    pending.clear();
    pending.addAll(later);
  }

  /// Whether anything is not synced.
  boolean dirty() {
    return !pending.isEmpty() || live.values().stream().anyMatch(i -> !i.synced);
  }

  /// The host's files after a loss of power. This disk stays as it was: {@link #reset} it.
  Tree afterPowerLoss(Tree now, Survival survival, RandomGenerator random) {
    Map<Group, Integer> cut = new EnumMap<>(Group.class);
    for (Group group : Group.values()) {
      int all = pendingIn(group);
      int kept =
          switch (survival) {
            case NOTHING -> 0;
            case EVERYTHING -> all;
            case SOME -> random.nextInt(all + 1);
          };
      cut.put(group, kept);
    }
    return kept(
        now,
        cut,
        () ->
            survival == Survival.EVERYTHING || (survival == Survival.SOME && random.nextBoolean()));
  }

  /// All that may be there after a loss of power, when of each group either everything or nothing lasts that was not synced.
  Set<Tree> allAfterPowerLoss(Tree now) {
    Set<Tree> all = new HashSet<>();
    for (int bits = 0; bits < 1 << Group.values().length; bits++) {
      Map<Group, Integer> cut = new EnumMap<>(Group.class);
      for (Group group : Group.values()) {
        boolean lasts = (bits >> group.ordinal() & 1) == 1;
        cut.put(group, lasts ? pendingIn(group) : 0);
      }
      all.add(kept(now, cut, () -> false));
    }
    return all;
  }

  private int pendingIn(Group group) {
    return (int) pending.stream().filter(r -> r.groups().contains(group)).count();
  }

  private Tree kept(Tree now, Map<Group, Integer> cut, BooleanSupplier bytesLast) {
    Map<String, Inode> names = new HashMap<>(lasting);
    Map<Group, Integer> seen = new EnumMap<>(Group.class);
    for (Rename rename : pending) {
      boolean stays = true;
      for (Group group : rename.groups()) {
        int n = seen.merge(group, 1, Integer::sum);
        stays &= n <= cut.getOrDefault(group, 0);
      }
      if (stays) {
        rename.apply(names);
      }
    }
    Map<String, String> files = new TreeMap<>();
    names.forEach(
        (path, inode) ->
            files.put(path, inode.synced || bytesLast.getAsBoolean() ? inode.entry : "f"));
    return now.withLasting(files);
  }
}
