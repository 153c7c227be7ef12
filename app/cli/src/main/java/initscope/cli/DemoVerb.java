package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.verbs.Demo;
import initscope.verbs.Pictures;
import initscope.verbs.ToolVersion;
import java.nio.file.Path;
import java.util.Locale;

/// {@code initscope demo}.
final class DemoVerb implements Verb {
  @Override
  public Syntax syntax() {
    return Syntax.verb(
            "demo", "A rehearsed incident from login to report, over real SSH on this computer.")
        .one("--out", "DIR", "folder for capture, reports and drawings (initscope-demo)")
        .flag("--headless", "without a window, also where there is a display");
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    Path out = Path.of(words.text("--out", "initscope-demo"));
    Demo.Result result = Demo.run(out, ToolVersion.read(), console.progress());
    AnalyzeVerb.print(result.analysis(), console, Locale.ENGLISH);
    console.result("");
    result.change().forEach(new TuneText(console, Locale.ENGLISH)::status);
    console.result("");
    result.files().forEach(file -> console.result(file.toString()));
    String window = System.getenv().getOrDefault("INITSCOPE_WINDOW_CLASS_PATH", "");
    if (window.isEmpty()) {
      console.say(
          "No pictures: the window is not part of this class path; start it by ./initscope demo.");
      return 0;
    }
    Pictures.render(window, result.files().getFirst(), out, console.progress())
        .forEach(file -> console.result(file.toString()));
    return 0;
  }
}
