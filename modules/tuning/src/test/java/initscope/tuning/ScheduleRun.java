package initscope.tuning;

import initscope.model.Failure;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.tuning.HostRuns.Faults;
import initscope.tuning.HostRuns.Outcome;
import initscope.tuning.Schedule.Act;
import initscope.tuning.Schedule.Fault;
import initscope.tuning.Schedule.Settle;
import initscope.tuning.Schedule.What;
import initscope.tuning.host.HostScript;
import initscope.tuning.host.HostShell;
import initscope.tuning.host.Reply;
import initscope.tuning.model.Budget;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// One schedule, run by the real engine against the real guard. It tells {@link ScheduleOracle} after everything that happens on
/// the host.
final class ScheduleRun {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final int ROUNDS = 5;

  private final HostRuns runs;
  private final ChangeRow.Prepared prepared;
  private final Schedule schedule;
  private final ScheduleOracle oracle;
  private final RandomGenerator random;
  private final MemoryJournal journal = new MemoryJournal();
  private final List<Fault> fired = new ArrayList<>();
  private Tree tree;
  private Disk disk;
  private int sent;
  private boolean settling;
  private Faults lastingFault = Faults.NONE;
  private boolean confirmedTold;

  ScheduleRun(HostRuns runs, ChangeRow.Prepared prepared, Schedule schedule) {
    this.runs = runs;
    this.prepared = prepared;
    this.schedule = schedule;
    this.random = new SplittableRandom(schedule.seed());
    this.tree = prepared.before();
    this.disk = new Disk(tree);
    this.oracle = new ScheduleOracle(prepared, journal);
  }

  /// What a schedule showed.
  ///
  /// @param fired the faults that happened
  /// @param scripts that this computer sent, and writes to its journal
  record Shown(List<Fault> fired, int scripts, int writes, ScheduleOracle oracle, Budget budget) {}

  Shown run() throws Failure {
    for (Fault fault : schedule.faults()) {
      if (fault.what() == What.LAPTOP_BEFORE_WRITE || fault.what() == What.LAPTOP_AFTER_WRITE) {
        journal.crashAtWrite = fault.at();
        journal.crashAfter = fault.what() == What.LAPTOP_AFTER_WRITE;
      }
    }
    asUser(this::act);
    settling = true;
    settle();
    Budget budget = Budget.NONE;
    for (Fault fault : fired) {
      budget = budget.plus(fault.what().cost);
    }
    if (schedule.settle() == Settle.BOOT) {
      budget = budget.plus(What.REBOOT.cost);
    }
    oracle.atRest(tree, confirmedTold);
    if (budget.powerLosses() == 0) {
      oracle.leftBehind(tree);
    }
    losePower();
    return new Shown(List.copyOf(fired), sent, journal.writes(), oracle, budget);
  }

  /// Whenever the power fails: nothing may hang on what was not synced.
  private void losePower() throws Failure {
    if (!disk.dirty()) {
      return;
    }
    for (Tree left : disk.allAfterPowerLoss(tree)) {
      Tree up = runs.reboot(left, Faults.NONE).after();
      oracle.step(left, up, ScheduleOracle.BOOT);
      oracle.afterPowerLoss(up, confirmedTold);
    }
  }

  private interface Deed {
    void on(TuneEngine engine) throws Failure;
  }

  private static TuneEngine engine(MemoryJournal journal, String owner, HostRuns runs) {
    return new TuneEngine(
        journal, CLOCK, new SplittableRandom(owner.hashCode()), owner, runs.guard());
  }

  /// @return whether it went through
  private boolean asUser(Deed deed) {
    try {
      deed.on(engine(journal, "anna@laptop", runs));
      return true;
    } catch (Failure.ChangeRolledBack e) {
      confirmedTold = false;
      return false;
    } catch (Failure e) {
      return false; // what the user then does is come back
    } catch (MemoryJournal.LaptopDied e) {
      journal.crashAtWrite = 0;
      schedule.faults().stream()
          .filter(f -> f.what().name().startsWith("LAPTOP"))
          .forEach(fired::add);
      return false;
    }
  }

