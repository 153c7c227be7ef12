package initscope.remote;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Keywords (lower case) of the ssh configuration that apply to one host, with their values in order.
record SshSettings(Map<String, List<String>> values, List<String> notes) {
  SshSettings() {
    this(new LinkedHashMap<>(), new ArrayList<>());
  }

  /// The value that counts: the first found.
  Optional<String> first(String keyword) {
    return all(keyword).stream().findFirst();
  }

  /// Of keywords that add up, all.
  List<String> all(String keyword) {
    return values.getOrDefault(keyword, List.of());
  }

  void add(String keyword, String value) {
    values.computeIfAbsent(keyword, k -> new ArrayList<>()).add(value);
  }
}
