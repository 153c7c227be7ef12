package initscope.diagnosis.units;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A command of a unit, see "Command Lines" of systemd.service(5): words, of which a shell's own are looked into.
///
/// @param prefix special characters before the path
/// @param words without quotes
/// @param raw as it stands
record CommandLine(String prefix, List<String> words, String raw) {
  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ksh", "zsh", "ash");

  static CommandLine of(String value) {
    String text = value.strip();
    int from = 0;
    while (from < text.length() && "-@:+!|".indexOf(text.charAt(from)) >= 0) {
      from++;
    }
    String bare = text.substring(from);
    List<String> words =
        Stream.of(bare.replace('"', ' ').replace('\'', ' ').split("[ \t]+", -1))
            .filter(w -> !w.isEmpty())
            .toList();
    return new CommandLine(text.substring(0, from), words, bare);
  }

  /// The program's path as it is written.
  String path() {
    String first = words.isEmpty() ? "" : words.getFirst();
    return first;
  }

  /// The program's name.
  String program() {
    return path().substring(path().lastIndexOf('/') + 1);
  }

  /// Whether its failure is passed over.
  boolean mayFail() {
    return prefix.indexOf('-') >= 0;
  }

  /// Whether a shell runs a text: {@code sh -c '...'}.
  boolean isShellText() {
    return SHELLS.contains(program())
        && words.stream().skip(1).limit(3).anyMatch(w -> w.startsWith("-") && w.endsWith("c"));
  }

  /// The shell's text; all of the line where there is none.
  String text() {
    int quote = Math.max(raw.indexOf('\''), raw.indexOf('"'));
    int first =
        raw.indexOf('\'') < 0
            ? raw.indexOf('"')
            : raw.indexOf('"') < 0
                ? raw.indexOf('\'')
                : Math.min(raw.indexOf('\''), raw.indexOf('"'));
    int last = Math.max(raw.lastIndexOf('\''), raw.lastIndexOf('"'));
    return quote >= 0 && last > first ? raw.substring(first + 1, last).strip() : raw;
  }

  /// Whether the shell puts another program in its own place.
  boolean execs() {
    return words.contains("exec");
  }

  /// Names of all programs and words in it.
  boolean names(Set<String> programs) {
    return words.stream()
        .map(w -> w.replace(";", "").replace("(", "").replace(")", ""))
        .map(w -> w.substring(w.lastIndexOf('/') + 1))
        .anyMatch(programs::contains);
  }
}
