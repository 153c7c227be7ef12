package initscope.model.host;

import java.util.Map;
import java.util.Optional;

/// /etc/os-release, see os-release(5), or what a one-line release file of the Red Hat family implies.
///
/// @param fields quotes and escapes undone, in the file's order; a repeated name keeps its last value, as a shell would
public record OsRelease(Map<String, String> fields) {
  /// One field; an empty value counts as absent.
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name)).filter(v -> !v.isEmpty());
  }

  /// {@code ID}, which is {@code linux} where the file does not say, as os-release(5) has it.
  public String id() {
    return field("ID").orElse("linux");
  }

  /// {@code VERSION_ID}.
  public Optional<String> versionId() {
    return field("VERSION_ID");
  }

  /// {@code PRETTY_NAME}.
  public Optional<String> prettyName() {
    return field("PRETTY_NAME");
  }
}
