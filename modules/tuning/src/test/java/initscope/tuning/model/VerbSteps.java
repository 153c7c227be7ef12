package initscope.tuning.model;

import initscope.tuning.model.World.Foreign;
import initscope.tuning.model.World.Laptop;
import initscope.tuning.model.World.Record;
import initscope.tuning.model.World.Run;
import initscope.tuning.model.World.State;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The verbs, line by line.
final class VerbSteps {
  private static final List<Step> DONE = List.of(Step.UNLOCK, Step.REPLY);
  private static final List<Step> DISARM = List.of(Step.STOP_TIMER, Step.REMOVE_GUARD);

  private final Set<Rule> dropped;
  private final boolean lasting;
  private final Map<Verb, List<Step>> lines = new EnumMap<>(Verb.class);

  VerbSteps(Set<Rule> dropped, boolean lasting) {
    this.dropped = dropped;
    this.lasting = lasting;
    lines.put(Verb.ARM, arm());
    lines.put(Verb.APPLY, apply());
    lines.put(Verb.CONFIRM, confirm());
    for (Verb verb : List.of(Verb.ROLLBACK, Verb.TIMER, Verb.BOOT)) {
      lines.put(
          verb,
          of(
              List.of(Step.LOCK, Step.CHECK_ROLLBACK, Step.ROLLING, Step.SYNC_RECORD),
              List.of(Step.UNDO_FILE, Step.SYNC_FILE, Step.UNDO_RUNTIME),
              List.of(Step.ROLLED, Step.SYNC_RECORD),
              DISARM,
              DONE));
    }
    lines.put(Verb.FORGET, of(List.of(Step.LOCK, Step.REMOVE_RECORD, Step.SYNC_RECORD), DONE));
  }

  private boolean has(Rule rule) {
    return !dropped.contains(rule);
  }

  @SafeVarargs
  private List<Step> of(List<Step>... parts) {
    List<Step> all = new ArrayList<>();
    for (List<Step> part : parts) {
      all.addAll(part);
    }
    if (!has(Rule.LOCK)) {
      all.removeAll(List.of(Step.LOCK, Step.UNLOCK));
    }
    return List.copyOf(all);
  }

  private List<Step> arm() {
    return of(
        List.of(Step.LOCK, Step.MAKE_RECORD, Step.SYNC_RECORD),
        lasting ? List.of(Step.GUARD, Step.SYNC_GUARD) : List.of(),
        has(Rule.TIMER_BEFORE_APPLY) ? List.of(Step.TIMER) : List.of(),
        List.of(Step.ARMED, Step.SYNC_RECORD),
        DONE);
  }

  private List<Step> apply() {
    return of(
        List.of(Step.LOCK, Step.CHECK_ARMED),
        has(Rule.BEGIN_MARKER) ? List.of(Step.BEGIN_RUNTIME, Step.SYNC_RECORD) : List.of(),
        List.of(Step.WRITE_RUNTIME, Step.AFTER_RUNTIME, Step.SYNC_RECORD),
        has(Rule.TIMER_BEFORE_APPLY) ? List.of() : List.of(Step.TIMER),
        DONE);
  }

  private List<Step> confirm() {
    List<Step> first = List.of(Step.LOCK, Step.CHECK_CONFIRM);
    List<Step> sync = List.of(Step.SYNC_RECORD);
    List<Step> confirming = List.of(Step.CONFIRMING);
    List<Step> confirmed = List.of(Step.CONFIRMED);
    if (!lasting) {
      return of(first, confirming, sync, confirmed, sync, DISARM, DONE);
    }
    List<Step> begin = List.of(Step.BEGIN_FILE);
    List<Step> write = List.of(Step.WRITE_FILE);
    List<Step> written = List.of(Step.WRITE_FILE, Step.SYNC_FILE);
    if (!has(Rule.SYNC_OF_CONFIRMED)) {
      return of(first, confirming, begin, write, confirmed, DISARM, DONE);
    }
    if (!has(Rule.SYNC_OF_BEGIN)) {
      return of(first, confirming, begin, written, confirmed, sync, DISARM, DONE);
    }
    if (!has(Rule.DISARM_LAST)) {
      return of(first, DISARM, confirming, sync, begin, sync, written, confirmed, sync, DONE);
    }
    return of(first, confirming, sync, begin, sync, written, confirmed, sync, DISARM, DONE);
  }

