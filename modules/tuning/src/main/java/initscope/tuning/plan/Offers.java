package initscope.tuning.plan;

import initscope.model.change.SetSysctl;
import initscope.model.change.SysctlKey;
import initscope.model.finding.Diagnosis;
import initscope.model.finding.Finding;
import initscope.model.finding.Sentence;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Kernel parameters that bear on what a diagnosis found; data of {@code offers.tsv}. An offer is never advice: what it can and cannot
/// do is its sentence.
public final class Offers {
  private final List<Row> rows;

  private record Row(String rule, SetSysctl change) {}

  private Offers(List<Row> rows) {
    this.rows = rows;
  }

  /// A parameter that could be changed.
  ///
  /// @param change with the value usually tried
  /// @param what it does, said by {@link PlanTexts}
  public record Offer(SetSysctl change, Sentence what) {}

  /// The table that comes with the program.
  public static Offers load() {
    List<Row> rows = new ArrayList<>();
    for (List<String> cells : Tables.rows("offers.tsv", 3)) {
      SysctlKey key = SysctlKey.parse(cells.get(1)).orElseThrow(IllegalStateException::new);
      rows.add(new Row(cells.get(0), new SetSysctl(key, cells.get(2))));
    }
    return new Offers(List.copyOf(rows));
  }

  /// Those that bear on a diagnosis, the verdict's first.
  public List<Offer> of(Diagnosis diagnosis) {
    List<String> rules =
        Stream.concat(Stream.of(diagnosis.verdict()), diagnosis.findings().stream())
            .map(Finding::rule)
            .toList();
    Set<Offer> offers = new LinkedHashSet<>();
    for (String rule : rules) {
      rows.stream().filter(r -> r.rule().equals(rule)).map(Offers::offer).forEach(offers::add);
    }
    return List.copyOf(offers);
  }

  /// All of them.
  public List<Offer> all() {
    return rows.stream().map(Offers::offer).distinct().toList();
  }

  private static Offer offer(Row row) {
    return new Offer(row.change(), Sentence.of("offer." + row.change().target()));
  }
}
