package initscope.collect.program;

import initscope.collect.Plan;
import initscope.collect.Target;
import initscope.collect.steps.Reads;
import initscope.collect.steps.Reads.Group;
import initscope.collect.steps.Reads.HostFiles;
import initscope.collect.steps.Reads.ProcFiles;
import initscope.collect.steps.Step;
import initscope.remote.Quote;
import java.util.ArrayList;
import java.util.List;

/// Writes the sh program of an attach capture for a plan. Words that come from the user are its arguments; nothing varies in its
/// text but which files are named.
public final class AttachProgram {
  private static final String SCHED = "proc.task.sched";

  private AttachProgram() {}

  /// The program.
  ///
  /// @param nonce a fresh random word of letters and digits
  public static Script of(Plan plan, String nonce) {
    String argument =
        switch (plan.target()) {
          case Target.Pid(long pid) -> Long.toString(pid);
          case Target.Unit(String name) -> name;
          case Target.Exe(String path) -> path;
          case Target.Host() -> "";
        };
    return new Script(text(plan), List.of(nonce, argument));
  }

  /// Its text, which finds the nonce in {@code $1} and the target in {@code $2}.
  public static String text(Plan plan) {
    return Script.resource("attach.sh")
        .replace("@PROCESS@", grep(plan, Group.PROCESS, "process", "-aH"))
        .replace("@TASK@", task(plan))
        .replace("@FDINFO@", grep(plan, Group.FDINFO, "fdinfo", "-raH"))
        .replace("@MEMORY@", memory(plan))
        .replace("@SAMPLE@", sample(plan))
        .replace("@HOST@", host(plan))
        .replace("@UNIT@", unit(plan))
        .replace("@LINKS@", links(plan, "fd"))
        .replace("@LINKGLOBS@", links(plan, "fd/*"))
        .replace("@TARGET@", target(plan.target()));
  }

  private static String target(Target target) {
    return switch (target) {
      case Target.Pid _ -> "pid=$1";
      case Target.Unit _ -> "unit=$1; show_unit; main_pid";
      case Target.Exe _ -> "exe=$1; find_exe";
      case Target.Host _ -> ":";
    };
  }

  private static String grep(Plan plan, Group group, String block, String options) {
    List<String> files = new ArrayList<>();
    for (Step step : plan.running()) {
      if (step.reads() instanceof ProcFiles(Group of, List<String> patterns) && of == group) {
        files.addAll(patterns);
      }
    }
    return read(block, options, files);
  }

  private static String read(String block, String options, List<String> files) {
    return files.isEmpty()
        ? ":"
        : "b %s; grep %s '' %s; e".formatted(block, options, String.join(" ", files));
  }

  /// The thread ids of a pid namespace below the host's come first: only where there is one does this print anything.
  private static String task(Plan plan) {
    String read = grep(plan, Group.TASK, "task", "-aH");
    String named =
        plan.runs(AnswerMap.TASK_NAMES)
            ? read.replace(
                "b task; ",
                "b task; grep -aHE '^NSpid:[[:blank:]]+[0-9]+[[:blank:]]' task/*/status"
                    + " 2>/dev/null; ")
            : read;
    // what a kernel does not have is no error
    return plan.runs(SCHED) ? named + "\n  b proc.task.sched; last_runs 2>/dev/null; e 0" : named;
  }

  private static String memory(Plan plan) {
    List<String> lines = new ArrayList<>(List.of(":"));
    lines.add(grep(plan, Group.MEMORY, "memory", "-aH"));
    if (plan.runs("proc.cmdline")) {
      lines.add("b proc.cmdline; cat cmdline; e");
    }
    if (plan.runs("proc.fd") || plan.runs("proc.exe")) {
      lines.add("b links; links; e");
    }
    if (plan.runs("proc.children")) {
      lines.add(
          "b proc.children; grep -ahE \"^[0-9]+ \\(.*\\) [A-Za-z] $pid \" /proc/[0-9]*/stat"
              + " 2>/dev/null; e 0"); // processes come and go under it
    }
    return String.join("\n  ", lines);
  }

  private static String links(Plan plan, String descriptors) {
    List<String> names = new ArrayList<>();
    if (plan.runs("proc.exe")) {
      names.add("exe");
    }
    if (plan.runs("proc.fd")) {
      names.add(descriptors);
    }
    return String.join(" ", names);
  }

  private static String sample(Plan plan) {
    List<String> files = new ArrayList<>();
    if (plan.runs("proc.stat")) {
      files.add("stat");
    }
    if (plan.runs("proc.task.stat")) {
      files.add("task/*/stat");
    }
    String read = read("sample", "-aH", files);
    return plan.runs(SCHED) ? read + "\n  b proc.task.sched.2; ran 2>/dev/null; e 0" : read;
  }

  static String host(Plan plan) {
    List<String> files = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (Step step : plan.running()) {
      Reads reads = step.reads();
      if (reads instanceof HostFiles host) {
        files.addAll(host.entries().keySet());
      } else if (reads instanceof Reads.Command(List<String> argv, String _)
          && step.id().startsWith("host.")) {
        lines.add("b %s; %s; e".formatted(step.id(), words(argv)));
      }
    }
    lines.addFirst(read("host", "-aH", files));
    if (plan.runs("host.uname")) {
      lines.add(
          "b host.uname; read -r x </proc/sys/kernel/hostname; printf '%s\\n' \"$x\""
              + "; read -r x </proc/sys/kernel/osrelease; printf '%s\\n' \"$x\"; uname -m; e");
    }
    if (plan.runs("host.clock")) {
      lines.add("b host.clock; date +%s.%N; e");
      lines.add("b host.clock.monotonic; grep -m 1 '^now at ' /proc/timer_list 2>/dev/null; e");
    }
    return String.join("\n  ", lines);
  }

  static String unit(Plan plan) {
    List<String> lines = new ArrayList<>(List.of(":"));
    if (plan.runs("unit.show")) {
      lines.add("[ -z \"$S\" ] && show_unit");
    }
    for (Step step : plan.running()) {
      if (step.reads() instanceof Reads.Command(List<String> argv, String _)
          && step.id().startsWith("unit.")
          && !step.id().equals("unit.show")) {
        lines.add("b %s; $limit %s; e".formatted(step.id(), words(argv)));
      }
    }
    return String.join("\n    ", lines);
  }

  static String words(List<String> argv) {
    List<String> words = new ArrayList<>();
    for (String word : argv) {
      words.add(word.equals("{unit}") ? "\"$unit\"" : Quote.word(word));
    }
    return String.join(" ", words);
  }
}
