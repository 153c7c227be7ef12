package initscope.model.host;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One journal entry, from {@code journalctl -o export}; see systemd.journal-fields(7).
///
/// @param fields names as the journal spells them
/// @param offset byte offset of the entry in its raw entry
public record JournalEntry(Map<String, String> fields, long offset) {
  /// One field.
  public Optional<String> field(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /// {@code MESSAGE}.
  public String message() {
    return fields.getOrDefault("MESSAGE", "");
  }

  /// {@code __MONOTONIC_TIMESTAMP} in nanoseconds (the journal has microseconds).
  public OptionalLong monotonicNanos() {
    String text = fields.getOrDefault("__MONOTONIC_TIMESTAMP", "");
    if (text.isEmpty() || text.length() > 15 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(Long.parseLong(text) * 1000);
  }
}
