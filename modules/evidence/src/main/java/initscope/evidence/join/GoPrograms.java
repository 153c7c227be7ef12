package initscope.evidence.join;

import initscope.formats.perf.PerfBuildIds;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.Problem.Effect;
import initscope.model.go.GoBinary;
import initscope.model.host.Mapping;
import initscope.model.perf.PerfData;
import initscope.xray.BinaryReader;
import initscope.xray.GoSymbols;
import initscope.xray.GoSymbols.Named;
import initscope.xray.GoSymbols.Opened;
import initscope.xray.GoSymbols.Site;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.SparseMemory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The programs among the pieces that can name addresses of a recording: the process that the capture looked at, and executables given
/// beside it.
final class GoPrograms {
  private static final String BINARY = "binary/";

  private final Pieces pieces;
  private final List<Mapping> maps;
  private final Optional<String> captured;
  private final List<Piece> given;
  private final Map<String, String> buildIds;
  private final Set<Piece> used = new HashSet<>();

  private GoPrograms(
      Pieces pieces, List<Mapping> maps, Optional<String> captured, List<Piece> given) {
    this.pieces = pieces;
    this.maps = maps;
    this.captured = captured;
    this.given = given;
    this.buildIds = pieces.decode("perf/buildids", new PerfBuildIds()).orElse(Map.of());
  }

  /// Those among the pieces; of what the capture looked at only a stripped one, as perf has the symbols of another.
  static GoPrograms of(Pieces pieces, List<Mapping> maps) {
    Optional<String> captured =
        MemoryJoin.executable(pieces).filter(GoPrograms::isStripped).isPresent()
            ? pieces.text("proc/exe").map(PerfSites::plain)
            : Optional.empty();
    List<Piece> given = pieces.all().stream().filter(p -> p.key().startsWith(BINARY)).toList();
    return new GoPrograms(pieces, maps, captured, given);
  }

  private static boolean isStripped(SparseMemory executable) {
    return BinaryReader.read(executable).value().filter(GoBinary::stripped).isPresent();
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /// Whether a module may be one of the programs.
  boolean has(String module) {
    String path = PerfSites.plain(module);
    return captured.filter(path::equals).isPresent()
        || given.stream().anyMatch(piece -> base(piece.name()).equals(base(path)));
  }

  /// Names of a module's places; none where no program is certain to be the module.
  Map<Site, List<Frame>> names(String module, Set<Site> sites, PerfData data, Piece recording) {
    for (Opened opened : programs(PerfSites.plain(module), data)) {
      if (opened.symbols().isEmpty()) {
        note(recording, "perf.program.refused", module, opened.refusal());
        continue;
      }
      Named named = named(opened.symbols().get(), sites);
      if (named.form().isPresent()) {
        if (sites.size() > GoSymbols.MAX_SITES) {
          note(recording, "perf.names.too-many", module, sites.size() + " places");
        }
        return named.frames();
      }
      note(recording, "perf.names.unsure", module, named.why());
    }
    return Map.of();
  }

  private static Named named(GoSymbols symbols, Set<Site> sites) {
    try {
      return symbols.name(sites);
    } catch (MemoryLostException e) {
      return new Named(Optional.empty(), "memory.lost: " + e.getMessage(), Map.of());
    }
  }

  private void note(Piece recording, String id, String module, String why) {
    String text = base(module) + ": " + why;
    pieces.warn(recording, List.of(new Problem(id, Effect.NOTE, 0, text)));
  }

  /// Those that may be the module, the one with all its bytes first.
  private List<Opened> programs(String path, PerfData data) {
    List<Opened> programs = new ArrayList<>();
    Optional<Opened> kept = captured.filter(path::equals).flatMap(c -> captured());
    for (Piece piece : given) {
      if (base(piece.name()).equals(base(path))) {
        List<Mapping> mapped = mapped(path, data);
        Opened opened = GoSymbols.ofFile(SparseMemory.ofFile(piece.bytes()), mapped);
        Optional<String> other = other(opened, recordedId(path, data), path, kept);
        if (other.isPresent()) {
          warn(piece, other.get());
        } else {
          programs.add(opened);
        }
        used.add(piece);
      }
    }
    kept.ifPresent(programs::add);
    return programs;
  }

  private Optional<Opened> captured() {
    return MemoryJoin.executable(pieces)
        .map(
            file ->
                GoSymbols.ofProcess(
                    file, MemoryJoin.memory(pieces).orElse(SparseMemory.of(List.of())), maps));
  }

  /// What the capture says of a file, or else the recording itself.
  private Optional<String> recordedId(String path, PerfData data) {
    return Optional.ofNullable(buildIds.getOrDefault(path, data.header().get("build id " + path)));
  }

  /// Why an executable is another build than the module; empty where nothing says so.
  private static Optional<String> other(
      Opened opened, Optional<String> recorded, String path, Optional<Opened> kept) {
    boolean differs =
        differ(opened.gnuBuildId(), recorded)
            || kept.filter(k -> differ(opened.binary().buildId(), k.binary().buildId()))
                .isPresent();
    return differs ? Optional.of("another build than the recorded " + path) : Optional.empty();
  }

  private static boolean differ(Optional<String> one, Optional<String> other) {
    return one.isPresent() && other.isPresent() && !one.equals(other);
  }

  /// Where the file lay; nothing where processes had it in different places.
  private List<Mapping> mapped(String path, PerfData data) {
    List<Mapping> recorded =
        data.maps().stream()
            .filter(mapping -> PerfSites.plain(mapping.path()).equals(path))
            .toList();
    long places = recorded.stream().map(m -> m.start() - m.fileOffset()).distinct().count();
    return places == 1 ? recorded : maps.stream().filter(m -> m.path().equals(path)).toList();
  }

  /// Says of executables that belong to no recording.
  void warnOfUnused() {
    for (Piece piece : given) {
      if (used.add(piece) && pieces.get("core").isEmpty()) {
        warn(piece, "of no name that a recording has unnamed stacks in");
      }
    }
  }

  private void warn(Piece piece, String why) {
    pieces.warn(piece, List.of(new Problem("binary.other", Effect.LOST_FROM_HERE, 0, why)));
  }
}
