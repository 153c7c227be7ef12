package initscope.tuning;

import initscope.model.Failure;
import initscope.tuning.Schedule.Act;
import initscope.tuning.Schedule.Fault;
import initscope.tuning.Schedule.Settle;
import initscope.tuning.Schedule.What;
import initscope.tuning.model.Budget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes schedules of one row and runs them. First every single fault that can happen, found by trying: a mark or a call that is not
/// reached ends its series. Then two and three of them at once, drawn by a seed.
final class ScheduleBook {
  private static final int NEVER = 80;

  private final HostRuns runs;
  private final ChangeRow.Prepared prepared;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger faults = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();

  ScheduleBook(HostRuns runs, ChangeRow row) throws IOException, Failure {
    this.runs = runs;
    this.prepared = row.prepare(runs);
  }

  private boolean hunting;

  int count() {
    return count.get();
  }

  /// Faults that happened, in all schedules.
  int faults() {
    return faults.get();
  }

  /// What was violated, with the schedule that shows it.
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /// Runs one schedule.
  ScheduleRun.Shown run(Schedule schedule) throws Failure {
    ScheduleRun.Shown shown = new ScheduleRun(runs, prepared, schedule).run();
    count.incrementAndGet();
    faults.addAndGet(shown.fired().size());
    List<String> problems = new ArrayList<>(shown.oracle().violations());
    compare(shown).ifPresent(problems::add);
    if (!problems.isEmpty()) {
      wrong.add(prepared.row().name() + ": " + schedule + ": " + problems);
    }
    return shown;
  }

  private static Optional<String> compare(ScheduleRun.Shown shown) {
    // The model's states grow with each fault.
    int most = Boolean.getBoolean("initscope.tuning.everyMark") ? 3 : 2;
    Budget budget = shown.budget();
    return budget.total() > most ? Optional.empty() : shown.oracle().notInModel(budget);
  }

  /// Looks for a violation: single faults of these kinds, then two and three of them at once.
  ///
  /// @return the first, or empty when none was found in so many schedules
  Optional<String> hunt(List<Act> acts, List<What> kinds, int howMany) throws Failure {
    hunting = true;
    Map<Act, Map<What, List<Fault>>> singles = new EnumMap<>(Act.class);
    for (Act act : acts) {
      Map<What, List<Fault>> of = singles(act, 1);
      of.keySet().retainAll(kinds);
      singles.put(act, of);
    }
    for (int i = 0; i < howMany / 20; i++) {
      for (Act act : acts) {
        for (Schedule schedule : mixed(act, singles.getOrDefault(act, Map.of()), 20, i)) {
          if (wrong.isEmpty()) {
            run(schedule);
          }
        }
      }
    }
    return wrong.stream().findFirst();
  }

  private boolean fires(Act act, Fault fault, Settle settle) throws Failure {
    return run(new Schedule(act, List.of(fault), settle, 1)).fired().contains(fault);
  }

  /// All single faults that happen when the user does this.
  Map<What, List<Fault>> singles(Act act, int every) throws Failure {
    ScheduleRun.Shown calm = run(new Schedule(act, List.of(), Settle.LAPTOP, 1));
    Map<What, List<Fault>> found = new EnumMap<>(What.class);
    int turn = 0;
    for (What what : What.values()) {
      List<Fault> of = new ArrayList<>();
      boolean journal = what.name().startsWith("LAPTOP");
      int last = what == What.KILL_TIMER ? 1 : journal ? calm.writes() : calm.scripts();
      for (int at = 1; at <= last && !(hunting && !wrong.isEmpty()); at++) {
        turn += series(act, what, at, every, turn, of);
      }
      found.put(what, of);
    }
    return found;
  }

  private int series(Act act, What what, int at, int every, int turn, List<Fault> found)
      throws Failure {
    if (what == What.DRIFT_FILE && prepared.row().files().isEmpty()) {
      return 0;
    }
    int kinds =
        switch (what) {
          case FAIL_SYNC, NO_SPACE -> 2;
          case POWER, KILL_AND_POWER -> 3;
          default -> 1;
        };
    int tried = 0;
    boolean marks = what.within() || what == What.KILL_TIMER;
    for (int mark = marks ? 1 : 0; mark < NEVER && !(hunting && !wrong.isEmpty()); mark += every) {
      boolean fired = true;
      for (int more = 0; more < kinds; more++) {
        Settle settle = Settle.values()[(turn + tried++) % Settle.values().length];
        if (what == What.KILL_TIMER && settle == Settle.LAPTOP) {
          settle = Settle.TIMER;
        }
        Fault fault = new Fault(what, at, mark, more);
        fired = fires(act, fault, settle);
        if (fired) {
          found.add(fault);
        }
      }
      if (!fired || !marks) {
        break;
      }
    }
    return tried;
  }

  /// Schedules of several of these faults.
  List<Schedule> mixed(Act act, Map<What, List<Fault>> singles, int howMany, long seed) {
    Random random = new Random(seed);
    List<What> kinds =
        singles.keySet().stream()
            .filter(k -> !singles.getOrDefault(k, List.of()).isEmpty())
            .toList();
    List<Schedule> made = new ArrayList<>();
    for (int i = 0; i < howMany && !kinds.isEmpty(); i++) {
      List<Fault> several = new ArrayList<>();
      while (several.size() < (i % 3 == 2 ? 3 : 2)) {
        What what = kinds.get(random.nextInt(kinds.size()));
        List<Fault> of = singles.getOrDefault(what, List.of());
        several.add(of.get(random.nextInt(of.size())));
      }
      Settle settle = Settle.values()[random.nextInt(Settle.values().length)];
      made.add(new Schedule(act, List.copyOf(several), settle, random.nextLong()));
    }
    return made;
  }

  /// Does all of this on so many threads.
  static void together(int threads, List<Callable<Void>> work) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      for (Future<Void> done : pool.invokeAll(work)) {
        done.get();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }
}
