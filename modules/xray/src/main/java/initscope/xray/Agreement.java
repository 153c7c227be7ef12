package initscope.xray;

import initscope.model.Problem;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/// A program that does not say its release, read by every layout that it may have. Several may hold all invariants, since releases
/// differ little; then only that is told which all of them tell alike, and nothing at all where they differ in a state or a stack.
final class Agreement {
  private final List<Layout> layouts = new ArrayList<>();
  private final List<GoRuntime> readings = new ArrayList<>();

  /// One whose invariants all hold.
  void add(Layout layout, GoRuntime reading) {
    layouts.add(layout);
    readings.add(reading);
  }

  boolean isEmpty() {
    return readings.isEmpty();
  }

  /// What they tell alike.
  ///
  /// @param address of moduledata, for the note that says which layouts fit
  GoRuntime told(long address) throws Refusal {
    GoRuntime told = readings.getFirst();
    for (GoRuntime other : readings) {
      Refusal.unless(told.inits().equals(other.inits()), "layout.unique", "inits: " + versions());
      told = both(told, other);
    }
    List<Problem> problems = new ArrayList<>(told.problems());
    problems.add(new Problem("xray.layout.possible", Problem.Effect.NOTE, address, versions()));
    return with(told, told.goroutines(), problems);
  }

  private String versions() {
    return layouts.stream().map(Layout::version).collect(Collectors.joining(", "));
  }

  private GoRuntime both(GoRuntime one, GoRuntime other) throws Refusal {
    boolean same =
        one.goroutineCount() == other.goroutineCount()
            && one.goroutines().size() == other.goroutines().size();
    Refusal.unless(same, "layout.unique", "goroutines: " + versions());
    List<Goroutine> goroutines = new ArrayList<>();
    for (int i = 0; i < one.goroutines().size(); i++) {
      Goroutine a = one.goroutines().get(i);
      Goroutine b = other.goroutines().get(i);
      Refusal.unless(alike(a, b), "layout.unique", "goroutine " + a.id() + ": " + versions());
      goroutines.add(both(a, b));
    }
    Set<Problem> problems = new LinkedHashSet<>(one.problems());
    problems.retainAll(other.problems());
    return with(one, other, goroutines, List.copyOf(problems));
  }

  private static boolean alike(Goroutine a, Goroutine b) {
    boolean still = !a.torn() && !b.torn();
    return a.id() == b.id()
        && a.status().equals(b.status())
        && a.lockedToThread() == b.lockedToThread()
        && a.tid().equals(b.tid())
        && a.createdBy().equals(b.createdBy())
        && (!still || a.frames().equals(b.frames()));
  }

  private static Goroutine both(Goroutine a, Goroutine b) {
    return new Goroutine(
        a.id(),
        a.status(),
        a.waitReason().equals(b.waitReason()) ? a.waitReason() : Optional.empty(),
        a.waitNanos().equals(b.waitNanos()) ? a.waitNanos() : OptionalLong.empty(),
        a.lockedToThread(),
        a.tid(),
        a.frames().equals(b.frames()) ? a.frames() : List.of(),
        a.createdBy(),
        a.creatorId().equals(b.creatorId()) ? a.creatorId() : OptionalLong.empty(),
        a.torn() || b.torn(),
        a.partial() || b.partial(),
        a.startedAt().equals(b.startedAt()) ? a.startedAt() : Optional.empty(),
        a.labels().equals(b.labels()) ? a.labels() : Map.of(),
        a.evidence());
  }

  private static GoRuntime with(
      GoRuntime one, GoRuntime other, List<Goroutine> goroutines, List<Problem> problems) {
    return new GoRuntime(
        one.binary(),
        one.inits(),
        goroutines,
        one.goroutineCount(),
        one.waits().equals(other.waits()) ? one.waits() : WaitGraph.EMPTY,
        one.threads().equals(other.threads()) ? one.threads() : List.of(),
        one.processors().equals(other.processors()) ? one.processors() : List.of(),
        one.imports().equals(other.imports()) ? one.imports() : List.of(),
        Math.max(one.tornCount(), other.tornCount()),
        Optional.empty(),
        problems);
  }

  private static GoRuntime with(
      GoRuntime told, List<Goroutine> goroutines, List<Problem> problems) {
    return with(told, told, goroutines, problems);
  }
}
