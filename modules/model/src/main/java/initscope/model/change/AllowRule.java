package initscope.model.change;

import java.util.ArrayList;
import java.util.List;

/// One allow rule of an SELinux policy.
///
/// @param source type that acts
/// @param target type that is acted on, or {@code self}
/// @param objectClass such as {@code file}
/// @param permissions of the class
public record AllowRule(
    String source, String target, String objectClass, List<String> permissions) {
  /// Checks and copies.
  public AllowRule {
    permissions = List.copyOf(permissions);
    for (String word : List.of(source, target, objectClass)) {
      Changes.check(Changes.isWord(word, 128, "_."), "not a type or class: " + word);
    }
    Changes.check(!permissions.isEmpty(), "a rule without permissions");
    for (String word : permissions) {
      Changes.check(Changes.isWord(word, 64, "_"), "not a permission: " + word);
    }
  }

  /// Reads {@code allow SOURCE TARGET:CLASS { PERMISSION ... };}, as audit2allow writes it.
  ///
  /// @throws IllegalArgumentException for anything else, such as attributes in braces, stars or macros
  public static AllowRule of(String line) {
    String text = line.strip();
    Changes.check(
        text.startsWith("allow ") && text.endsWith(";"), "not one allow rule of a line: " + text);
    text = text.substring(6, text.length() - 1).strip();
    List<String> words = new ArrayList<>();
    for (String word :
        text.replace("{", " { ").replace("}", " } ").replace(":", " : ").split(" ")) {
      if (!word.isBlank()) {
        words.add(word.strip());
      }
    }
    Changes.check(
        words.size() >= 5 && words.get(2).equals(":"), "not SOURCE TARGET:CLASS: " + text);
    List<String> permissions = words.subList(4, words.size());
    if (permissions.getFirst().equals("{")) {
      Changes.check(permissions.getLast().equals("}"), "a brace is not closed: " + text);
      permissions = permissions.subList(1, permissions.size() - 1);
    } else {
      Changes.check(permissions.size() == 1, "several permissions stand in braces: " + text);
    }
    return new AllowRule(words.get(0), words.get(1), words.get(3), permissions);
  }

  /// As a policy source has it.
  public String text() {
    String list =
        permissions.size() == 1
            ? permissions.getFirst()
            : "{ " + String.join(" ", permissions) + " }";
    return "allow %s %s:%s %s;".formatted(source, target, objectClass, list);
  }

  /// In the Common Intermediate Language, which semodule takes as it is.
  public String cil() {
    return "(allow %s %s (%s (%s)))"
        .formatted(source, target, objectClass, String.join(" ", permissions));
  }
}
