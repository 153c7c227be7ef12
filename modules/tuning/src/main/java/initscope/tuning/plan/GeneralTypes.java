package initscope.tuning.plan;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Types that say little of what they mark: {@code general-types.tsv}.
///
/// @param files of files that fell out of their place
/// @param ports of ports that nobody named
public record GeneralTypes(Set<String> files, Set<String> ports) {
  /// Copies the sets.
  public GeneralTypes {
    files = Set.copyOf(files);
    ports = Set.copyOf(ports);
  }

  /// The table that comes with the program.
  public static GeneralTypes load() {
    List<List<String>> rows = Tables.rows("general-types.tsv", 2);
    return new GeneralTypes(of("label", rows), of("port", rows));
  }

  private static Set<String> of(String use, List<List<String>> rows) {
    return rows.stream()
        .filter(r -> r.getFirst().equals(use))
        .map(List::getLast)
        .collect(Collectors.toSet());
  }
}
