package initscope.layout.flame;

import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Words;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The table of a comparison: what changed of each function, all paths through it added up, those that go through it twice counted once.
public final class DiffRows {
  private final ProfileDiff diff;
  private final Map<String, Row> rows;

  private DiffRows(ProfileDiff diff, Map<String, Row> rows) {
    this.diff = diff;
    this.rows = rows;
  }

  /// One function.
  ///
  /// @param before value before, as the comparison has it
  /// @param after value after
  /// @param most of its paths that changed by more than chance the one that did most; -1 where none did
  /// @param unmeasured whether one of them was not measured in some start
  private record Row(double before, double after, int most, boolean unmeasured) {
    static final Row NOTHING = new Row(0, 0, -1, false);

    double delta() {
      return after - before;
    }
  }

  /// The rows of a comparison.
  public static DiffRows of(ProfileDiff diff) {
    Map<String, Row> rows = new HashMap<>();
    for (int path = 1; path < diff.size(); path++) {
      String function = diff.frame(path).function();
      Row row = rows.getOrDefault(function, Row.NOTHING);
      boolean again = isAbove(diff, path, function);
      int most = diff.isSignificant(path) && isMore(diff, path, row.most()) ? path : row.most();
      rows.put(
          function,
          new Row(
              row.before() + (again ? 0 : diff.before(path)),
              row.after() + (again ? 0 : diff.after(path)),
              most,
              row.unmeasured() || diff.isUnmeasured(path)));
    }
    return new DiffRows(diff, rows);
  }

  private static boolean isMore(ProfileDiff diff, int path, int other) {
    return other < 0 || Math.abs(diff.delta(path)) > Math.abs(diff.delta(other));
  }

  private static boolean isAbove(ProfileDiff diff, int path, String function) {
    for (int at = diff.parent(path); at > 0; at = diff.parent(at)) {
      if (diff.frame(at).function().equals(function)) {
        return true;
      }
    }
    return false;
  }

  private Optional<Row> row(String function) {
    return Optional.ofNullable(rows.get(function));
  }

  /// The value before; empty for a function that was not compared.
  public String before(String function, Words words) {
    return row(function).map(r -> DiffValues.number(diff, r.before(), words)).orElse("");
  }

  /// The value after.
  public String after(String function, Words words) {
    return row(function).map(r -> DiffValues.number(diff, r.after(), words)).orElse("");
  }

  /// What changed, with its sign; empty where that is not known.
  public String change(String function, Words words) {
    return row(function)
        .filter(r -> !r.unmeasured())
        .map(r -> DiffValues.signed(diff, r.delta(), words))
        .orElse("");
  }

  /// What kind of change it is.
  public DiffTone tone(String function) {
    return row(function)
        .filter(r -> r.most() >= 0)
        .map(r -> DiffMarks.tone(diff, r.most()))
        .orElse(DiffTone.NOISE);
  }

  /// What a kind of change is called.
  public String kind(String function, Words words) {
    return row(function).filter(r -> r.unmeasured() && r.most() < 0).isPresent()
        ? words.say("flame.diff.unmeasured")
        : DiffMarks.legend(diff, tone(function), words);
  }

  /// A number that sorts values before.
  public double before(String function) {
    return row(function).map(Row::before).orElse(0.0);
  }

  /// A number that sorts values after.
  public double after(String function) {
    return row(function).map(Row::after).orElse(0.0);
  }

  /// A number that sorts changes.
  public double change(String function) {
    return row(function).map(Row::delta).orElse(0.0);
  }
}
