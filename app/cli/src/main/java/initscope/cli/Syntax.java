package initscope.cli;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;

/// The words and options that one verb takes, in the order in which its help shows them.
final class Syntax {
  private static final String HELP = "help";

  private final String verb;
  private final String description;
  private final Options options = new Options();
  private final List<Option> shown = new ArrayList<>();
  private final List<Positional> positionals = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /// A word by its place.
  ///
  /// @param many whether it takes all words from its place on
  record Positional(String label, String description, boolean required, boolean many) {}

  /// What was wrong with the words, as one sentence without its full stop.
  static final class WrongWords extends Exception {
    private static final long serialVersionUID = 1;

    WrongWords(String sentence) {
      super(sentence);
    }

    /// The sentence.
    String sentence() {
      return String.valueOf(getMessage());
    }
  }

  private Syntax(String verb, String description) {
    this.verb = verb;
    this.description = description;
    add(Option.builder("h").longOpt(HELP).desc("show this help").get());
  }

  /// A verb with {@code --help}.
  static Syntax verb(String name, String description) {
    return new Syntax(name, description);
  }

  /// One positional word.
  Syntax word(String label, String description, boolean required) {
    positionals.add(new Positional(label, description, required, false));
    return this;
  }

  /// All remaining positional words.
  Syntax words(String label, String description, boolean required) {
    positionals.add(new Positional(label, description, required, true));
    return this;
  }

  /// An option with one value.
  ///
  /// @param name with its hyphens, such as {@code --out}
  Syntax one(String name, String label, String description) {
    return add(named(name).hasArg().argName(label).desc(description).get());
  }

  /// An option with one value and a short name.
  Syntax one(String shortName, String name, String label, String description) {
    return add(
        Option.builder(bare(shortName))
            .longOpt(bare(name))
            .hasArg()
            .argName(label)
            .desc(description)
            .get());
  }

  /// A switch.
  Syntax flag(String name, String description) {
    return add(named(name).desc(description).get());
  }

  /// A paragraph below the words and options; its line feeds stay.
  Syntax note(String text) {
    notes.add(text);
    return this;
  }

  private static Option.Builder named(String name) {
    return Option.builder().longOpt(bare(name));
  }

  private Syntax add(Option option) {
    options.addOption(option);
    shown.add(option);
    return this;
  }

  /// Hyphens in front of an option's name taken off.
  static String bare(String name) {
    int from = 0;
    while (from < name.length() && name.charAt(from) == '-') {
      from++;
    }
    return name.substring(from);
  }

  String verbName() {
    return verb;
  }

  String description() {
    return description;
  }

  List<Option> options() {
    return List.copyOf(shown);
  }

  List<Positional> positionals() {
    return List.copyOf(positionals);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }

  /// Reads the words after the verb.
  Words parse(List<String> words) throws WrongWords {
    DefaultParser parser =
        DefaultParser.builder()
            .setAllowPartialMatching(false)
            .setStripLeadingAndTrailingQuotes(false)
            .get();
    CommandLine parsed;
    try {
      parsed = parser.parse(options, words.toArray(String[]::new));
    } catch (UnrecognizedOptionException e) {
      throw new WrongWords("Unknown option '" + e.getOption() + "'");
    } catch (MissingArgumentException e) {
      throw new WrongWords("Missing value after '" + name(e.getOption()) + "'");
    } catch (ParseException e) {
      throw new WrongWords(String.valueOf(e.getMessage()));
    }
    Words read = new Words(parsed);
    if (!read.wantsHelp()) {
      checkPositionals(read.positionals());
    }
    return read;
  }

  private void checkPositionals(List<String> given) throws WrongWords {
    for (int i = 0; i < positionals.size(); i++) {
      if (positionals.get(i).required() && given.size() <= i) {
        throw new WrongWords("Missing word " + positionals.get(i).label());
      }
    }
    boolean open = !positionals.isEmpty() && positionals.getLast().many();
    if (!open && given.size() > positionals.size()) {
      throw new WrongWords("Unknown word '" + given.get(positionals.size()) + "'");
    }
  }

  /// An option as a person writes it, the long name before the short one.
  static String name(Option option) {
    return option.getLongOpt() == null ? "-" + option.getOpt() : "--" + option.getLongOpt();
  }
}
