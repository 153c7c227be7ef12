package initscope.model.start;

import java.util.List;
import java.util.Optional;

/// A unit file, a drop-in, or a symbolic link in the place of one.
///
/// @param path on the host, or as the user named it; empty where the text does not tell
/// @param entry raw entry or input it was read from; empty until that is known
/// @param link what a symbolic link names; empty for a file
/// @param lines its settings in order
public record UnitFile(String path, String entry, Optional<String> link, List<UnitLine> lines) {
  /// What a masked unit is linked to.
  public static final String NULL = "/dev/null";

  /// Keeps an immutable copy.
  public UnitFile {
    lines = List.copyOf(lines);
  }

  /// A file.
  public static UnitFile of(String path, List<UnitLine> lines) {
    return new UnitFile(path, "", Optional.empty(), lines);
  }

  /// A symbolic link.
  public static UnitFile link(String path, String target) {
    return new UnitFile(path, "", Optional.of(target), List.of());
  }

  /// A file of no bytes: systemd takes it for a link to {@code /dev/null}.
  public static UnitFile mask(String path) {
    return link(path, NULL);
  }

  /// Whether it takes a unit or a drop-in away.
  public boolean masks() {
    return link.filter(NULL::equals).isPresent();
  }

  /// The same, read from there; a path that the text did not tell is the entry's name.
  public UnitFile from(String name) {
    return path.isEmpty()
        ? new UnitFile(name, name, link, lines.stream().map(l -> moved(l, name)).toList())
        : new UnitFile(path, name, link, lines);
  }

  private static UnitLine moved(UnitLine line, String file) {
    Place place = new Place(file, line.place().line());
    return new UnitLine(place, line.at(), line.offset(), line.section(), line.name(), line.value());
  }
}
