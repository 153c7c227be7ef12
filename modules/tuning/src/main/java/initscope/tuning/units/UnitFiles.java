package initscope.tuning.units;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The files of a unit as {@code systemctl cat} prints them: the unit file, then its drop-ins, each below a line {@code # /path}.
///
/// @param lines settings in the order in which systemd reads them
record UnitFiles(List<UnitLine> lines) {
  private static final int MOST_LINES = 20_000;

  /// Copies the list.
  UnitFiles {
    lines = List.copyOf(lines);
  }

  /// Reads them.
  ///
  /// @param paths of the files; a comment that names another path begins no file. Empty where they are not known: then every such
  ///     comment whose path ends as those of units do begins one
  static UnitFiles parse(String text, Set<String> paths) {
    Reader reader = new Reader(paths);
    text.lines().limit(MOST_LINES).forEach(reader::line);
    reader.end();
    return new UnitFiles(reader.lines);
  }

  /// What counts of a setting of which several lines add up: those after the last empty one.
  List<UnitLine> list(String section, String name) {
    List<UnitLine> found = new ArrayList<>();
    for (UnitLine line : lines) {
      if (line.section().equals(section) && line.name().equals(name)) {
        if (line.value().isEmpty()) {
          found.clear();
        } else {
          found.add(line);
        }
      }
    }
    return found;
  }

  /// Dependencies: an empty line takes none away.
  List<UnitLine> dependencies(String section, String name) {
    return lines.stream()
        .filter(l -> l.section().equals(section) && l.name().equals(name))
        .toList();
  }

  /// The line that counts of a setting that has one value.
  Optional<UnitLine> last(String section, String name) {
    return lines.stream()
        .filter(l -> l.section().equals(section) && l.name().equals(name))
        .reduce((a, b) -> b);
  }

  private static final class Reader {
    private final Set<String> paths;
    private final List<UnitLine> lines = new ArrayList<>();
    private final StringBuilder pending = new StringBuilder();
    private String file = "?";
    private String section = "";
    private int number;
    private int begun;

    Reader(Set<String> paths) {
      this.paths = paths;
    }

    void line(String raw) {
      String text = raw.strip();
      number++;
      boolean comment = text.startsWith("#") || text.startsWith(";");
      if (comment && isHeader(raw)) {
        end();
        file = raw.substring(2);
        section = "";
        number = 0;
      } else if (!comment) {
        begun = pending.isEmpty() ? number : begun;
        boolean goesOn = text.endsWith("\\");
        pending.append(goesOn ? text.substring(0, text.length() - 1) + " " : text);
        if (!goesOn) {
          end();
        }
      }
    }

    private boolean isHeader(String raw) {
      if (!raw.startsWith("# /")) {
        return false;
      }
      String path = raw.substring(2);
      return paths.isEmpty()
          ? path.contains("/systemd/") && path.indexOf(' ') < 0 && !path.endsWith(".")
          : paths.contains(path);
    }

    void end() {
      String text = pending.toString().strip();
      pending.setLength(0);
      int equals = text.indexOf('=');
      if (text.startsWith("[") && text.endsWith("]")) {
        section = text.substring(1, text.length() - 1);
      } else if (equals > 0) {
        String value = text.substring(equals + 1).strip();
        lines.add(
            new UnitLine(
                new Place(file, begun), section, text.substring(0, equals).strip(), value));
      }
    }
  }
}
