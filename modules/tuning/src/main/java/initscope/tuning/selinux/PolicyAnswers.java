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

  /// {@code allow SOURCE TARGET:CLASS PERMISSION; [ BOOLEAN ]:True}, or several permissions in braces. Conditions of more than one
  /// boolean are passed over.
  private static List<Rule> read(String text) {
    List<Rule> rules = new ArrayList<>();
    for (String line : text.lines().limit(MOST_RULES).toList()) {
      int end = line.indexOf(';');
      List<String> words = List.of(line.strip().split("[ {}]+"));
      if (!line.startsWith("allow ") || end < 0 || words.size() < 4) {
        continue;
      }
      String target = words.get(2).substring(0, Math.max(0, words.get(2).indexOf(':')));
      Set<String> permissions = new LinkedHashSet<>();
      String right = line.substring(line.indexOf(words.get(2)), end);
      for (String word : List.of(right.split("[ {};]+"))) {
        permissions.add(word);
      }
      String rest = line.substring(end + 1).strip();
      List<String> condition = List.of(rest.split("[\\[\\] ]+"));
      if (rest.isEmpty()) {
        rules.add(new Rule(target, permissions, Optional.empty(), true));
      } else if (condition.size() == 3 && condition.get(2).startsWith(":")) {
        boolean on = condition.get(2).equals(":True");
        rules.add(new Rule(target, permissions, Optional.of(condition.get(1)), on));
      }
    }
    return rules;
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
