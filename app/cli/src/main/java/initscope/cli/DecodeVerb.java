package initscope.cli;

import initscope.formats.Items;
import initscope.model.Display;
import initscope.model.Failure;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.verbs.Decode;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.ObjectMapper;

/// {@code initscope decode}.
final class DecodeVerb implements Verb {
  private static final int DAMAGED = 3;

  @Override
  public CommandSpec spec() {
    return Options.verb(
            "decode",
            "What a decoder saw in a file, as JSON lines; problems with their byte offsets.")
        .addPositional(Options.word(0, "FILE", "a text InitScope can read", false))
        .addOption(Options.one("--as", "FORMAT", "the file's format; guessed without"))
        .addOption(Options.flag("--list", "name the formats"));
  }

  @Override
  public int run(ParseResult words, Console console) throws Failure {
    if (words.hasMatchedOption("--list")) {
      for (Format format : Decode.formats()) {
        console.result("%-16s %s".formatted(format.name(), format.title()));
      }
      return 0;
    }
    String file = words.matchedPositionalValue(0, "");
    if (file.isEmpty()) {
      throw new Failure.Usage("No file named", "for decode", "name a FILE, or ask for --list.");
    }
    Decode.Result result =
        Decode.run(
            Path.of(file), Optional.of(Verb.text(words, "--as", "")).filter(n -> !n.isEmpty()));
    PrintStream out = console.results();
    ObjectMapper json = new ObjectMapper();
    for (Map<String, Object> item : Items.of(result.decoded())) {
      out.println(json.writeValueAsString(item));
    }
    boolean lost = false;
    for (Problem problem : result.decoded().problems()) {
      Map<String, Object> item = new LinkedHashMap<>();
      item.put("type", "Problem");
      item.put("id", problem.id());
      item.put(
          "effect", problem.effect().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '));
      item.put("offset", problem.offset());
      item.put("quote", Display.safe(problem.quote()));
      out.println(json.writeValueAsString(item));
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
