package initscope.model.change;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Adds reviewed allow rules as a policy module of their own.
///
/// @param name of the module
/// @param rules at least one
public record AddPolicy(String name, List<AllowRule> rules) implements Change {
  private static final int MAX_RULES = 200;

  /// Checks and copies.
  public AddPolicy {
    rules = List.copyOf(rules);
    Changes.check(
        Changes.isWord(name, 60, "_") && name.charAt(0) > '9',
        "a module's name begins with a letter");
    Changes.check(!rules.isEmpty() && rules.size() <= MAX_RULES, "a module has 1 to 200 rules");
  }

  /// Reads rules, one a line; lines that are empty or begin with {@code #} are
  /// passed over.
  static AddPolicy of(String target, String wanted) {
    List<AllowRule> rules = new ArrayList<>();
    for (String line : wanted.lines().map(String::strip).toList()) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        rules.add(AllowRule.of(line));
      }
    }
    return new AddPolicy(target, rules);
  }

  @Override
  public String kind() {
    return "policy";
  }

  @Override
  public String target() {
    return name;
  }

  @Override
  public String wanted() {
    return rules.stream().map(AllowRule::text).collect(Collectors.joining("\n"));
  }

  /// The module in the Common Intermediate Language.
  public String cil() {
    return rules.stream().map(AllowRule::cil).collect(Collectors.joining("\n", "", "\n"));
  }
}
