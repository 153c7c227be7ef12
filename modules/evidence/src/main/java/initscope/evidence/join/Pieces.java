package initscope.evidence.join;

import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.EvidenceRef;
import initscope.model.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// All pieces of an incident by what they are, and the warnings of whoever decodes them.
public final class Pieces {
  private final Map<String, Piece> byKey = new LinkedHashMap<>();
  private final Map<Integer, List<Problem>> warnings = new HashMap<>();

  /// Adds a piece; the first of several that are the same thing counts.
  public boolean add(Piece piece) {
    return byKey.putIfAbsent(piece.key(), piece) == null;
  }

  /// A piece by what it is.
  public Optional<Piece> get(String key) {
    return Optional.ofNullable(byKey.get(key));
  }

  /// All pieces.
  public List<Piece> all() {
    return List.copyOf(byKey.values());
  }

  /// A value decoded from a piece, with its place. Problems become warnings of its input.
  public <T> Optional<T> decode(String key, Decoder<T> decoder) {
    return get(key).map(piece -> decode(piece, decoder));
  }

  /// A value decoded from a piece. Problems become warnings of its input.
  public <T> T decode(Piece piece, Decoder<T> decoder) {
    Decoded<T> decoded = decoder.decode(piece.bytes());
    warn(piece, decoded.problems());
    return decoded.value();
  }

  /// A list decoded from a piece, empty where there is none.
  public <T> List<T> list(String key, Decoder<List<T>> decoder) {
    return decode(key, decoder).orElse(List.of());
  }

  /// Keeps problems met in a piece.
  public void warn(Piece piece, List<Problem> problems) {
    List<Problem> list = warnings.computeIfAbsent(piece.input(), _ -> new ArrayList<>());
    for (Problem p : problems) {
      if (list.size() < Problem.MAX_PROBLEMS) {
        list.add(new Problem(p.id(), p.effect(), p.offset(), piece.name() + ": " + p.quote()));
      }
    }
  }

  /// The warnings of one input.
  public List<Problem> warnings(int input) {
    return List.copyOf(warnings.getOrDefault(input, List.of()));
  }

  /// The text of a small piece, stripped; empty where there is none.
  public Optional<String> text(String key) {
    return get(key)
        .map(piece -> piece.bytes().first(64 << 10).utf8().strip())
        .filter(t -> !t.isEmpty());
  }

  /// A whole small piece as evidence.
  public Optional<EvidenceRef> whole(String key) {
    return get(key)
        .map(p -> EvidenceRef.at(p.name(), 0, p.bytes().first(400).utf8().stripTrailing()));
  }

  /// Pieces of each thread: {@code proc/task/TID/FILE} by thread and file.
  public Map<Long, Map<String, Piece>> threads() {
    Map<Long, Map<String, Piece>> threads = new TreeMap<>();
    for (Piece piece : byKey.values()) {
      String key = piece.key();
      int slash = key.startsWith("proc/task/") ? key.indexOf('/', 10) : -1;
      if (slash > 10 && slash < 28 && key.substring(10, slash).chars().allMatch(Pieces::digit)) {
        threads
            .computeIfAbsent(Long.parseLong(key.substring(10, slash)), _ -> new HashMap<>())
            .put(key.substring(slash + 1), piece);
      }
    }
    return threads;
  }

  private static boolean digit(int c) {
    return c >= '0' && c <= '9';
  }
}
