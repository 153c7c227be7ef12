package initscope.cli;

import initscope.model.Failure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What {@code initscope tune} can do, and the words and options that each action takes. What an action would ignore is refused: a
/// command that changes a host does what was written, or nothing.
enum TuneAction {
  PLAN(
      "HOST CHANGE...",
      2,
      true,
      "KEY=VALUE, such as net.core.somaxconn=4096",
      "--lasting",
      "--window",
      "--why",
      "--pid",
      "--lang",
      "--json"),
  APPLY("HOST PLAN", 2, true, "tune plan makes one and prints its name", "--lang", "--json"),
  STATUS("[HOST]", 0, true, "", "--lang", "--json"),
  CONFIRM("HOST [ID]", 1, true, "", "--lang", "--json"),
  ROLLBACK("HOST [ID]", 1, true, "", "--preview", "--lang", "--json"),
  EXTEND("HOST [ID]", 1, true, "", "--window", "--lang", "--json"),
  MISTAKES("HOST UNIT", 2, true, "name one in full, such as orders.service", "--lang"),
  CGROUP("HOST UNIT", 2, true, "name one in full, such as orders.service", "--lang"),
  DENIALS("HOST", 1, true, "", "--domain", "--since", "--lang"),
  AUDIT("[PLAN|TX]", 0, false, "", "--json"),
  EXPORT(
      "PLAN...", 1, false, "tune plan makes one and prints its name", "--to", "--output", "--lang");

  private final String labels;
  private final int least;
  private final boolean asksHost;
  private final String hint;
  private final String options;

  TuneAction(String labels, int least, boolean asksHost, String hint, String... options) {
    this.labels = labels;
    this.least = least;
    this.asksHost = asksHost;
    this.hint = hint;
    this.options = String.join(" ", options);
  }

  /// As it is written on the command line.
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The action with its words, for the help.
  String usage() {
    return word() + " " + labels;
  }

  /// All of them, as a sentence lists them.
  static String known() {
    return Arrays.stream(values()).map(TuneAction::word).collect(Collectors.joining(", "));
  }

  /// The action that was written, once all that was written with it belongs to it.
  static TuneAction of(Words words) throws Failure.Usage {
    String word = words.positional(0);
    TuneAction action =
        named(word)
            .orElseThrow(() -> new Failure.Usage("Tune cannot", word, known() + " are known."));
    action.checkWords(words.positionalsFrom(1));
    action.checkOptions(words);
    return action;
  }

  private static Optional<TuneAction> named(String word) {
    return Arrays.stream(values()).filter(a -> a.word().equals(word)).findFirst();
  }

  private static List<String> split(String words) {
    return List.of(words.split(" ", -1));
  }

  private void checkWords(List<String> given) throws Failure.Usage {
    List<String> places = split(labels);
    String todo = "write initscope tune " + usage() + " (see initscope tune --help).";
    if (given.size() < least) {
      String missing = places.get(given.size()).replace("...", "");
      boolean last = given.size() == places.size() - 1;
      throw new Failure.Usage(
          "No " + missing + " named",
          "for tune " + word(),
          last && !hint.isEmpty() ? hint + "; " + todo : todo);
    }
    boolean open = places.getLast().endsWith("...");
    if (!open && given.size() > places.size()) {
      throw new Failure.Usage(
          "Unknown word", given.get(places.size()) + " for tune " + word(), todo);
    }
  }

  private void checkOptions(Words words) throws Failure.Usage {
    for (String option : words.options()) {
      if (!takes(option)) {
        throw new Failure.Usage(
            "Not an option of tune " + word() + ":",
            option,
            "it belongs to tune "
                + Arrays.stream(values())
                    .filter(a -> a.takes(option))
                    .map(TuneAction::word)
                    .collect(Collectors.joining(", "))
                + ".");
      }
      if (SshWords.NAMES.contains(option) && words.positional(1).isEmpty()) {
        throw new Failure.Usage(
            "No HOST named", "for " + option, "without one, tune " + word() + " asks no host.");
      }
    }
  }

  private boolean takes(String option) {
    return split(options).contains(option) || (asksHost && SshWords.NAMES.contains(option));
  }

  /// A line for each, for the help.
  static List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (TuneAction action : values()) {
      lines.add(action.usage() + " (" + String.join(", ", split(action.options)) + ")");
    }
    return List.copyOf(lines);
  }
}
