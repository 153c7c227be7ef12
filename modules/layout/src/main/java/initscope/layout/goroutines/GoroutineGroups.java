package initscope.layout.goroutines;

import initscope.layout.Symbols;
import initscope.layout.waits.WaitIndex;
import initscope.model.Frame;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Goroutines that passed a filter, in groups: first that of goroutine 1, then the largest.
///
/// @param groups no two with the same {@link Group#key()}
/// @param passed how many goroutines are in them
/// @param all how many there were
public record GoroutineGroups(List<Group> groups, int passed, int all) {
  /// None.
  public static final GoroutineGroups EMPTY = new GoroutineGroups(List.of(), 0, 0);

  /// How many goroutines are looked at between two questions whether anyone still wants the answer.
  private static final int STRIDE = 2048;

  /// Keeps an immutable copy.
  public GoroutineGroups {
    groups = List.copyOf(groups);
  }

  /// One group.
  ///
  /// @param key what they have in common: a {@link StackKey}, a function, a reason, an object's address
  /// @param name in words: a function, a reason, an object; empty where they have nothing of that kind
  /// @param members by longest wait, then by id
  /// @param common outermost frames that all of them share, innermost of these first
  /// @param longestWait of those known
  public record Group(
      Object key,
      String name,
      List<Goroutine> members,
      List<Frame> common,
      OptionalLong longestWait) {
    /// Keeps immutable copies.
    public Group {
      members = List.copyOf(members);
      common = List.copyOf(common);
    }
  }

  /// Filters and groups.
  ///
  /// @throws CancelledException when the user wants something else meanwhile
  public static GoroutineGroups of(
      List<Goroutine> all,
      WaitIndex waits,
      GoroutineFilter filter,
      Grouping grouping,
      Progress progress)
      throws CancelledException {
    OwnFrames own = new OwnFrames();
    Map<Object, List<Goroutine>> byKey = new LinkedHashMap<>();
    int passed = 0;
    for (int i = 0; i < all.size(); i++) {
      if (i % STRIDE == 0) {
        progress.report(i, all.size(), "");
      }
      Goroutine one = all.get(i);
      if (filter.passes(one, waits)) {
        passed++;
        byKey.computeIfAbsent(key(one, grouping, waits, own), k -> new ArrayList<>()).add(one);
      }
    }
    List<Group> groups = new ArrayList<>();
    for (Map.Entry<Object, List<Goroutine>> entry : byKey.entrySet()) {
      if (groups.size() % STRIDE == 0) {
        progress.report(groups.size(), byKey.size(), "");
      }
      groups.add(group(entry.getKey(), entry.getValue(), grouping, waits, own));
    }
    groups.sort(
        Comparator.<Group>comparingInt(g -> holdsMain(g) ? 0 : 1)
            .thenComparingInt(g -> -g.members.size())
            .thenComparingLong(g -> g.members.getFirst().id()));
    return new GoroutineGroups(groups, passed, all.size());
  }

  private static boolean holdsMain(Group group) {
    for (Goroutine one : group.members) {
      if (one.id() == 1) {
        return true;
      }
    }
    return false;
  }

  private static Group group(
      Object key, List<Goroutine> members, Grouping grouping, WaitIndex waits, OwnFrames own) {
    members.sort(
        Comparator.<Goroutine>comparingLong(g -> -g.waitNanos().orElse(-1))
            .thenComparingLong(Goroutine::id));
    Goroutine first = members.getFirst();
    return new Group(
        key, name(first, grouping, waits, own), members, common(members), first.waitNanos());
  }

  private static Object key(Goroutine one, Grouping grouping, WaitIndex waits, OwnFrames own) {
    return switch (grouping) {
      case STACK -> new StackKey(one);
      case OBJECT -> waits.of(one.id()).stream().findFirst().map(w -> key(w)).orElse("");
      default -> name(one, grouping, waits, own);
    };
  }

  private static Object key(WaitGraph.Wait wait) {
    return wait.object().address() == 0 ? wait.object() : wait.object().address();
  }

  private static String name(Goroutine one, Grouping grouping, WaitIndex waits, OwnFrames own) {
    return switch (grouping) {
      case STACK -> function(own.of(one));
      case REASON -> one.waitReason().orElse(one.status());
      case CREATOR -> function(one.createdBy());
      case PACKAGE -> own.of(one).map(f -> Symbols.packageOf(f.function())).orElse("");
      case START -> function(start(one));
      case OBJECT ->
          waits.of(one.id()).stream()
              .findFirst()
              .map(w -> w.object().word() + " 0x" + Long.toHexString(w.object().address()))
              .orElse("");
    };
  }

  private static String function(Optional<Frame> frame) {
    return frame.map(Frame::function).orElse("");
  }

  /// The frame the reader looks for.
  public static Optional<Frame> own(Goroutine one) {
    return new OwnFrames().of(one);
  }

  /// The function a goroutine began with; of a whole stack it is the outermost frame.
  public static Optional<Frame> start(Goroutine one) {
    return one.startedAt()
        .or(
            () ->
                one.partial() || one.frames().isEmpty()
                    ? Optional.empty()
                    : Optional.of(one.frames().getLast()));
  }

  private static List<Frame> common(List<Goroutine> members) {
    List<Frame> first = members.getFirst().frames();
    int shared = first.size();
    for (Goroutine one : members) {
      List<Frame> frames = one.frames();
      int same = 0;
      while (same < Math.min(shared, frames.size())
          && StackKey.same(
              first.get(first.size() - 1 - same), frames.get(frames.size() - 1 - same))) {
        same++;
      }
      shared = same;
    }
    return first.subList(first.size() - shared, first.size());
  }
}
