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

/// The settings that systemd reads in units of services: {@code settings.tsv}.
final class SettingTable {
  /// All that are known.
  static final SettingTable KNOWN = read();

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

  /// A setting of the section that is written nearly so: other cases of letters, or one or two letters off.
  Optional<String> near(String section, String name) {
    String small = name.toLowerCase(Locale.ROOT);
    String best = "";
    int least = name.length() < 6 ? 2 : 3;
    for (String known : sections.getOrDefault(section, Map.of()).keySet()) {
      int far =
          Math.abs(known.length() - name.length()) > 2
              ? 9
              : distance(small, known.toLowerCase(Locale.ROOT));
      if (far < least) {
        least = far;
        best = known;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  /// How many letters must be put in, taken out or changed.
  private static int distance(String a, String b) {
    int[] above = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      above[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = above[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[b.length()];
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
