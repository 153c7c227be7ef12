package initscope.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.cli.CommandLine;

/// What the user said after the verb, already known to fit its {@link Syntax}.
final class Words {
  private final CommandLine parsed;

  Words(CommandLine parsed) {
    this.parsed = parsed;
  }

  /// Whether an option was given.
  ///
  /// @param option with its hyphens
  boolean has(String option) {
    return parsed.hasOption(Syntax.bare(option));
  }

  /// Names of the options given, with their hyphens, in the order in which they were written.
  List<String> options() {
    return Arrays.stream(parsed.getOptions()).map(Syntax::name).distinct().toList();
  }

  boolean wantsHelp() {
    return has("--help");
  }

  /// The value of an option, the first where it was repeated, or a default.
  String text(String option, String otherwise) {
    return parsed.getOptionValue(Syntax.bare(option), otherwise);
  }

  /// The values of an option that may be repeated or hold several values joined by commas. A comma of a value itself stands as {@code \,}
  /// there; any other backslash is one.
  List<String> texts(String option) {
    List<String> values = new ArrayList<>();
    String[] given = parsed.getOptionValues(Syntax.bare(option));
    for (String joined : given == null ? new String[0] : given) {
      values.addAll(parted(joined));
    }
    return values;
  }

  private static List<String> parted(String joined) {
    List<String> values = new ArrayList<>();
    StringBuilder value = new StringBuilder();
    for (int i = 0; i < joined.length(); i++) {
      if (joined.startsWith("\\,", i)) {
        value.append(',');
        i++;
      } else if (joined.charAt(i) == ',') {
        values.add(value.toString());
        value.setLength(0);
      } else {
        value.append(joined.charAt(i));
      }
    }
    values.add(value.toString());
    values.removeIf(String::isBlank);
    return values;
  }

  /// The words without an option before them.
  List<String> positionals() {
    return Arrays.asList(parsed.getArgs());
  }

  /// The word at a place, or an empty text.
  String positional(int place) {
    List<String> all = positionals();
    return place < all.size() ? all.get(place) : "";
  }

  /// All words from a place on.
  List<String> positionalsFrom(int place) {
    List<String> all = positionals();
    return all.subList(Math.min(place, all.size()), all.size());
  }
}
