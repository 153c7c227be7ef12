package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.finding.Sentence;
import initscope.tuning.export.ExportFormat;
import initscope.tuning.export.ExportRefusal;
import initscope.tuning.export.Exported;
import initscope.tuning.export.TextFile;
import initscope.tuning.plan.PlanTexts;
import initscope.verbs.TuneExports;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// {@code initscope tune export PLAN... --to FORMAT [-o OUT]}.
final class TuneExportAction {
  /// The wrong format was named: no host refused anything.
  private static final int USAGE = 2;

  private TuneExportAction() {}

  static int run(List<String> plans, Path data, Words words, Console console) throws Failure {
    if (plans.isEmpty()) {
      throw new Failure.Usage(
          "No plan named", "for tune export", "tune plan makes one and prints its name.");
    }
    String known = "--to takes " + String.join(", ", ExportFormat.words()) + ".";
    String word = words.text("--to", "");
    if (word.isEmpty()) {
      throw new Failure.Usage("No format named", "for tune export", known);
    }
    ExportFormat format =
        ExportFormat.of(word).orElseThrow(() -> new Failure.Usage("No format", word, known));
    Locale locale = Language.of(words);
    Exported exported = TuneExports.of(data, plans, format, locale);
    if (!exported.refusals().isEmpty()) {
      exported.refusals().forEach(r -> console.say(sentence(r, format, locale)));
      return USAGE;
    }
    write(exported.files(), format, words.text("--output", ""), console);
    return 0;
  }

  private static void write(
      List<TextFile> files, ExportFormat format, String output, Console console) throws Failure {
    boolean single = files.size() == 1;
    if (output.isEmpty() && !single) {
      throw new Failure.Usage(
          "No folder named", "for " + format.word(), "name a new one with -o FOLDER.");
    }
    if (output.isEmpty()) {
      console.results().print(files.getFirst().text());
    } else if (single) {
      TuneExports.save(files.getFirst(), Path.of(output));
    } else {
      TuneExports.save(files, Path.of(output));
    }
  }

  private static String sentence(ExportRefusal refusal, ExportFormat format, Locale locale) {
    List<String> elsewhere =
        refusal.elsewhere().stream().filter(f -> f != format).map(ExportFormat::word).toList();
    Sentence todo =
        elsewhere.isEmpty()
            ? Sentence.of("export.nowhere")
            : Sentence.of("export.elsewhere", String.join(", ", elsewhere));
    String target = refusal.change().kind() + " " + refusal.change().target();
    return Display.safe(
        target + ": " + PlanTexts.say(refusal.why(), locale) + " " + PlanTexts.say(todo, locale));
  }
}
