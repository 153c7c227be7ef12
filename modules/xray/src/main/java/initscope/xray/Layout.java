package initscope.xray;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where one Go release keeps what: offsets in bytes, and the words of its wait reasons.
///
/// @param version minor release it was measured on: {@code 1.22}
/// @param exact whether the program is of that minor release; else this is only the nearest one known
/// @param arm64 whether for that machine, else for amd64
/// @param fields {@code g.sched} to offset and size; a type's own name to its size, both lower case
/// @param waitReasons by the number in {@code g.waitreason}
record Layout(
    String version,
    boolean exact,
    boolean arm64,
    Map<String, Field> fields,
    List<String> waitReasons) {
  Layout {
    fields = Map.copyOf(fields);
    waitReasons = List.copyOf(waitReasons);
  }

  /// A field's place, or of a type only its size.
  record Field(int offset, int size) {}

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /// Offset of a field that every release has; the table is tested to hold it.
  int offset(String field) {
    Field found = fields.get(field);
    if (found == null) {
      throw new IllegalArgumentException(version + " has no " + field);
    }
    return found.offset();
  }

  /// Offset of a field that not every release has, or else another.
  int offset(String field, int otherwise) {
    Field found = fields.get(field);
    return found == null ? otherwise : found.offset();
  }

  int size(String type, int otherwise) {
    Field found = fields.get(type);
    return found == null ? otherwise : found.size();
  }

  /// The runtime's words; empty where the table is another release's, since its numbers mean other words there.
  Optional<String> waitReason(int number) {
    return exact && number > 0 && number < waitReasons.size()
        ? Optional.of(waitReasons.get(number))
        : Optional.empty();
  }

  /// Whether init tasks are a list of the module, as since Go 1.21; before, they are linked by their dependencies.
  boolean listsInitTasks() {
    return has("moduledata.inittasks");
  }
}
