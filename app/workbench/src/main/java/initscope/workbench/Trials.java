package initscope.workbench;

import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.remote.Sudo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/// The changes on trial as far as this window knows: what is left of each, and when its host is asked again without the user.
final class Trials {
  private static final long SECOND = 1_000_000_000L;

  /// After this many seconds a host that was not reached is asked again; further ones twice as long each.
  private static final List<Integer> BACK_OFF = List.of(5, 15, 30, 60);

  private static final int LONGEST_BACK_OFF = 600;
  private static final int USUAL = 60;

  /// Seconds after the deadline: the host's timer may fire up to a minute late.
  private static final List<Integer> WHEN_OVER = List.of(4, 20, 65);

  /// The clock of the wall is further than {@link System#nanoTime()} by more than this: this computer slept.
  private static final long SLEPT_NANOS = 5 * SECOND;

  private final LongSupplier nanos;
  private final LongSupplier wallMillis;
  private final Supplier<String> unknown;
  private final Map<TxId, Entry> entries = new LinkedHashMap<>();
  private final ReadOnlyObjectWrapper<List<Trial>> all = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyStringWrapper soonestLeft = new ReadOnlyStringWrapper("");
  private long lastNanos;
  private long lastWallMillis;

  private static final class Entry {
    private final ReadOnlyStringWrapper left = new ReadOnlyStringWrapper("");
    private final long beganNanos;
    private Trial trial;
    private long askNanos;
    private int unanswered;
    private int answeredWhenOver;
    private boolean asking;
    private boolean givenUp;

    Entry(Trial trial, long beganNanos) {
      this.trial = trial;
      this.beganNanos = beganNanos;
    }
  }

  /// None yet.
  ///
  /// @param nanos {@link System#nanoTime()} but for tests
  /// @param wallMillis {@link System#currentTimeMillis()} but for tests
  /// @param unknown what to say instead of a time where it is over and the host was not reached
  Trials(LongSupplier nanos, LongSupplier wallMillis, Supplier<String> unknown) {
    this.nanos = nanos;
    this.wallMillis = wallMillis;
    this.unknown = unknown;
    lastNanos = nanos.getAsLong();
    lastWallMillis = wallMillis.getAsLong();
  }

  /// All, the one that ends soonest first.
  ReadOnlyObjectProperty<List<Trial>> all() {
    return all.getReadOnlyProperty();
  }

  /// Time left of the one that ends soonest, as {@code 9:59}; empty where there is none.
  ReadOnlyStringProperty soonestLeft() {
    return soonestLeft.getReadOnlyProperty();
  }

  /// Time left of one; stays as it was once that one is over.
  ReadOnlyStringProperty left(Trial trial) {
    return Optional.ofNullable(entries.get(trial.id()))
        .map(e -> e.left)
        .orElseGet(() -> new ReadOnlyStringWrapper(""))
        .getReadOnlyProperty();
  }

  /// The moment at which so many seconds are over.
  long inSeconds(long seconds) {
    return nanos.getAsLong() + seconds * SECOND;
  }

  /// One by its name.
  Optional<Trial> find(TxId id) {
    return Optional.ofNullable(entries.get(id)).map(e -> e.trial);
  }

  /// One on a host, as the user wrote it.
  Optional<Trial> on(String host) {
    return all.get().stream().filter(t -> t.host().equals(host)).findFirst();
  }

  /// How long one has been on trial, in whole minutes and one more.
  int minutesOld(Trial trial) {
    Entry entry = entries.get(trial.id());
    long old = entry == null ? 0 : nanos.getAsLong() - entry.beganNanos;
    return (int) Math.max(1, old / (60 * SECOND) + 1);
  }

  /// Takes in what a host said.
  void put(Trial told) {
    long now = nanos.getAsLong();
    Entry entry = entries.computeIfAbsent(told.id(), id -> new Entry(told, began(told, now)));
    entry.trial = told;
    entry.unanswered = 0;
    entry.asking = false;
    entry.givenUp = false;
    if (told.left(now).isZero()) {
      int step = Math.min(entry.answeredWhenOver++, WHEN_OVER.size() - 1);
      entry.askNanos = now + WHEN_OVER.get(step) * SECOND;
    } else {
      entry.answeredWhenOver = 0;
      long over = told.deadlineNanos() + WHEN_OVER.getFirst() * SECOND;
      boolean asks = told.ssh().sudo() == Sudo.ASK; // without the user it cannot be answered
      entry.askNanos = asks ? over : Math.min(over, now + USUAL * SECOND);
    }
    changed();
  }

