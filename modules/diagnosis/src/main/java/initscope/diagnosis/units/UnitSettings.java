package initscope.diagnosis.units;

import initscope.model.start.Place;
import initscope.model.start.UnitLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The settings of a unit: those of its unit file, then of its drop-ins.
///
/// @param lines in the order in which systemd reads them
public record UnitSettings(List<UnitLine> lines) {
  /// No file.
  public static final UnitSettings NONE = new UnitSettings(List.of());

  /// Copies the list.
  public UnitSettings {
    lines = List.copyOf(lines);
  }

  /// What counts of a setting of which several lines add up: those after the last empty one.
  public List<UnitLine> list(String section, String name) {
    List<UnitLine> found = new ArrayList<>();
    for (UnitLine line : all(section, name)) {
      if (line.value().isEmpty()) {
        found.clear();
      } else {
        found.add(line);
      }
    }
    return found;
  }

  /// Dependencies: an empty line takes none away, see the second example of systemd.unit(5).
  public List<UnitLine> dependencies(String section, String name) {
    return all(section, name);
  }

  private List<UnitLine> all(String section, String name) {
    return lines.stream()
        .filter(l -> l.section().equals(section) && l.name().equals(name))
        .toList();
  }

  /// The line that counts of a setting that has one value.
  public Optional<UnitLine> last(String section, String name) {
    return all(section, name).stream().reduce((a, b) -> b);
  }

  /// The value that counts; empty where the setting is not there.
  String value(String section, String name) {
    return last(section, name).map(UnitLine::value).orElse("");
  }

  /// Words of dependencies.
  List<String> words(String section, String... names) {
    return Stream.of(names)
        .flatMap(n -> dependencies(section, n).stream())
        .flatMap(l -> l.words().stream())
        .toList();
  }

  /// Where a word stands among dependencies.
  Optional<Place> word(String section, String word, String... names) {
    return Stream.of(names)
        .flatMap(n -> dependencies(section, n).stream())
        .filter(l -> l.words().contains(word))
        .findFirst()
        .map(UnitLine::place);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }
}