  Step next(Run run) {
    return lines.get(run.verb()).get(run.line());
  }

  /// The states to which the next line of a running verb leads; none while it waits for the lock.
  List<World> after(World w, int index) {
    Run run = w.running().get(index);
    Record t = w.record();
    return switch (next(run)) {
      case LOCK ->
          w.holder().equals(Run.NOBODY)
              ? go(w.change(d -> d.holder = run.who()), index)
              : List.of();
      case UNLOCK ->
          go(w.holder().equals(run.who()) ? w.change(d -> d.holder = Run.NOBODY) : w, index);
      case REPLY -> end(w, index, true);
      case MAKE_RECORD ->
          t.is()
              ? end(w, index, false)
              : go(
                  w.change(
                      d -> d.record = new Record(State.PREP, w.boot(), false, Value.NONE, false)),
                  index);
      case SYNC_RECORD -> go(w.change(d -> d.recordOnDisk = d.record), index);
      case SYNC_FILE -> go(w.change(d -> d.fileOnDisk = d.file), index);
      case GUARD -> go(has(Rule.BOOT_GUARD) ? w.change(d -> d.guard = true) : w, index);
      case SYNC_GUARD -> go(w.change(d -> d.guardOnDisk = d.guard), index);
      case TIMER -> go(w.change(d -> d.timer = true), index);
      case STOP_TIMER -> go(w.change(d -> d.timer = false), index);
      case REMOVE_GUARD -> removeGuard(w, index);
      case WRITE_RUNTIME ->
          go(
              w.change(
                  d -> {
                    d.runtime = Value.OURS;
                    d.touched = true;
                    d.foreignRuntime = Foreign.NONE;
                  }),
              index);
      case WRITE_FILE ->
          go(
              w.change(
                  d -> {
                    d.file = Value.OURS;
                    d.touched = true;
                    d.foreignFile = Foreign.NONE;
                  }),
              index);
      case REMOVE_RECORD -> go(w.change(d -> d.record = Record.NONE), index);
      case ARMED -> onlyIf(t.state() == State.PREP && t.boot() == w.boot(), w, index, State.ARMED);
      case CHECK_ARMED ->
          t.state() == State.ARMED && t.boot() == w.boot() ? go(w, index) : end(w, index, false);
      case CHECK_CONFIRM -> mayConfirm(w) ? go(w, index) : end(w, index, false);
      case CHECK_ROLLBACK -> checkRollback(w, index);
      case BEGIN_RUNTIME, AFTER_RUNTIME, BEGIN_FILE -> mark(w, index, next(run));
      case CONFIRMING -> onlyIf(t.is(), w, index, State.CONFIRMING);
      case CONFIRMED -> onlyIf(t.is(), w, index, State.CONFIRMED);
      case ROLLING -> onlyIf(t.is(), w, index, State.ROLLING);
      case ROLLED -> onlyIf(t.is(), w, index, State.ROLLED);
      case UNDO_FILE -> undoFile(w, index);
      case UNDO_RUNTIME -> undoRuntime(w, index);
    };
  }

  private static List<World> go(World w, int index) {
    Run run = w.running().get(index);
    Run later = new Run(run.verb(), run.line() + 1, run.awaited());
    return List.of(w.change(d -> d.running = w.with(index, later)));
  }

  /// Leaves: the lock is free, and this computer hears of it if it still waits for this verb.
  private static List<World> end(World w, int index, boolean yes) {
    Run run = w.running().get(index);
    return List.of(
        w.change(
            d -> {
              d.holder = w.holder().equals(run.who()) ? Run.NOBODY : w.holder();
              d.running = w.without(index);
              if (run.awaited() && w.laptop() == Laptop.WAITS && w.about() == run.verb()) {
                d.laptop = yes ? Laptop.YES : Laptop.NO;
              }
            }));
  }