  private void act(TuneEngine engine) throws Failure {
    TxId id = engine.apply(prepared.plan(), Link::new, ProofOfLife.LOGIN).id().orElseThrow();
    switch (schedule.act()) {
      case CONFIRM -> confirmedTold = engine.confirm(id, Link::new).state() == TxState.CONFIRMED;
      case EXTEND_AND_CONFIRM -> {
        engine.extend(id, 900, Link::new);
        confirmedTold = engine.confirm(id, Link::new).state() == TxState.CONFIRMED;
      }
      case ROLLBACK -> engine.rollback(id, Link::new);
      case NOTHING -> {}
    }
  }

  // --- the dust settles ---------------------------------------------------------------------

  private void settle() throws Failure {
    Optional<Fault> late =
        schedule.faults().stream().filter(f -> f.what() == What.KILL_TIMER).findFirst();
    Faults first = late.map(Fault::faults).orElse(lastingFault);
    switch (schedule.settle()) {
      case TIMER -> timers(first, late);
      case BOOT -> boot(tree, first, late);
      case LAPTOP -> {}
    }
    lastingFault = Faults.NONE;
    if (schedule.settle() != Settle.LAPTOP) {
      timers(Faults.NONE, Optional.empty());
    }
    for (int round = 0; round < ROUNDS; round++) {
      boolean done =
          asUser(this::comeBack)
              && journal.all.values().stream()
                  .allMatch(t -> t.forgotten() || t.state() == TxState.NEEDS_PERSON);
      timers(Faults.NONE, Optional.empty());
      if (done) {
        return;
      }
    }
  }

  private void comeBack(TuneEngine engine) throws Failure {
    Failure problem = null;
    for (StatusView view : engine.recover(prepared.plan(), Link::new)) {
      if (view.state() == TxState.CONFIRMED) {
        confirmedTold = true;
      } else if (view.state().isFinal()) {
        confirmedTold = false;
      } else {
        problem = goOn(engine, view).orElse(problem);
      }
    }
    if (problem != null) {
      throw problem;
    }
  }

  private Optional<Failure> goOn(TuneEngine engine, StatusView view) {
    TxId id = view.id().orElseThrow();
    try {
      if (view.canConfirm() && schedule.act() == Act.CONFIRM && random.nextBoolean()) {
        confirmedTold = engine.confirm(id, Link::new).state() == TxState.CONFIRMED;
      } else {
        TxState end = engine.rollback(id, Link::new).state();
        confirmedTold = end == TxState.CONFIRMED;
      }
      return Optional.empty();
    } catch (Failure e) {
      return Optional.of(e);
    }
  }

  // --- what happens to the host ---------------------------------------------------------------

  private void accept(Outcome outcome, String how) throws Failure {
    Tree before = tree;
    tree = outcome.after();
    disk.follow(outcome.log(), tree);
    oracle.step(before, tree, how);
    losePower();
  }

  private void timers(Faults faults, Optional<Fault> why) throws Failure {
    Outcome outcome = runs.timers(tree, faults);
    if (outcome.fired()) {
      why.ifPresent(fired::add);
    }
    accept(outcome, "timer");
  }

  private void boot(Tree files, Faults faults, Optional<Fault> why) throws Failure {
    tree = files;
    disk = new Disk(files);
    Outcome outcome = runs.reboot(files, faults);
    if (outcome.fired()) {
      why.ifPresent(fired::add);
    }
    accept(outcome, ScheduleOracle.BOOT);
  }

  private Tree lost(Disk.Survival survival) throws Failure {
    boot(disk.afterPowerLoss(tree, survival, random), Faults.NONE, Optional.empty());
    return tree;
  }

  private void drift(ChangeRow.Place place) {
    tree = tree.with(place.path(), place.foreign());
    disk.wrote(place.path(), place.foreign());
  }

