package initscope.verbs;

import initscope.evidence.Capture;
import initscope.evidence.EntryInfo;
import initscope.formats.wire.Gunzip;
import initscope.formats.wire.Unzstd;
import initscope.model.Bytes;
import initscope.model.RawEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The raw entries of an analysis, by the name that evidence uses.
public final class Entries {
  private static final int HEAD_BYTES = 64;
  private static final int MOST_SHOWN = 16 << 20;

  private final List<Capture> captures;
  private final Map<String, Bytes> loose;

  Entries(List<Capture> captures, Map<String, Bytes> loose) {
    this.captures = List.copyOf(captures);
    this.loose = Map.copyOf(loose);
  }

  /// The bytes of an entry: {@code raw/...} of a capture, or a loose file by its name.
  public Optional<Bytes> open(String entry) {
    Bytes file = loose.get(entry);
    if (file != null) {
      return Optional.of(file);
    }
    return captures.stream()
        .flatMap(capture -> capture.entry(entry).stream())
        .map(RawEntry::bytes)
        .findFirst();
  }

  /// The bytes that places in an entry count in: of text that the host packed with gzip or zstd what it unpacks to, as far as a reader is shown it.
  public static Bytes readable(Bytes bytes) {
    Bytes head = bytes.first(HEAD_BYTES);
    if (Gunzip.recognises(head)) {
      return Gunzip.of(bytes, MOST_SHOWN).bytes();
    }
    return Unzstd.recognises(head) ? Unzstd.of(bytes, MOST_SHOWN) : bytes;
  }

  /// All names, captures first.
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Capture capture : captures) {
      capture.index().stream().map(EntryInfo::name).map(n -> Capture.RAW + n).forEach(names::add);
    }
    names.addAll(loose.keySet());
    return List.copyOf(names);
  }

  /// The captures opened.
  public List<Capture> captures() {
    return captures;
  }
}
