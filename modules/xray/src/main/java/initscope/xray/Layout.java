package initscope.xray;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Where one Go release keeps what: offsets in bytes, and the words of its wait reasons.
///
/// @param version minor release it was measured on: {@code 1.22}
/// @param from how it fits the program
/// @param arm64 whether for that machine, else for amd64
/// @param fields {@code g.sched} to offset and size; a type's own name to its size, both lower case
/// @param waitReasons by the number in {@code g.waitreason}; an empty one is not known
record Layout(
    String version, From from, boolean arm64, Map<String, Field> fields, List<String> waitReasons) {
  Layout {
    fields = Map.copyOf(fields);
    waitReasons = List.copyOf(waitReasons);
  }

  /// Where a layout comes from.
  enum From {
    /// The table, for the program's own minor release.
    TABLE,
    /// The table, for the release that is nearest to the program's.
    NEAREST,
    /// The table, for one of the releases that the program may be of, as it does not say which.
    POSSIBLE,
    /// The program's own debugging information.
    DWARF
  }

  /// A field that a layout lacks, though it was thought that every release has it.
  static final class UnknownFieldException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnknownFieldException(String text) {
      super(text);
    }
  }

  /// A name as the table spells it.
  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /// A field's place, or of a type only its size.
  record Field(int offset, int size) {}

  /// Whether it is the program's own, so that what does not fit is a fault and not a near miss.
  boolean exact() {
    return from == From.TABLE;
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /// Offset of a field that every release has; the table is tested to hold it.
  ///
  /// @throws UnknownFieldException where it does not, as may be of a release that is not in the table
  int offset(String field) {
    Field found = fields.get(field);
    if (found == null) {
      throw new UnknownFieldException(version + " has no " + field);
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

  /// The runtime's words; empty where those of the program's release are not known, since numbers mean other words in others.
  Optional<String> waitReason(int number) {
    return number > 0 && number < waitReasons.size() && !waitReasons.get(number).isEmpty()
        ? Optional.of(waitReasons.get(number))
        : Optional.empty();
  }

  /// Whether init tasks are a list of the module, as since Go 1.21; before, they are linked by their dependencies.
  boolean listsInitTasks() {
    return has("moduledata.inittasks");
  }
}
