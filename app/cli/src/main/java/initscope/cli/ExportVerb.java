package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.verbs.Analyze;
import initscope.verbs.Export;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// {@code initscope export}.
final class ExportVerb implements Verb {
  private static final int DAMAGED = 3;

  @Override
  public CommandSpec spec() {
    return Options.verb("export", "An analysis for other tools and people.")
        .addPositional(Options.words(0, "FILE", "as for analyze", true))
        .addOption(Options.one("--to", "FORMAT", String.join(", ", Export.FORMATS)))
        .addOption(Options.one("-o", "--output", "OUT", "file to write; standard output without"))
        .addOption(Options.one("--lang", "en|zh", "language of the sentences"));
  }

  @Override
  public int run(ParseResult words, Console console) throws Failure, Progress.CancelledException {
    List<String> names = words.matchedPositionalValue(0, List.of());
    String to = Verb.text(words, "--to", "");
    if (to.isEmpty()) {
      throw new Failure.Usage(
          "No format named", "for export", "--to takes " + String.join(", ", Export.FORMATS) + ".");
    }
    var analysis = Analyze.run(names.stream().map(Path::of).toList(), console.progress());
    String text = Export.run(analysis, to, ToolVersion.read(), Language.of(words));
    String output = Verb.text(words, "--output", "");
    if (output.isEmpty()) {
      console.results().print(text);
    } else {
      write(Path.of(output), text);
    }
    return Analyze.isDamaged(analysis.incident()) ? DAMAGED : 0;
  }

  private static void write(Path file, String text) throws Failure {
    try {
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Failure.Local(
          "Cannot write", file.toString(), e.getMessage() + ": name another file with -o.", e);
    }
  }
}
