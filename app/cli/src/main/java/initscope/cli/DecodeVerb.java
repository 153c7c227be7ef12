package initscope.cli;

import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.report.PlainJson;
import initscope.verbs.Decode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// {@code initscope decode}.
final class DecodeVerb implements Verb {
  private static final int DAMAGED = 3;

  @Override
  public Syntax syntax() {
    return Syntax.verb(
            "decode",
            "What a decoder saw in a file, as JSON lines; problems with their byte offsets.")
        .word("FILE", "a text, core file or Go execution trace", false)
        .one("--as", "FORMAT", "the file's format; guessed without")
        .flag("--list", "name the formats");
  }

  @Override
  public int run(Words words, Console console) throws Failure, Progress.CancelledException {
    if (words.has("--list")) {
      for (Format format : Decode.formats()) {
        console.result(Columns.left(format.name(), 16) + " " + format.title());
      }
      return 0;
    }
    String file = words.positional(0);
    if (file.isEmpty()) {
      throw new Failure.Usage("No file named", "for decode", "name a FILE, or ask for --list.");
    }
    Decode.Result result =
        Decode.run(
            Path.of(file),
            Optional.of(words.text("--as", "")).filter(n -> !n.isEmpty()),
            console.progress());
    PrintStream out = console.results();
    Decode.items(result, item -> out.println(PlainJson.line(item)), console.progress());
    boolean lost = false;
    for (Problem problem : result.decoded().problems()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("type", "Problem");
      item.put("id", problem.id());
      item.put(
          "effect", problem.effect().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
      item.put("offset", problem.offset());
      item.put("quote", Display.safe(problem.quote()));
      out.println(PlainJson.line(item));
      lost |= problem.effect() != Problem.Effect.NOTE;
    }
    if (lost) {
      console.say(
          "Not all of "
              + file
              + " reads as "
              + result.format().name()
              + ": the lines of type Problem say where; what could be read is printed.");
      return DAMAGED;
    }
    return 0;
  }
}
