package initscope.cli;

import initscope.diagnosis.binary.BinaryDiff;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.report.InspectDiffJson;
import initscope.report.InspectDiffText;
import initscope.report.InspectJson;
import initscope.report.InspectText;
import initscope.verbs.Inspect;
import initscope.verbs.Inspect.Inspected;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// {@code initscope inspect}.
final class InspectVerb implements Verb {
  private static final int DAMAGED = 3;

  @Override
  public Syntax syntax() {
    return Syntax.verb(
            "inspect", "A Go binary from outside, or what differs between two. It is never run.")
        .word("BINARY", "an ELF file built by Go", true)
        .word("OTHER", "a second one: what differs is printed", false)
        .flag("--json", "print " + InspectJson.SCHEMA + " or " + InspectDiffJson.SCHEMA)
        .flag("--all", "print every init, finding, module and section, not the first ones")
        .one("--lang", "en|zh", "language of the sentences");
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    Locale locale = Language.of(words);
    String name = words.positional(0);
    String other = words.positional(1);
    Inspected first = Inspect.run(Path.of(name), console.progress());
    int status = damage(name, first, console);
    if (other.isEmpty()) {
      if (words.has("--json")) {
        console.result(InspectJson.write(name, first.facts(), first.problems(), locale));
      } else {
        InspectText.of(first.facts(), words.has("--all"), locale).forEach(console::result);
      }
      return status;
    }
    Inspected second = Inspect.run(Path.of(other), console.progress());
    status = Math.max(status, damage(other, second, console));
    BinaryDiff diff = BinaryDiff.of(first.facts(), second.facts());
    if (words.has("--json")) {
      console.result(InspectDiffJson.write(name, other, diff));
    } else {
      InspectDiffText.of(diff, words.has("--all"), locale).forEach(console::result);
    }
    return status;
  }

  private static int damage(String name, Inspected inspected, Console console) {
    List<Problem> problems = inspected.problems();
    for (Problem problem : problems) {
      console.say(
          Display.safe(
              name + ": " + problem.id() + " at " + problem.offset() + ": " + problem.quote()));
    }
    return inspected.isDamaged() ? DAMAGED : 0;
  }
}
