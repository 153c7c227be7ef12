package initscope.collect.program;

import initscope.collect.Plan;
import initscope.collect.steps.Reads.HostFiles;
import initscope.collect.steps.Reads.ProcFiles;
import initscope.collect.steps.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Which step and raw entry a file name in an answer belongs to. A name that no step asked for belongs to none.
final class AnswerMap {
  /// The step that tells of each task also tells, by one line of its status, how the process's own pid namespace numbers it.
  static final String TASK_NAMES = "proc.task.stat";

  private final Map<String, Answer> files = new HashMap<>();
  private final Map<String, Step> taskFiles = new HashMap<>();
  private Optional<Step> fdinfo = Optional.empty();

  AnswerMap(Plan plan) {
    for (Step step : plan.running()) {
      switch (step.reads()) {
        case ProcFiles proc -> proc.patterns().forEach(pattern -> addProc(step, pattern));
        case HostFiles host ->
            host.entries().forEach((path, entry) -> files.put(path, Answer.of(step, entry)));
        default -> {}
      }
    }
  }

  private void addProc(Step step, String pattern) {
    if (pattern.startsWith("task/*/")) {
      taskFiles.put(pattern.substring("task/*/".length()), step);
      if (step.id().equals(TASK_NAMES)) {
        taskFiles.put("status", step);
      }
    } else if (pattern.equals("fdinfo")) {
      fdinfo = Optional.of(step);
    } else {
      files.put(pattern, Answer.of(step, "proc/" + pattern));
    }
  }

  /// The place of a file.
  ///
  /// @param name as the host wrote it
  /// @param second whether this is the second sample
  Optional<Answer> of(String name, boolean second) {
    String suffix = second ? ".2" : "";
    Answer plain = files.get(name);
    if (plain != null) {
      return Optional.of(
          new Answer(
              plain.step(), plain.entry() + suffix, "", plain.entry().equals("host/selinux")));
    }
    if (name.startsWith("task/")) {
      return task(name, suffix);
    }
    if (name.startsWith("fdinfo/") && isNumber(name.substring(7))) {
      return fdinfo.map(
          step -> new Answer(step, "proc/fdinfo", "== " + name.substring(7) + "\n", false));
    }
    return Optional.empty();
  }

  private Optional<Answer> task(String name, String suffix) {
    int slash = name.indexOf('/', 5);
    if (slash < 0 || !isNumber(name.substring(5, slash))) {
      return Optional.empty();
    }
    String file = name.substring(slash + 1);
    return Optional.ofNullable(taskFiles.get(file))
        .map(step -> new Answer(step, "proc/" + name + suffix, "", file.equals("wchan")));
  }

  static boolean isNumber(String text) {
    return !text.isEmpty()
        && text.length() < 12
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
