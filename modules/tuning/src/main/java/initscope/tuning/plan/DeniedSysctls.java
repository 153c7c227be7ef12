package initscope.tuning.plan;

import initscope.model.change.SetSysctl;
import java.util.List;
import java.util.Optional;

/// Kernel parameters that are never set, with the reason; data of {@code denied-sysctls.tsv}.
public final class DeniedSysctls {
  private final List<Denied> rows;

  /// Why not.
  ///
  /// @param pattern path with stars
  /// @param value for which, or {@code *}
  /// @param why {@code one-way}, {@code action} or {@code harmful}
  /// @param reason key of one clause of {@link PlanTexts}
  public record Denied(String pattern, String value, String why, String reason) {}

  private DeniedSysctls(List<Denied> rows) {
    this.rows = rows;
  }

  /// The table that comes with the program.
  public static DeniedSysctls load() {
    return new DeniedSysctls(
        Tables.rows("denied-sysctls.tsv", 4).stream()
            .map(r -> new Denied(r.get(0), r.get(1), r.get(2), PlanTexts.REASON + r.get(3)))
            .toList());
  }

  /// All rows, for listing.
  public List<Denied> rows() {
    return rows;
  }

  /// Why a change is not made, if so.
  public Optional<Denied> why(SetSysctl change) {
    return rows.stream()
        .filter(r -> change.key().matches(r.pattern()))
        .filter(r -> r.value().equals("*") || r.value().equals(change.value()))
        .findFirst();
  }
}
