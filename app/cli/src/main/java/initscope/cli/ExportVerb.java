package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.verbs.Analyze;
import initscope.verbs.Export;
import initscope.verbs.ToolVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// {@code initscope export}.
final class ExportVerb implements Verb {
  private static final int DAMAGED = 3;

  @Override
  public Syntax syntax() {
    return Syntax.verb("export", "An analysis for other tools and people.")
        .words("FILE", "as for analyze", true)
        .one("--to", "FORMAT", String.join(", ", Export.FORMATS))
        .one("-o", "--output", "OUT", "file to write; standard output without")
        .one("--lang", "en|zh", "language of the sentences");
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    List<String> names = words.positionalsFrom(0);
    String to = words.text("--to", "");
    if (to.isEmpty()) {
      throw new Failure.Usage(
          "No format named", "for export", "--to takes " + String.join(", ", Export.FORMATS) + ".");
    }
    var analysis = Analyze.run(names.stream().map(Path::of).toList(), console.progress());
    byte[] file = Export.run(analysis, to, ToolVersion.read(), Language.of(words));
    String output = words.text("--output", "");
    if (output.isEmpty()) {
      console.results().writeBytes(file);
      console.results().flush();
    } else {
      write(Path.of(output), file);
    }
    return Analyze.isDamaged(analysis.incident()) ? DAMAGED : 0;
  }

  private static void write(Path file, byte[] content) throws Failure {
    try {
      Files.write(file, content);
    } catch (IOException e) {
      throw new Failure.Local(
          "Cannot write", file.toString(), e.getMessage() + ": name another file with -o.", e);
    }
  }
}
