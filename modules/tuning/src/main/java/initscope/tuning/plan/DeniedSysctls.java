package initscope.tuning.plan;

import initscope.model.change.SetSysctl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Kernel parameters that are never set, with the reason; data of {@code denied-sysctls.tsv}.
public final class DeniedSysctls {
  private final List<Denied> rows;

  /// Why not.
  ///
  /// @param pattern path with stars
  /// @param value for which, or {@code *}
  /// @param why {@code one-way}, {@code action} or {@code harmful}
  /// @param reason one clause
  public record Denied(String pattern, String value, String why, String reason) {}

  private DeniedSysctls(List<Denied> rows) {
    this.rows = rows;
  }

  /// The table that comes with the program.
  public static DeniedSysctls load() {
    try (InputStream in =
        DeniedSysctls.class.getResourceAsStream("/initscope/tuning/denied-sysctls.tsv")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks denied-sysctls.tsv");
      }
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static DeniedSysctls parse(String table) {
    List<Denied> rows = new ArrayList<>();
    for (String line : table.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split("\t", -1);
      if (cells.length != 4) {
        throw new IllegalArgumentException("four cells: " + line);
      }
      rows.add(new Denied(cells[0], cells[1], cells[2], cells[3]));
    }
    return new DeniedSysctls(List.copyOf(rows));
  }

  /// All rows, for listing.
  public List<Denied> rows() {
    return rows;
  }

  /// Why a change is not made, if so.
  public Optional<Denied> why(SetSysctl change) {
    return rows.stream()
        .filter(r -> change.key().matches(r.pattern()))
        .filter(r -> r.value().equals("*") || r.value().equals(change.value()))
        .findFirst();
  }
}
