package initscope.gotrace.v2;

import initscope.gotrace.generation.Goroutines;

/// Whether two generations that were each read alone can follow one another.
final class Borders {
  private Borders() {}

  /// Whether what the later one says about its beginning is how the earlier one ended.
  static boolean fits(Scheduler before, Scheduler after) {
    Goroutines earlier = before.out.goroutines();
    Goroutines later = after.out.goroutines();
    for (int i = 0; i < later.size(); i++) {
      int there = earlier.find(later.id(i));
      int was = there < 0 ? Scheduler.GO_ABSENT : before.status(there);
      int is = after.firstStatus(i);
      if (was != is) {
        return false;
      }
    }
    for (int i = 0; i < after.procCount(); i++) {
      int there = before.out.findProc(after.out.procId(i));
      int was = there < 0 ? Scheduler.PROC_ABSENT : before.procStatus[there];
      int is = after.firstProcStatus(i);
      boolean stolen = is == Scheduler.PROC_ABANDONED && was == Scheduler.PROC_SYSCALL;
      if (was != Scheduler.PROC_ABSENT && was != is && !stolen) {
        return false;
      }
    }
    return true;
  }
}
