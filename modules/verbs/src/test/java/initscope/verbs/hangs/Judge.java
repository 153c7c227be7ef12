package initscope.verbs.hangs;

import initscope.diagnosis.Sentences;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.finding.Subject;
import initscope.verbs.Analysis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares a verdict with what a program does.
final class Judge {
  private static final String NOT_KNOWN = "evidence.not-enough";

  private Judge() {}

  /// What is wrong with a verdict that had everything; empty where nothing is.
  static String wrong(Hang hang, Analysis analysis) {
    List<String> wrong = new ArrayList<>();
    Finding verdict = analysis.diagnosis().verdict();
    Subject subject = verdict.subject();
    differs(wrong, "rule", Set.of(hang.rule()), verdict.rule());
    differs(wrong, "package", Set.of(hang.packagePath()), subject.packagePath().orElse(""));
    differs(wrong, "wait", words(hang), subject.waitReason().orElse(""));
    String function = hang.packagePath() + "." + hang.function();
    differs(wrong, "function", Set.of(function), subject.initFunction().orElse(""));
    place(hang, subject, wrong);
    boolean sure =
        verdict.confidence() == Confidence.CERTAIN
            || (!hang.certain() && verdict.confidence() == Confidence.LIKELY);
    if (!sure) {
      wrong.add("confidence " + verdict.confidence() + " " + because(verdict));
    }
    if (!hang.causes().contains("")
        && hang.causes().stream().noneMatch(because(verdict)::contains)) {
      wrong.add("cause is not told: " + because(verdict));
    }
    return String.join("; ", wrong);
  }

  /// Whether a program that wakes now and then was met at such a moment, which the verdict tells: the next look is to meet it asleep.
  static boolean metAwake(Hang hang, Analysis analysis) {
    Finding verdict = analysis.diagnosis().verdict();
    return !hang.spins()
        && verdict.confidence() == Confidence.POSSIBLE
        && because(verdict).contains("The sources disagree");
  }

  private static void place(Hang hang, Subject subject, List<String> wrong) {
    String end = "/" + hang.name() + "/b/" + hang.name() + ".go";
    if (!subject.file().orElse("").endsWith(end)) {
      wrong.add("file is " + subject.file().orElse("''"));
    }
    if (!hang.lines().contains(subject.line().orElse(0))) {
      wrong.add("line is " + subject.line().orElse(0) + ", not " + hang.lines());
    }
  }

  private static Set<String> words(Hang hang) {
    // what spins may be seen in the moment it is preempted, or parked for the garbage collector
    return hang.rule().equals("init.busy")
        ? Set.of("running", "runnable", "GC assist wait", "GC assist marking")
        : hang.words();
  }

  /// What is wrong with a verdict that did not see the runtime: it may say what a thread waits in, or that it is not known and why,
  /// but nothing that is not so.
  static String wrongWithoutXRay(Hang hang, Analysis analysis) {
    List<String> wrong = new ArrayList<>();
    Finding verdict = analysis.diagnosis().verdict();
    Subject subject = verdict.subject();
    differs(wrong, "rule", Set.of(NOT_KNOWN, hang.rule()), verdict.rule());
    differs(wrong, "package", Set.of("", hang.packagePath()), subject.packagePath().orElse(""));
    if (verdict.rule().equals(NOT_KNOWN)) {
      if (verdict.confidence() != Confidence.NOT_KNOWN || verdict.next().isEmpty()) {
        wrong.add("says neither that it is not known nor what would tell");
      }
      if (!because(verdict).contains("xray")) {
        wrong.add("does not say why: " + because(verdict));
      }
    }
    return String.join("; ", wrong);
  }

  private static String because(Finding finding) {
    StringBuilder text = new StringBuilder();
    for (Because link : finding.because()) {
      text.append(Sentences.render(link.text(), Locale.ENGLISH)).append(" | ");
    }
    return text.toString();
  }

  private static void differs(List<String> wrong, String what, Set<String> wanted, String seen) {
    if (!wanted.contains(seen)) {
      wrong.add(what + " is '" + seen + "', not " + wanted);
    }
  }
}
