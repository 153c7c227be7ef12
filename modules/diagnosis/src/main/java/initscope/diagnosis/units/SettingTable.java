package initscope.diagnosis.units;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// The settings that systemd reads in units of services: {@code settings.tsv}.
final class SettingTable {
  /// All that are known.
  static final SettingTable KNOWN = read();

  private static final int LONG_NAME = 14;

  private final Map<String, Map<String, Row>> sections = new LinkedHashMap<>();

  /// A setting.
  ///
  /// @param since version that has it, 0 for 219 and before; empty where that is not known
  /// @param gone version from which on it does nothing
  record Row(String section, String name, OptionalInt since, OptionalInt gone) {
    /// Whether a version surely lacks it. Of one that came between 219 and 239 that is known of 219 only.
    boolean lacks(int version) {
      int from = since.orElse(0);
      return from == 239 ? version <= 219 : version < from;
    }
  }

  private SettingTable() {}

  /// Settings of a section.
  Set<String> names(String section) {
    return sections.getOrDefault(section, Map.of()).keySet();
  }

  boolean covers(String section) {
    return sections.containsKey(section);
  }

  Optional<Row> get(String section, String name) {
    return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(name));
  }

  /// Other sections that have a setting of this name.
  List<String> sectionsOf(String name) {
    List<String> found = new ArrayList<>();
    sections.forEach(
        (section, rows) -> {
          if (rows.containsKey(name)) {
            found.add(section);
          }
        });
    return found;
  }

  /// A setting of the section that is written nearly so: in other cases of letters, with one letter off or two neighbours swapped, in a long
  /// name with two. Short names that differ by more are as a rule settings of a later version.
  Optional<String> near(String section, String name) {
    String small = name.toLowerCase(Locale.ROOT);
    String best = "";
    int least = (name.length() < LONG_NAME ? 1 : 2) + 1;
    for (String known : sections.getOrDefault(section, Map.of()).keySet()) {
      int far =
          Math.abs(known.length() - name.length()) >= least
              ? least
              : distance(small, known.toLowerCase(Locale.ROOT));
      if (far < least) {
        least = far;
        best = known;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /// How many letters must be put in, taken out, changed or swapped with the next.
  private static int distance(String a, String b) {
    int[][] far = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          far[i][j] = i + j;
          continue;
        }
        int change = far[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        far[i][j] = Math.min(change, Math.min(far[i - 1][j], far[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          far[i][j] = Math.min(far[i][j], far[i - 2][j - 2] + 1);
        }
      }
    }
    return far[a.length()][b.length()];
  }

  private static SettingTable read() {
    SettingTable table = new SettingTable();
    text()
        .lines()
        .filter(l -> !l.startsWith("#"))
        .map(l -> l.split("\t", -1))
        .map(c -> new Row(c[0], c[1], number(c[2]), number(c[3])))
        .forEach(
            r ->
                table
                    .sections
                    .computeIfAbsent(r.section(), _ -> new LinkedHashMap<>())
                    .put(r.name(), r));
    return table;
  }

  private static OptionalInt number(String cell) {
    boolean known = !cell.equals("?") && !cell.equals("-");
    return known ? OptionalInt.of(Integer.parseInt(cell)) : OptionalInt.empty();
  }

  private static String text() {
    try (InputStream in = SettingTable.class.getResourceAsStream("settings.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks settings.tsv");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
