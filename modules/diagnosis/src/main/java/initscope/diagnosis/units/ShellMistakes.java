package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Commands that are written as for a shell. systemd has none: it cuts a line into words and starts the first of them with the others as
/// its arguments, see "Command Lines" of systemd.service(5).
final class ShellMistakes {
  /// Words of the shell that are no programs; that some systems have a program {@code cd} does not help, since it ends before the next.
  private static final Set<String> BUILTINS =
      Set.of(
          "cd", "pushd", "source", ".", "export", "exec", "eval", "set", "unset", "alias", "ulimit",
          "umask", "trap", "if", "for", "while", "until", "case", "[[", "{", "(");

  private static final Set<String> OPERATORS =
      Set.of(
          "|", "||", "&", "&&", ">", ">>", "<", "<<", "2>", "2>>", "1>", "1>>", "&>", "&>>", "|&");

  private static final List<String> REDIRECTS =
      List.of(">", ">>", "1>", "1>>", "2>", "2>>", "&>", "&>>", "<");

  private ShellMistakes() {}

  /// Redirections, pipes and the like, as words of their own and without quotes.
  static List<Mistake> operators(UnitScene unit) {
    List<Mistake> found = new ArrayList<>();
    for (String name : List.of("ExecCondition", "ExecStartPre", "ExecStart", "ExecStartPost")) {
      for (UnitLine line : unit.files().list("Service", name)) {
        List<String> words =
            CommandWords.of(line.value()).words().stream()
                .skip(1)
                .filter(w -> w.plain() && isOperator(w.text()))
                .map(CommandWords.Word::text)
                .distinct()
                .toList();
        if (!words.isEmpty()) {
          Optional<Place> place = Optional.of(line.place());
          String told = String.join(" ", words);
          found.add(Mistake.byHand(Kind.SHELL_WORDS, place, unit.unit(), name, told));
        }
      }
    }
    return found;
  }

  private static boolean isOperator(String word) {
    return OPERATORS.contains(word)
        || REDIRECTS.stream()
            .flatMap(r -> Stream.of(r + "/", r + "&", r + "./"))
            .anyMatch(word::startsWith);
  }

  /// Whether a line begins with what only a shell knows: its own words, or a variable that is given a value.
  static boolean beginsAsShell(String word) {
    return BUILTINS.contains(word) || ValueMistakes.isAssignment(word);
  }
}
