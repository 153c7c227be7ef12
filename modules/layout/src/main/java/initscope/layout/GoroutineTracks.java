package initscope.layout;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Goroutines as rows, those with the same state and stack as one.
final class GoroutineTracks {
  private static final int MAX_ROWS = 200;

  private GoroutineTracks() {}

  static List<Track> of(Incident incident, Words words, long start, long observed) {
    Map<List<String>, List<Goroutine>> groups = new LinkedHashMap<>();
    for (Goroutine one : incident.goroutines()) {
      groups.computeIfAbsent(identity(one), k -> new ArrayList<>()).add(one);
    }
    List<List<Goroutine>> rows = new ArrayList<>(groups.values());
    rows.sort(
        Comparator.<List<Goroutine>>comparingInt(g -> isMain(g) ? 0 : 1)
            .thenComparingInt(g -> -g.size()));
    List<Track> tracks = new ArrayList<>();
    for (List<Goroutine> row : rows.subList(0, Math.min(MAX_ROWS, rows.size()))) {
      tracks.add(track(row, words, start, observed));
    }
    if (rows.size() > MAX_ROWS) {
      tracks.add(
          Track.of(
              Track.Group.GOROUTINES,
              words.say("row.goroutines.more", rows.size() - MAX_ROWS),
              "",
              Selection.NONE,
              List.of()));
    }
    return tracks;
  }

  private static boolean isMain(List<Goroutine> group) {
    return group.stream().anyMatch(g -> g.id() == 1);
  }

  private static List<String> identity(Goroutine one) {
    List<String> key = new ArrayList<>();
    key.add(one.status());
    key.add(one.waitReason().orElse(""));
    one.frames().forEach(f -> key.add(f.function()));
    return key;
  }

  private static Track track(List<Goroutine> group, Words words, long start, long observed) {
    Goroutine first = group.getFirst();
    Selection selects = Selection.NONE.withGoroutine(first.id(), first.tid());
    if (!first.evidence().isEmpty()) {
      selects = selects.withEvidence(first.evidence().getFirst());
    }
    String state = first.waitReason().orElse(first.status());
    String where = where(first);
    OpenSpans.Shown shown =
        new OpenSpans.Shown(
            first.torn() ? Tone.UNKNOWN : tone(first.status()),
            where.isEmpty() ? state : state + " · " + where,
            words.say(Certainty.MAYBE_ALREADY.key()),
            selects);
    String label =
        group.size() == 1 ? "goroutine " + first.id() : words.say("row.goroutines", group.size());
    return new Track(
        Track.Group.GOROUTINES,
        where.isEmpty() ? label : label + " · " + where,
        state,
        new Lane(
            start < observed ? OpenSpans.of(start, observed, shortest(group), shown) : List.of()),
        selects,
        group.stream().map(Goroutine::id).toList());
  }

  /// What all of them have waited.
  private static OptionalLong shortest(List<Goroutine> group) {
    return group.stream().mapToLong(g -> g.waitNanos().orElse(0)).min();
  }

  private static Tone tone(String status) {
    return switch (status) {
      case "running", "runnable" -> Tone.BUSY;
      case "waiting" -> Tone.WAIT;
      case "syscall" -> Tone.DISK;
      case "dead", "idle" -> Tone.RUNTIME;
      default -> Tone.UNKNOWN;
    };
  }

  /// The frame the reader looks for: the innermost of their own code, else of the library, else where the goroutine began.
  static String where(Goroutine one) {
    return innermost(one, Tone.CODE)
        .or(() -> innermost(one, Tone.INIT))
        .or(() -> innermost(one, Tone.LIBRARY))
        .or(() -> one.frames().reversed().stream().findFirst())
        .map(Frame::function)
        .map(Symbols::brief)
        .orElse("");
  }

  private static Optional<Frame> innermost(Goroutine one, Tone tone) {
    return one.frames().stream().filter(f -> Symbols.tone(f) == tone).findFirst();
  }
}
