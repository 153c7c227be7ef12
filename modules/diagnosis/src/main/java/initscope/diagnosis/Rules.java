package initscope.diagnosis;

import initscope.diagnosis.Rule.Role;
import initscope.model.finding.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// All rules. Of those that may be the verdict, the earlier wins: what halts the whole process, then the init in progress, then a
/// start that did not come that far, then what is slow, then that nothing is wrong.
final class Rules {
  private static final Set<Need> GOROUTINES = Set.of(Need.GOROUTINES);
  private static final Set<Need> THREADS = Set.of(Need.THREADS);
  private static final Set<Need> PROCESS = Set.of(Need.PROCESS);
  private static final Set<Need> UNIT = Set.of(Need.UNIT);
  private static final Set<Need> TIME_LAPSE = Set.of(Need.TIME_LAPSE);
  private static final Set<Need> GO_TRACE = Set.of(Need.GO_TRACE);
  private static final Set<Need> UNIT_FILES = Set.of(Need.UNIT_FILES);
  private static final Set<Need> PERF = Set.of(Need.PERF);
  private static final Set<Need> BOOT = Set.of(Need.BOOT);

  static final List<Rule> ALL = all();

  private Rules() {}

  private static List<Rule> all() {
    List<Rule> rules = new ArrayList<>();
    rules.add(verdict(ProcessRules.STOPPED, PROCESS, ProcessRules::stopped));
    rules.add(verdict(NoInitRules.ZOMBIE, PROCESS, NoInitRules::zombie));
    rules.add(verdict(DiskRules.DISK_SLEEP, THREADS, DiskRules::diskSleep));
    for (Wait wait : Wait.values()) {
      rules.add(verdict(wait.rule(), GOROUTINES, scene -> Blocked.judge(scene, wait)));
    }
    rules.add(verdict(NoInitRules.NOT_GO, PROCESS, NoInitRules::notGo));
    rules.add(verdict(NoInitRules.BEFORE_RUNTIME, PROCESS, NoInitRules::beforeRuntime));
    rules.add(verdict(Wait.CRASHED.rule(), UNIT, Journals::died));
    rules.add(verdict(UnitRules.CRASH_LOOP, UNIT, UnitRules::crashLoop));
    rules.add(verdict(UnitRules.NOT_STARTED, UNIT, UnitRules::notStarted));
    rules.add(verdict(StartRules.SLOW, UNIT, StartRules::ready));
    rules.add(verdict(HealthRules.SLOW, Set.of(Need.INIT_TIMES), HealthRules::slow));
    rules.add(verdict(HealthRules.SLOW, TIME_LAPSE, LapseRules::slow));
    rules.add(verdict(TraceRules.INIT_WAITS, GO_TRACE, TraceRules::initWaits));
    rules.add(verdict(HealthRules.NONE, GOROUTINES, HealthRules::none));
    rules.add(verdict(HealthRules.NONE, TIME_LAPSE, LapseRules::none));
    perf(rules);
    boot(rules);
    unitFiles(rules);
    rules.add(aside(DeadlockRules.DEADLOCK, GOROUTINES, DeadlockRules::deadlock));
    rules.add(aside(ThreadRules.BLOCKED, THREADS, ThreadRules::blocked));
    rules.add(aside(ThreadRules.BUSY, THREADS, ThreadRules::busy));
    rules.add(aside(ThreadRules.PARKED, THREADS, ThreadRules::parked));
    rules.add(aside(UnitRules.ACTIVE_NOT_READY, UNIT, UnitRules::activeNotReady));
    rules.add(aside(UnitRules.NOTIFY_WAITS, UNIT, UnitRules::notifyWaits));
    rules.add(aside(StartRules.SLOW, UNIT, StartRules::unfinished));
    rules.add(aside(UnitRules.RESTARTS, UNIT, UnitRules::restarts));
    rules.add(aside(ProcessRules.TRACED, PROCESS, ProcessRules::traced));
    rules.add(aside(ProcessRules.ENDED, PROCESS, ProcessRules::ended));
    rules.add(aside(ProcessRules.RELEASE_UNKNOWN, GOROUTINES, ProcessRules::releaseUnknown));
    rules.add(aside(TraceRules.MAIN_WAITS, GO_TRACE, TraceRules::mainWaits));
    rules.add(aside(TraceRules.STARVED, GO_TRACE, TraceRules::starved));
    rules.add(aside(TraceRules.STOPPED, GO_TRACE, TraceRules::stopped));
    rules.add(aside(TraceRules.COLLECTS, GO_TRACE, TraceRules::collects));
    rules.add(aside(TraceRules.LATE, GO_TRACE, TraceRules::late));
    rules.add(aside(ProcessRules.EXE_DELETED, PROCESS, ProcessRules::exeDeleted));
    return List.copyOf(rules);
  }

  /// What perf tells comes after what was read of the process itself, and is the answer where there is nothing else.
  private static void perf(List<Rule> rules) {
    rules.add(verdict(PerfRules.BLOCKED, PERF, PerfRules::blocked));
    rules.add(verdict(PerfRules.STARVED, PERF, PerfRules::starved));
    rules.add(verdict(PerfRules.BUSY, PERF, PerfRules::busy));
    rules.add(verdict(PerfRules.NOT_KNOWN, PERF, PerfRules::notKnown));
    rules.add(aside(PerfRules.BLOCKED, PERF, PerfRules::alsoBlocked));
    rules.add(aside(PerfRules.STARVED, PERF, PerfRules::alsoStarved));
    rules.add(aside(PerfRules.BUSY, PERF, PerfRules::alsoBusy));
    rules.add(aside(PerfRules.NOT_KNOWN, PERF, PerfRules::alsoNotKnown));
  }

  /// A boot is the answer where no process was looked at.
  private static void boot(List<Rule> rules) {
    rules.add(verdict(BootRules.PATH, BOOT, BootRules::path));
    rules.add(verdict(BootRules.TIMES, BOOT, BootRules::times));
    rules.add(verdict(BootRules.UNFINISHED, BOOT, BootRules::onlyUnfinished));
    rules.add(aside(BootRules.CYCLE, BOOT, BootRules::cycles));
    rules.add(aside(BootRules.FAILED, BOOT, BootRules::failed));
    rules.add(aside(BootRules.TIMED_OUT, BOOT, BootRules::timedOut));
    rules.add(aside(BootRules.WAIT_ONLINE, BOOT, BootRules::waiters));
    rules.add(aside(BootRules.BLAME, BOOT, BootRules::blame));
    rules.add(aside(BlindRules.SIMPLE, BOOT, BlindRules::simple));
    rules.add(aside(BootRules.RESTARTED, BOOT, BootRules::restarted));
    rules.add(aside(BootRules.UNFINISHED, BOOT, BootRules::unfinished));
  }

  /// What unit files tell is the answer where nothing else was given.
  private static void unitFiles(List<Rule> rules) {
    rules.add(verdict(UnitFileRules.MISTAKES, UNIT_FILES, UnitFileRules::alone));
    rules.add(aside(UnitFileRules.MISTAKES, UNIT_FILES, UnitFileRules::beside));
  }

  private static Rule verdict(String id, Set<Need> needs, Function<Scene, List<Finding>> judge) {
    return new Rule(id, needs, Role.VERDICT, judge);
  }

  private static Rule aside(String id, Set<Need> needs, Function<Scene, List<Finding>> judge) {
    return new Rule(id, needs, Role.ASIDE, judge);
  }
}
