package initscope.model;

import java.util.OptionalInt;
import java.util.OptionalLong;

/// A place in a raw entry that anyone can open and read for themselves.
///
/// @param entry the raw entry's path in the capture ({@code raw/proc/maps}), or the input file's name
/// @param offset byte offset in that entry, empty when the whole entry is meant
/// @param line line number from 1, for text entries
/// @param quote the host's own words there, at most a line or so
public record EvidenceRef(String entry, OptionalLong offset, OptionalInt line, String quote) {
  /// A place in a text entry.
  public static EvidenceRef at(String entry, Line line) {
    return new EvidenceRef(
        entry,
        OptionalLong.of(line.offset()),
        OptionalInt.of(line.number()),
        line.bytes().first(400).utf8());
  }

  /// A place in a binary entry.
  public static EvidenceRef at(String entry, long offset, String quote) {
    return new EvidenceRef(entry, OptionalLong.of(offset), OptionalInt.empty(), quote);
  }

  /// A whole entry.
  public static EvidenceRef whole(String entry, String quote) {
    return new EvidenceRef(entry, OptionalLong.empty(), OptionalInt.empty(), quote);
  }
}