  private static List<World> onlyIf(boolean may, World w, int index, State next) {
    return may ? go(w.change(d -> d.record = d.record.in(next)), index) : end(w, index, false);
  }

  /// The removal of the unit is not synced: it may or may not have reached the disk.
  private static List<World> removeGuard(World w, int index) {
    List<World> both = new ArrayList<>(go(w.change(d -> d.guard = false), index));
    both.addAll(
        go(
            w.change(
                d -> {
                  d.guard = false;
                  d.guardOnDisk = false;
                }),
            index));
    return both;
  }

  private boolean mayConfirm(World w) {
    Record t = w.record();
    if (!has(Rule.CONFIRM_CHECKS_STATE)) {
      return t.is();
    }
    return t.state() == State.ARMED
        && t.boot() == w.boot()
        && t.after() != Value.NONE
        && w.runtime() == t.after()
        && (!lasting || w.file() == Value.OLD);
  }

  private List<World> checkRollback(World w, int index) {
    Record t = w.record();
    if (!t.is()) {
      return end(w.change(Draft::disarm), index, true);
    }
    if (t.isFinal()) {
      World synced = has(Rule.SYNC_BEFORE_DISARM) ? w.change(d -> d.recordOnDisk = d.record) : w;
      return end(synced.change(Draft::disarm), index, t.state() == State.ROLLED);
    }
    return go(w, index);
  }

  private static List<World> mark(World w, int index, Step step) {
    Record t = w.record();
    if (!t.is()) {
      return end(w, index, false);
    }
    Record marked =
        switch (step) {
          case BEGIN_RUNTIME -> new Record(t.state(), t.boot(), true, t.after(), t.fileBegun());
          case AFTER_RUNTIME -> new Record(t.state(), t.boot(), true, Value.OURS, t.fileBegun());
          default -> new Record(t.state(), t.boot(), t.begun(), t.after(), true);
        };
    return go(w.change(d -> d.record = marked), index);
  }

  private List<World> undoFile(World w, int index) {
    Record t = w.record();
    if (!t.is()) {
      return end(w, index, false);
    }
    boolean ours = w.file() == Value.OURS || !has(Rule.COMPARE_BEFORE_RESTORE);
    if (!t.fileBegun() || !ours) {
      return go(w, index);
    }
    return go(
        w.change(
            d -> {
              d.foreignFile = w.file() == Value.FOREIGN ? Foreign.OVERWRITTEN : d.foreignFile;
              d.file = Value.OLD;
            }),
        index);
  }

  private List<World> undoRuntime(World w, int index) {
    Record t = w.record();
    if (!t.is()) {
      return end(w, index, false);
    }
    boolean here = t.boot() == w.boot();
    if (!here && has(Rule.BOOT_ID_FENCE)) {
      boolean byFile =
          t.fileBegun() && w.runtime() == Value.OURS && has(Rule.RESET_RUNTIME_AFTER_BOOT);
      return go(byFile ? w.change(d -> d.runtime = Value.BOOT) : w, index);
    }
    boolean undo = false;
    if (t.begun()) {
      boolean inFlight = t.after() == Value.NONE; // ours, whatever it is
      undo =
          inFlight || !has(Rule.COMPARE_BEFORE_RESTORE)
              ? w.runtime() != Value.OLD
              : w.runtime() == t.after();
    }
    if (!undo) {
      return go(w, index);
    }
    // Only in the boot of the write may a value in flight be taken for ours.
    boolean theirs = w.runtime() == Value.FOREIGN && (t.after() != Value.NONE || !here);
    return go(
        w.change(
            d -> {
              d.foreignRuntime = theirs ? Foreign.OVERWRITTEN : d.foreignRuntime;
              d.runtime = Value.OLD;
            }),
        index);
  }
}
