package initscope.tuning.selinux;

import initscope.model.host.AvcMessage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a host's policy said of denials; answers of {@code explain.sh} by their names.
///
/// @param answers raw
public record PolicyAnswers(Map<String, String> answers) {
  /// A host that was not asked.
  public static final PolicyAnswers NONE = new PolicyAnswers(Map.of());

  private static final int MOST_RULES = 500;

  /// Before a conditional rule of setools 3: enabled or disabled, in the part for true or for false.
  private static final List<String> OLD_MARKS = List.of("ET", "EF", "DT", "DF");

  /// Copies the map.
  public PolicyAnswers {
    answers = Map.copyOf(answers);
  }

  /// A rule of the policy that sesearch printed.
  ///
  /// @param target type or attribute
  /// @param permissions of it
  /// @param bool name of the boolean it hangs on; empty where it always holds
  /// @param on what the boolean must be
  record Rule(String target, Set<String> permissions, Optional<String> bool, boolean on) {}

  /// Rules of the policy that bear on a denial; empty where sesearch was not there or did not answer.
  Optional<List<Rule>> rules(DeniedAccess denied) {
    return text("rule " + denied.source() + " " + denied.target() + " " + denied.objectClass())
        .map(PolicyAnswers::read);
  }

  /// Rules by which the domain may use ports, of any type; none where it is not known.
  List<Rule> uses(DeniedAccess denied, String permission) {
    return text("use " + denied.source() + " " + denied.objectClass() + " " + permission)
        .map(PolicyAnswers::read)
        .orElse(List.of());
  }

  private Optional<String> text(String name) {
    return has("sesearch") ? Optional.ofNullable(answers.get(name)) : Optional.empty();
  }

  private boolean has(String tool) {
    return answers.getOrDefault("tools", "").lines().anyMatch(tool::equals);
  }

  /// Rules as setools 4 prints them, {@code allow SOURCE TARGET:CLASS PERMISSION; [ BOOLEAN ]:True}, or setools 3,
  /// {@code ET allow SOURCE TARGET : CLASS PERMISSION ; [ BOOLEAN ]}; several permissions stand in braces. Conditions of more than one
  /// boolean are passed over.
  private static List<Rule> read(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : text.lines().limit(MOST_RULES).map(String::strip).toList()) {
      String mark = OLD_MARKS.stream().filter(m -> line.startsWith(m + " ")).findFirst().orElse("");
      String rule = line.substring(mark.length()).strip();
      int end = rule.indexOf(';');
      if (!rule.startsWith("allow ") || end < 0) {
        continue;
      }
      List<String> words = List.of(rule.substring(0, end).strip().split("[ :{}]+"));
      if (words.size() < 5) {
        continue;
      }
      Set<String> permissions = new LinkedHashSet<>(words.subList(4, words.size()));
      String rest = rule.substring(end + 1).strip();
      if (rest.isEmpty()) {
        rules.add(new Rule(words.get(2), permissions, Optional.empty(), true));
        continue;
      }
      condition(mark, List.of(rest.split("[\\[\\] ]+")))
          .ifPresent(
              on -> {
                String name = rest.substring(1).strip().split("[ \\]]", 2)[0];
                rules.add(new Rule(words.get(2), permissions, Optional.of(name), on));
              });
    }
    return rules;
  }

  /// What the one boolean of a condition must be; empty where there are more.
  private static Optional<Boolean> condition(String mark, List<String> words) {
    boolean inTrue = mark.endsWith("T");
    if (words.size() == 3 && words.get(2).startsWith(":")) {
      return Optional.of(words.get(2).equals(":True"));
    }
    if (mark.isEmpty() || words.size() < 2) {
      return Optional.empty();
    }
    if (words.size() == 2) {
      return Optional.of(inTrue);
    }
    return words.size() == 3 && words.get(2).equals("!") ? Optional.of(!inTrue) : Optional.empty();
  }

  /// Booleans that audit2why names for the message of this number; empty where it was not asked or did not answer.
  Optional<List<String>> reported(int number) {
    String why = answers.getOrDefault("why", "");
    if (!has("audit2why") || !why.contains("Was caused by:")) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    boolean mine = false;
    for (String line : why.lines().limit(10_000).toList()) {
      if (line.startsWith("type=AVC msg=audit(")) {
        mine = line.startsWith("type=AVC msg=audit(1.000:" + number + ")");
      }
      List<String> words = List.of(line.strip().split(" +"));
      if (mine && words.size() == 5 && words.get(1).equals("setsebool")) {
        names.add(words.get(3) + "=" + words.get(4));
      }
    }
    return Optional.of(List.copyOf(names));
  }

  /// The type that the policy has for a path.
  Optional<String> expected(String path) {
    return type("expected " + path);
  }

  /// The type that it has.
  Optional<String> label(String path) {
    return type("label " + path);
  }

  private Optional<String> type(String name) {
    String type = AvcMessage.typeOf(answers.getOrDefault(name, "").strip());
    return type.isEmpty() ? Optional.empty() : Optional.of(type);
  }
}
