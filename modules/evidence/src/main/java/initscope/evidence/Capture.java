package initscope.evidence;

import initscope.model.Bytes;
import initscope.model.Problem;
import initscope.model.RawEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An opened capture: its facts, the index of its raw entries, and their bytes on demand. Stored entries are parts of the input
/// in place; compressed ones are inflated each time they are asked for, so that opening costs nothing and memory stays small.
public final class Capture {
  /// Folder of the raw entries in the file; {@link initscope.model.EvidenceRef#entry()} begins with it.
  public static final String RAW = "raw/";

  private final CaptureFacts facts;
  private final Map<String, EntryInfo> index;
  private final Members members;

  /// A capture over its members.
  public Capture(CaptureFacts facts, List<EntryInfo> index, Members members) {
    this.facts = facts;
    Map<String, EntryInfo> byName = new LinkedHashMap<>();
    index.forEach(info -> byName.put(info.name(), info));
    this.index = byName;
    this.members = members;
  }

  /// What the capture says about itself.
  public CaptureFacts facts() {
    return facts;
  }

  /// All entries in the order they were captured, without their bytes.
  public List<EntryInfo> index() {
    return List.copyOf(index.values());
  }

  /// One entry with its bytes; its name with or without {@code raw/}. Empty where there is none or it cannot be inflated.
  public Optional<RawEntry> entry(String name) {
    String below = name.startsWith(RAW) ? name.substring(RAW.length()) : name;
    EntryInfo info = index.get(below);
    return info == null ? Optional.empty() : members.read(RAW + below).map(info::with);
  }

  /// Whether the bytes of an entry are those that were captured; a difference is a problem, not a reason to hide the entry.
  public Optional<Problem> verify(RawEntry entry) {
    EntryInfo info = index.get(entry.name());
    if (info == null || info.sha256().isEmpty()) {
      return Optional.empty();
    }
    Bytes bytes = entry.bytes();
    boolean same = bytes.size() == info.sizeBytes() && Sha256.of(bytes).equals(info.sha256());
    return same
        ? Optional.empty()
        : Optional.of(new Problem("isz.entry.changed", Problem.Effect.NOTE, 0, RAW + entry.name()));
  }
}
