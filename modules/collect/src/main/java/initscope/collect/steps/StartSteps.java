package initscope.collect.steps;

import initscope.collect.steps.Reads.Command;
import initscope.collect.steps.Reads.Special;
import initscope.model.RawEntry.Sensitivity;
import java.util.ArrayList;
import java.util.List;

/// The steps of a cold start, in the order they run: those that bring it about and watch it, then those of an attach capture.
public final class StartSteps {
  /// Id of the step that looks at the unit from outside, many times a second.
  public static final String WATCH = "start.watch";

  /// Id of the step that has the runtime tell of each package init.
  public static final String INITTRACE = "start.inittrace";

  /// Id of the step that drops the page cache.
  public static final String CACHE = "start.cache";

  /// Id of the step that restarts the unit.
  public static final String RESTART = "start.restart";

  /// Lines of inittrace, one for each package, come on top of what a service writes itself.
  private static final String JOURNAL_LINES = "5000";

  private static final long SECOND = 1_000_000_000L;
  private static final long LIMIT = 64L << 20;

  /// All steps of a cold start.
  public static final List<Step> COLD_START = all();

  private StartSteps() {}

  private static List<Step> all() {
    List<Step> steps =
        new ArrayList<>(
            List.of(
                step(
                    INITTRACE,
                    "GODEBUG=inittrace=1 by a drop-in on trial, taken back afterwards: two reloads"
                        + " of systemd",
                    Touch.CHANGES,
                    Cost.reading(200, 8 << 10)),
                step(
                    CACHE,
                    "drops the page cache before the start (--cold files or all): what was in it is"
                        + " read from disk again, for all who use it",
                    Touch.CHANGES,
                    Cost.reading(50, 1 << 10)),
                step(
                    RESTART,
                    "systemctl restart: the service is away until it has started",
                    Touch.RESTARTS,
                    Cost.reading(20, 1 << 10)),
                step(
                    WATCH,
                    "/proc of the unit's processes, its sockets and its cgroup, many times a second"
                        + " until it is ready",
                    Touch.READS,
                    Cost.reading(5000, 2 << 20))));
    for (Step step : Catalogue.ATTACH) {
      steps.add(adapted(step));
    }
    return List.copyOf(steps);
  }

  private static Step step(String id, String what, Touch touch, Cost cost) {
    return new Step(
        id, new Special(what), Need.ROOT, touch, cost, 600 * SECOND, LIMIT, Sensitivity.SECRET);
  }

  /// A time-lapse runs without being asked for, and the journal holds a line for each package.
  private static Step adapted(Step step) {
    if (step.id().equals(Catalogue.TIME_LAPSE)) {
      return with(step, step.reads());
    }
    if (step.id().equals("unit.journal") && step.reads() instanceof Command(var argv, var entry)) {
      List<String> longer = new ArrayList<>(argv);
      longer.set(longer.indexOf("-n") + 1, JOURNAL_LINES);
      return with(step, new Command(longer, entry));
    }
    return step;
  }

  private static Step with(Step step, Reads reads) {
    return new Step(
        step.id(),
        reads,
        step.need(),
        step.touch(),
        step.cost(),
        step.timeLimitNanos(),
        step.byteLimit(),
        step.sensitivity());
  }
}
