package initscope.evidence.join;

import initscope.formats.proc.StartWatchDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.model.Bytes;
import initscope.model.ClockFit;
import initscope.model.Decoded;
import initscope.model.EvidenceRef;
import initscope.model.host.UnitProperties;
import initscope.model.start.StartWatch;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// What a capture holds of a start that was watched.
///
/// @param before the unit before it
/// @param after the unit at the end
/// @param watch what the watcher printed
/// @param requested when the start was asked for
/// @param cache bytes of the executable that were in the page cache, and its size
/// @param upOffset what to take from a time since boot to have CLOCK_MONOTONIC
/// @param upBound how wrong that is
record StartParts(
    Optional<UnitProperties> before,
    UnitProperties after,
    StartWatch watch,
    Optional<Long> requested,
    Optional<long[]> cache,
    long upOffset,
    long upBound,
    NumberedParts parts) {
  private static final String FOLDER = "start/watch/";
  private static final long MAX_BYTES = 256L << 20;
  private static final long TICK = 10_000_000L;

  /// Finds it; empty where no start was watched.
  static Optional<StartParts> of(Pieces pieces, List<ClockFit> fits) {
    Optional<UnitProperties> after = show(pieces, "unit/show");
    NumberedParts parts = NumberedParts.of(pieces, FOLDER, "\n", MAX_BYTES);
    if (parts.isEmpty()) {
      return Optional.empty();
    }
    Decoded<StartWatch> watch = new StartWatchDecoder().decode(parts.bytes());
    pieces.warn(parts.first(), watch.problems());
    Optional<ClockFit> fit = fits.stream().filter(f -> f.source().equals("monotonic")).findFirst();
    long offset = fit.map(ClockFit::offsetNanos).orElse(0L);
    boolean suspended = Math.abs(offset) > fit.map(ClockFit::boundNanos).orElse(0L);
    Optional<UnitProperties> before = show(pieces, "start/before");
    return Optional.of(
        new StartParts(
            before,
            after.orElse(new UnitProperties(Map.of())),
            watch.value(),
            pieces.text("start/request").flatMap(StartParts::requested),
            pieces
                .text("start/cache")
                .filter(_ -> pieces.text("start/request").filter(StartParts::dropped).isEmpty())
                .flatMap(StartParts::cache),
            suspended ? offset : 0,
            suspended ? fit.map(ClockFit::boundNanos).orElse(0L) : TICK,
            parts));
  }

  private static Optional<UnitProperties> show(Pieces pieces, String key) {
    return pieces.list(key, new SystemctlShowDecoder()).stream().findFirst();
  }

  /// {@code requested 123456789}: CLOCK_MONOTONIC right before systemd was asked.
  private static Optional<Long> requested(String text) {
    return text.lines()
        .filter(line -> line.startsWith("requested "))
        .flatMap(line -> number(line.substring(10).strip()).stream())
        .findFirst();
  }

  /// Whether the page cache was dropped after it had been looked at.
  private static boolean dropped(String request) {
    return request.lines().anyMatch(line -> line.startsWith("cold "));
  }

  /// Bytes in the page cache, whose last page may go beyond the file's end, and bytes in all, as {@code fincore -bnro RES,SIZE} prints them.
  private static Optional<long[]> cache(String text) {
    String line = text.lines().findFirst().orElse("").strip();
    int blank = Math.max(0, line.indexOf(' '));
    Optional<Long> resident = number(line.substring(0, blank));
    Optional<Long> size = number(line.substring(blank).strip());
    return resident.isPresent() && size.isPresent()
        ? Optional.of(new long[] {Math.min(resident.get(), size.get()), size.get()})
        : Optional.empty();
  }

  private static Optional<Long> number(String text) {
    boolean fits =
        !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /// A time of the watcher on CLOCK_MONOTONIC.
  long nanos(long watched) {
    return watch.monotonic() ? watched : watched - upOffset;
  }

  /// How wrong a time of the watcher may be, beside the time that a look takes.
  long clockBound() {
    return watch.monotonic() ? 0 : upBound;
  }

  /// A systemd stamp of the unit at the end.
  OptionalLong stamp(String name) {
    return after.monotonicNanos(name);
  }

  /// The main process; empty where there was none.
  OptionalLong pid() {
    OptionalLong told = after.number("ExecMainPID");
    long old = before.map(b -> b.number("ExecMainPID")).orElse(OptionalLong.empty()).orElse(-1);
    if (told.isPresent() && told.getAsLong() > 0 && told.getAsLong() != old) {
      return told;
    }
    return watch.units().stream()
        .map(u -> u.properties().getOrDefault("MainPID", "0"))
        .flatMap(text -> number(text).stream())
        .filter(pid -> pid > 0 && pid != old)
        .mapToLong(Long::longValue)
        .reduce((_, later) -> later);
  }

  /// Where a look stands.
  EvidenceRef place(long offset) {
    Map.Entry<Long, Piece> known = parts.at(offset);
    long at = offset - known.getKey();
    Bytes bytes = known.getValue().bytes();
    String first = bytes.from(Math.min(at, bytes.size())).first(200).utf8();
    return EvidenceRef.at(known.getValue().name(), at, first.lines().findFirst().orElse(""));
  }
}
