package initscope.cli;

import initscope.model.Failure;
import initscope.model.Progress;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/// One verb of the command line.
interface Verb {
  /// Its words, options and help. Built only for the verb that was called.
  CommandSpec spec();

  /// Runs it.
  ///
  /// @return exit status
  int run(ParseResult words, Console console) throws Failure, Progress.CancelledException;

  /// The text of an option given at most once, or a default.
  static String text(ParseResult words, String option, String otherwise) {
    return words.matchedOptionValue(option, otherwise);
  }

  /// The texts of an option that may be repeated or hold several values joined by commas.
  static List<String> texts(ParseResult words, String option) {
    List<String> given = words.matchedOptionValue(option, List.of());
    return given.stream()
        .flatMap(v -> List.of(v.split(",", -1)).stream())
        .filter(v -> !v.isBlank())
        .toList();
  }
}