  private static long began(Trial told, long now) {
    long window = told.plan().map(Plan::windowSeconds).orElse(Plan.DEFAULT_WINDOW_SECONDS);
    return now - Math.max(0, window - told.left(now).toSeconds()) * SECOND;
  }

  /// Takes in a change whose link broke in the middle.
  void putLost(Trial lost) {
    put(lost);
    unanswered(lost.id());
  }

  /// Notes how far the way of one is gone.
  void update(TxId id, UnaryOperator<Way> further) {
    Entry entry = entries.get(id);
    if (entry != null) {
      entry.trial = entry.trial.on(further.apply(entry.trial.way()));
      changed();
    }
  }

  /// It is over.
  void remove(TxId id) {
    if (entries.remove(id) != null) {
      changed();
    }
  }

  /// Those that this computer began are over unless they are among these.
  void retainOurs(List<TxId> open) {
    if (entries.values().removeIf(e -> e.trial.status().ours() && !open.contains(e.trial.id()))) {
      changed();
    }
  }

  /// One second or more went by.
  ///
  /// @return those whose hosts are to be asked now
  List<Trial> tick() {
    long now = nanos.getAsLong();
    long wall = wallMillis.getAsLong();
    long slept = (wall - lastWallMillis) * 1_000_000L - (now - lastNanos);
    lastNanos = now;
    lastWallMillis = wall;
    if (slept > SLEPT_NANOS) {
      for (Entry entry : entries.values()) {
        Trial t = entry.trial;
        entry.trial = new Trial(t.way(), t.status(), t.view(), t.deadlineNanos() - slept, t.lost());
        entry.askNanos = now;
      }
      changed();
    }
    show();
    return entries.values().stream()
        .filter(e -> !e.asking && !e.givenUp && e.askNanos - now <= 0)
        .map(e -> e.trial)
        .toList();
  }

  /// Its host is being asked.
  void asking(TxId id) {
    Optional.ofNullable(entries.get(id)).ifPresent(e -> e.asking = true);
  }

  /// Whether an answer is still waited for: not where the user's own question was answered meanwhile.
  boolean isAsking(TxId id) {
    Entry entry = entries.get(id);
    return entry != null && entry.asking;
  }

  /// Its host was not reached.
  ///
  /// @return whether it is not asked again
  boolean unanswered(TxId id) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return false;
    }
    long now = nanos.getAsLong();
    entry.asking = false;
    int times = entry.unanswered++;
    Optional<Long> over =
        WHEN_OVER.stream()
            .map(s -> entry.trial.deadlineNanos() + s * SECOND)
            .filter(at -> at - now > SECOND)
            .findFirst();
    long next = now + backOff(times) * SECOND;
    if (entry.trial.left(now).isZero()) {
      entry.givenUp = over.isEmpty();
      next = over.orElse(next);
    }
    entry.askNanos = over.isPresent() ? Math.min(next, over.get()) : next;
    show();
    return entry.givenUp;
  }

  private static long backOff(int times) {
    if (times < BACK_OFF.size()) {
      return BACK_OFF.get(times);
    }
    int doubled = Math.min(times - BACK_OFF.size() + 1, 10);
    return Math.min(LONGEST_BACK_OFF, (long) BACK_OFF.getLast() << doubled);
  }

  private void changed() {
    List<Trial> sorted = new ArrayList<>(entries.values().stream().map(e -> e.trial).toList());
    long now = nanos.getAsLong();
    sorted.sort(Comparator.comparing(t -> t.left(now)));
    entries.values().forEach(e -> e.left.set(words(e, now)));
    all.set(List.copyOf(sorted));
    show();
  }

  private void show() {
    long now = nanos.getAsLong();
    entries.values().forEach(e -> e.left.set(words(e, now)));
    soonestLeft.set(
        all.get().stream()
            .findFirst()
            .map(t -> entries.get(t.id()))
            .map(e -> e.left.get())
            .orElse(""));
  }

  private String words(Entry entry, long now) {
    return entry.givenUp ? unknown.get() : clock(entry.trial.left(now));
  }

  private static String clock(Duration left) {
    long seconds = (left.toMillis() + 999) / 1000;
    return "%d:%02d".formatted(seconds / 60, seconds % 60);
  }
}
