package initscope.collect.program;

import initscope.collect.Plan;
import initscope.collect.steps.Catalogue;
import initscope.collect.steps.Need;
import initscope.collect.steps.Reads.Group;
import initscope.collect.steps.Reads.HostFiles;
import initscope.collect.steps.Reads.ProcFiles;
import initscope.collect.steps.StartSteps;
import initscope.collect.steps.Step;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What each step gave, from the entries it got, its exit status and the host's own words on the error stream.
public final class StepResults {
  /// Steps that other programs carry out.
  private static final Set<String> ELSEWHERE =
      Set.of(
          "xray",
          "pstack",
          Catalogue.TIME_LAPSE,
          Catalogue.PERF_CPU,
          Catalogue.PERF_SCHED,
          StartSteps.WATCH,
          StartSteps.INITTRACE,
          StartSteps.CACHE,
          StartSteps.RESTART);

  private final Set<String> gave = new HashSet<>();
  private final Map<String, Integer> status = new HashMap<>();

  void gave(String step) {
    gave.add(step);
  }

  /// Whether a step gave at least one entry.
  public boolean gaveAnything(String step) {
    return gave.contains(step);
  }

  void ran(String step, int exit) {
    status.put(step, exit);
  }

  /// Coverage of all steps of the plan that the program carries out.
  ///
  /// @param errors the program's error lines by block
  /// @param facts how the program ended
  public List<Coverage> coverage(Plan plan, Map<String, List<String>> errors, Ending facts) {
    List<Coverage> all = new ArrayList<>();
    for (Plan.Planned planned : plan.steps()) {
      Step step = planned.step();
      if (ELSEWHERE.contains(step.id())) {
        continue;
      }
      all.add(
          planned
              .skipped()
              .map(why -> new Coverage(step.id(), State.SKIPPED, why))
              .orElseGet(() -> of(step, errors, facts)));
    }
    return all;
  }

  /// How the program ended.
  ///
  /// @param root whether it ran as root
  /// @param process whether a process was found
  /// @param unit whether a unit was found
  /// @param locked whether the process's memory lock was held
  /// @param cutBy what ended the answer early; empty when it came to its end
  /// @param cutBlock the block that was being answered then; empty where none was
  public record Ending(
      boolean root,
      boolean process,
      boolean unit,
      boolean locked,
      String cutBy,
      Optional<String> cutBlock) {}

  private Coverage of(Step step, Map<String, List<String>> errors, Ending ending) {
    if (step.id().equals("proc.task.wchan") && isRefused("proc.fd", errors)) {
      return new Coverage(step.id(), State.REFUSED, "the kernel tells it to the owner and root: 0");
    }
    if (gave.contains(step.id())) {
      boolean cut = ending.cutBlock().filter(block -> isIn(step, block)).isPresent();
      String why = cut ? ending.cutBy() + ": some may be missing" : "";
      return new Coverage(step.id(), State.DONE, why);
    }
    boolean ofProcess = step.id().startsWith("proc.");
    if (ofProcess && ending.locked() && waitsForMemory(step)) {
      return new Coverage(
          step.id(), State.REFUSED, "the process's memory lock is held: reading would hang");
    }
    Optional<String> words = words(step, errors);
    if (words.isPresent()) {
      boolean absent =
          step.reads() instanceof HostFiles && words.get().equals("No such file or directory");
      return new Coverage(step.id(), absent ? State.EMPTY : State.REFUSED, words.get());
    }
    if (!ending.cutBy().isEmpty()) {
      return new Coverage(step.id(), State.SKIPPED, ending.cutBy() + " before it answered");
    }
    if (ofProcess && !ending.process()) {
      return new Coverage(step.id(), State.SKIPPED, "no process runs");
    }
    if (step.id().startsWith("unit.") && !ending.unit()) {
      return new Coverage(step.id(), State.SKIPPED, "the process belongs to no unit");
    }
    int exit = status.getOrDefault(step.id(), 0);
    if (step.need() == Need.ROOT && !ending.root()) {
      return new Coverage(step.id(), State.REFUSED, "nothing was shown: it needs root");
    }
    return exit > 1
        ? new Coverage(step.id(), State.REFUSED, "exit status " + exit)
        : new Coverage(step.id(), State.EMPTY, "nothing there");
  }

  /// Whether a step that an equal right is needed for was refused: not every file says so itself.
  private boolean isRefused(String id, Map<String, List<String>> errors) {
    return !gave.contains(id)
        && Catalogue.byId(id).flatMap(step -> words(step, errors)).isPresent();
  }

  /// Whether a block of the answer carries what a step reads.
  private static boolean isIn(Step step, String block) {
    return switch (step.reads()) {
      case ProcFiles(Group group, List<String> _) ->
          group.name().toLowerCase(Locale.ROOT).equals(block)
              || (block.equals("sample") && step.id().endsWith(".stat"));
      case HostFiles _ -> block.equals("host");
      default ->
          block.startsWith(step.id())
              || (block.equals("links") && List.of("proc.exe", "proc.fd").contains(step.id()));
    };
  }

  private static boolean waitsForMemory(Step step) {
    return step.reads() instanceof ProcFiles(Group group, List<String> _)
        ? group == Group.MEMORY
        : true;
  }

  /// The errno words of a step's own error lines.
  private static Optional<String> words(Step step, Map<String, List<String>> errors) {
    List<String> names = names(step);
    for (Map.Entry<String, List<String>> block : errors.entrySet()) {
      boolean own = block.getKey().equals(step.id());
      for (String line : block.getValue()) {
        if (own || names.stream().anyMatch(name -> mentions(line, name))) {
          int colon = line.lastIndexOf(": ");
          return Optional.of(colon < 0 ? line : line.substring(colon + 2));
        }
      }
    }
    return Optional.empty();
  }

  /// Files a step reads; those that stand in every task's folder as {@code *} and the end of the path.
  private static List<String> names(Step step) {
    return switch (step.reads()) {
      case ProcFiles proc ->
          proc.patterns().stream().map(p -> p.substring(Math.max(0, p.lastIndexOf('*')))).toList();
      case HostFiles host -> List.copyOf(host.entries().keySet());
      default ->
          switch (step.id()) {
            case "proc.exe" -> List.of("exe");
            case "proc.fd" -> List.of("fd");
            default -> List.of();
          };
    };
  }

  /// {@code grep: task/12/stack: Permission denied} mentions {@code */stack}; {@code find: 'fd': ...} mentions {@code fd}.
  private static boolean mentions(String line, String name) {
    int last = line.lastIndexOf(": ");
    if (last < 0) {
      return false;
    }
    String before = line.substring(0, last).replace("'", "").replace("`", "");
    int colon = before.indexOf(": ");
    String path = colon < 0 ? before : before.substring(colon + 2);
    return name.startsWith("*")
        ? path.endsWith(name.substring(1))
        : path.equals(name) || path.startsWith(name + "/");
  }
}
