package initscope.tuning.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Tables that come with the program: tabs between cells, {@code #} before comments.
final class Tables {
  private Tables() {}

  /// The rows of a table.
  ///
  /// @param name of the resource
  /// @param cells that each row has
  static List<List<String>> rows(String name, int cells) {
    List<List<String>> rows = new ArrayList<>();
    for (String line : text(name).lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      List<String> row = List.of(line.split("\t", -1));
      if (row.size() != cells) {
        throw new IllegalArgumentException(cells + " cells: " + line);
      }
      rows.add(row);
    }
    return List.copyOf(rows);
  }

  private static String text(String name) {
    try (InputStream in = Tables.class.getResourceAsStream("/initscope/tuning/" + name)) {
      if (in == null) {
        throw new IllegalStateException("the program lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