  /// @return whether the links of before are gone
  private boolean before(Fault fault) throws Failure {
    fired.add(fault);
    switch (fault.what()) {
      case TIMER -> timers(Faults.NONE, Optional.empty());
      case REBOOT -> boot(tree, Faults.NONE, Optional.empty());
      case POWER -> lost(fault.survival());
      case DRIFT_RUNTIME -> drift(pick(prepared.row().runtime()));
      case DRIFT_FILE -> drift(pick(prepared.row().files()));
      case OTHER_ROLLS_BACK, OTHER_ARMS -> other(fault.what());
      default -> throw new IllegalArgumentException(fault.toString());
    }
    return fault.what() == What.REBOOT || fault.what() == What.POWER;
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /// A second computer: takes back what it finds pending, or would like to make a change of its own.
  private void other(What what) {
    Tree before = tree;
    oracle.look(false);
    MemoryJournal theirs = new MemoryJournal();
    TuneEngine engine = engine(theirs, "berta@desk", runs);
    try {
      if (what == What.OTHER_ROLLS_BACK) {
        Optional<TxId> id = engine.onHost(() -> new Link(true)).id();
        if (id.isPresent()) {
          engine.rollback(id.get(), () -> new Link(true));
        }
      } else {
        TxId id =
            engine
                .apply(prepared.otherPlan(), () -> new Link(true), ProofOfLife.LOGIN)
                .id()
                .orElseThrow();
        engine.rollback(id, () -> new Link(true));
      }
    } catch (Failure e) {
      // Refused, or something was left for a person: both are allowed.
    }
    oracle.look(true);
    oracle.step(before, tree, "the other computer");
  }

  /// A login.
  private final class Link implements HostShell {
    private final boolean others;
    private boolean used;
    private boolean broken;

    Link() {
      this(false);
    }

    Link(boolean others) {
      this.others = others;
    }

    @Override
    public String name() {
      return "ops@fake";
    }

    @Override
    public String keySha256() {
      return "SHA256:fake";
    }

    @Override
    public Reply run(HostScript script) throws Failure {
      if (broken) {
        throw lostLink();
      }
      if (others) {
        Outcome outcome = runs.script(tree, script, Faults.NONE);
        accept(outcome, script.step());
        return outcome.reply();
      }
      sent++;
      Faults faults = lastingFault;
      Optional<Fault> within = Optional.empty();
      for (Fault fault : schedule.faults()) {
        if (fault.at() == sent && fault.what().within()) {
          within = Optional.of(fault);
          faults = fault.faults();
        } else if (fault.at() == sent && isBefore(fault.what())) {
          broken |= before(fault) && used;
        }
      }
      used = true;
      if (broken) {
        throw lostLink();
      }
      Outcome outcome = runs.script(tree, script, faults);
      accept(outcome, script.step());
      if (within.isPresent() && outcome.fired()) {
        after(within.get());
      }
      for (Fault fault : schedule.faults()) {
        if (fault.what() == What.LOST_REPLY && fault.at() == sent) {
          fired.add(fault);
          broken = true;
        }
      }
      if (broken) {
        throw lostLink();
      }
      return outcome.reply();
    }

    private void after(Fault fault) throws Failure {
      fired.add(fault);
      switch (fault.what()) {
        case KILL_AND_REBOOT -> boot(tree, Faults.NONE, Optional.empty());
        case KILL_AND_POWER -> lost(fault.survival());
        case FAIL_SYNC, NO_SPACE, READ_ONLY -> {
          Faults f = fault.faults();
          if (f.sticky() && !settling) {
            lastingFault = new Faults(0, "none", 1, f.failOn(), true);
          }
        }
        default -> {}
      }
      broken = fault.what() == What.KILL_AND_REBOOT || fault.what() == What.KILL_AND_POWER;
    }

    private static boolean isBefore(What what) {
      return !what.within()
          && what != What.LOST_REPLY
          && what != What.KILL_TIMER
          && !what.name().startsWith("LAPTOP");
    }

    private static Failure lostLink() {
      return new Failure.HostUnreachable("Lost", "ops@fake", "test");
    }

    @Override
    public void close() {}
  }
}
