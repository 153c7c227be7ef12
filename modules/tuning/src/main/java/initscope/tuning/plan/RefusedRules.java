package initscope.tuning.plan;

import initscope.model.change.AllowRule;
import java.util.List;
import java.util.Optional;

/// Allow rules that no module of ours holds, with the reason: {@code refused-rules.tsv}.
public final class RefusedRules {
  private final List<List<String>> rows;

  private RefusedRules(List<List<String>> rows) {
    this.rows = rows;
  }

  /// The table that comes with the program.
  public static RefusedRules load() {
    return new RefusedRules(Tables.rows("refused-rules.tsv", 5));
  }

  /// What is wrong with a rule, as {@link PlanTexts} says it; empty where it may be added.
  public Optional<Finding> refusal(AllowRule rule) {
    for (List<String> row : rows) {
      boolean permission =
          row.get(3).equals("*") || rule.permissions().stream().anyMatch(row.get(3)::equals);
      if (matches(row.get(0), rule.source())
          && matches(row.get(1), rule.target())
          && matches(row.get(2), rule.objectClass())
          && permission) {
        return Optional.of(
            Finding.block("policy.refused", rule.text(), PlanTexts.REASON + row.get(4)));
      }
    }
    return Optional.empty();
  }

  private static boolean matches(String pattern, String word) {
    return pattern.equals("*")
        || (pattern.endsWith("*")
            ? word.startsWith(pattern.substring(0, pattern.length() - 1))
            : word.equals(pattern));
  }
}
