package initscope.tuning.plan;

import initscope.model.change.SetSysctl;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Kernel parameters that are never set, or not to such a value, with the reason; data of {@code denied-sysctls.tsv}.
public final class DeniedSysctls {
  private final List<Denied> rows;

  /// Why not.
  ///
  /// @param pattern path with stars
  /// @param value for which, {@code *}, or a bound as the head of the table has it
  /// @param why {@code one-way}, {@code action} or {@code harmful}
  /// @param reason key of one clause of {@link PlanTexts}
  public record Denied(String pattern, String value, String why, String reason) {
    private boolean forbids(String wanted, String now, long availableKib) {
      if (value.startsWith("<") || value.startsWith(">")) {
        return beyond(wanted, now, availableKib);
      }
      return value.equals("*") || value.equals(wanted);
    }

    /// Whether a bound is passed; what cannot be compared is not.
    private boolean beyond(String wanted, String now, long availableKib) {
      int percent = value.indexOf('%');
      BigDecimal part = new BigDecimal(value.substring(1, percent)).movePointLeft(2);
      boolean below = value.charAt(0) == '<';
      Optional<BigDecimal> want = number(wanted);
      Optional<BigDecimal> have = number(now);
      if (want.isEmpty() || have.isEmpty()) {
        return false;
      }
      BigDecimal asked = want.get();
      BigDecimal whole = have.get();
      int unit = value.indexOf("mem/");
      if (unit > 0) {
        whole = BigDecimal.valueOf(availableKib);
        asked = below ? asked : asked.subtract(have.get());
        asked = asked.multiply(new BigDecimal(value.substring(unit + 4)));
      }
      int order = asked.compareTo(whole.multiply(part));
      return whole.signum() > 0 && (below ? order < 0 : order > 0);
    }

    private static Optional<BigDecimal> number(String text) {
      String digits = text.startsWith("-") ? text.substring(1) : text;
      boolean is =
          !digits.isEmpty()
              && digits.length() < 25
              && digits.chars().allMatch(c -> c >= '0' && c <= '9');
      return is ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }
  }

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
  ///
  /// @param now value on the host, empty where it is not known
  /// @param availableKib memory of the host in KiB, -1 where it is not known
  public Optional<Denied> why(SetSysctl change, String now, long availableKib) {
    return rows.stream()
        .filter(r -> change.key().matches(r.pattern()))
        .filter(r -> r.forbids(change.value(), now, availableKib))
        .findFirst();
  }
}
