package initscope.evidence.join;

import initscope.formats.bootchart.BootChartDecoder;
import initscope.formats.bootchart.BootChartSvgDecoder;
import initscope.formats.systemd.BlameDecoder;
import initscope.formats.systemd.CriticalChainDecoder;
import initscope.formats.systemd.DumpDecoder;
import initscope.formats.systemd.PlotDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.formats.systemd.TimeDecoder;
import initscope.formats.systemd.Unfinished;
import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.boot.AnalyzeWords;
import initscope.model.boot.BlameLine;
import initscope.model.boot.Boot;
import initscope.model.boot.BootChart;
import initscope.model.boot.BootDump;
import initscope.model.boot.BootNote;
import initscope.model.boot.BootPlot;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.boot.ChainLine;
import initscope.model.boot.LinkKind;
import initscope.model.boot.TimeReport;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// The boot from what tells of it. Of units the exact stamps of {@code systemctl show} count first, then what a plot drew, with the links of a
/// dump, then the dump's own times, then a critical chain; of phases systemd's own stamps, then {@code systemd-analyze time}.
final class BootJoin {
  private final Pieces pieces;
  private final List<UnitProperties> shown;
  private final Optional<UnitProperties> manager;
  private final Optional<BootPlot> plot;
  private final Optional<BootDump> dump;
  private final AnalyzeWords words;
  private final Optional<BootChart> chart;

  private BootJoin(Pieces pieces) {
    this.pieces = pieces;
    shown = pieces.list("boot/show", new SystemctlShowDecoder());
    manager = pieces.list("boot/manager", new SystemctlShowDecoder()).stream().findFirst();
    plot = pieces.decode("boot/plot", new PlotDecoder()).flatMap(p -> p);
    dump = pieces.decode("boot/dump", new DumpDecoder()).flatMap(d -> d);
    Optional<TimeReport> time = pieces.decode("boot/time", new TimeDecoder()).flatMap(t -> t);
    words =
        new AnalyzeWords(
            time.or(() -> plot.flatMap(BootPlot::report)),
            pieces.list("boot/blame", new BlameDecoder()).stream()
                .map(l -> new BlameLine(l.name(), l.nanos(), in("boot/blame", l.place())))
                .toList(),
            pieces.list("boot/critical-chain", new CriticalChainDecoder()).stream()
                .map(
                    l ->
                        new ChainLine(
                            l.depth(),
                            l.name(),
                            l.atNanos(),
                            l.plusNanos(),
                            in("boot/critical-chain", l.place())))
                .toList());
    chart = chart(pieces);
  }

  /// A place that a decoder found, in the entry that it decoded.
  private EvidenceRef in(String key, EvidenceRef place) {
    String entry = pieces.get(key).map(Piece::name).orElse("");
    return new EvidenceRef(entry, place.offset(), place.line(), place.quote());
  }

  private BootUnit in(String key, BootUnit unit) {
    return new BootUnit(
        unit.name(),
        unit.type(),
        unit.activeState(),
        unit.subState(),
        unit.result(),
        unit.inactiveExitNanos(),
        unit.activeEnterNanos(),
        unit.activeExitNanos(),
        unit.inactiveEnterNanos(),
        unit.mainStartNanos(),
        unit.mainExitNanos(),
        unit.restarts(),
        unit.links(),
        unit.place().map(place -> in(key, place)));
  }

  /// The boot; empty where nothing tells of it.
  static Optional<Boot> boot(Pieces pieces) {
    return new BootJoin(pieces).join();
  }

  private static Optional<BootChart> chart(Pieces pieces) {
    Optional<Piece> piece = pieces.get("boot/chart");
    if (piece.isEmpty()) {
      return Optional.empty();
    }
    BootChartSvgDecoder picture = new BootChartSvgDecoder();
    return picture.recognises(piece.get().bytes().first(64 << 10))
        ? pieces.decode(piece.get(), picture)
        : pieces.decode(piece.get(), new BootChartDecoder());
  }

  private Optional<Boot> join() {
    BootTimes times = times();
    List<BootUnit> units = units(times);
    boolean nothing = units.isEmpty() && words.equals(AnalyzeWords.NONE) && chart.isEmpty();
    BootLog log = BootLog.of(pieces);
    List<BootNote> notes = Stream.concat(log.notes().stream(), unfinished().stream()).toList();
    if (nothing && times.equals(BootTimes.UNKNOWN) && notes.isEmpty()) {
      return Optional.empty();
    }
    boolean chainOnly = shown.isEmpty() && plot.isEmpty() && dump.isEmpty() && !units.isEmpty();
    return Optional.of(
        new Boot(
            version(),
            chainOnly && times.userspaceAtNanos().isEmpty() ? fromUserspace(times) : times,
            manager.map(ShownBoot::stages).orElse(List.of()),
            units,
            Stream.concat(log.ready(shown).stream(), ShownBoot.listens(units)).toList(),
            notes,
            words,
            chart));
  }

  /// Where systemd said that the boot was not over: it tells so itself, or what it dumped has no end.
  private Optional<BootNote> unfinished() {
    for (String key : List.of("boot/time", "boot/blame", "boot/critical-chain")) {
      Optional<Piece> piece = pieces.get(key);
      Optional<Line> line = piece.flatMap(p -> Unfinished.in(p.bytes()));
      if (line.isPresent()) {
        return Optional.of(unfinished(EvidenceRef.at(piece.orElseThrow().name(), line.get())));
      }
    }
    boolean shown =
        manager.flatMap(m -> m.get("FinishTimestampMonotonic")).filter("0"::equals).isPresent();
    BootTimes dumped = dump.map(d -> d.boot().times()).orElse(BootTimes.UNKNOWN);
    boolean open = dumped.userspaceAtNanos().isPresent() && dumped.finishAtNanos().isEmpty();
    return (shown
            ? pieces.whole("boot/manager")
            : open && manager.isEmpty() ? pieces.whole("boot/dump") : Optional.<EvidenceRef>empty())
        .map(BootJoin::unfinished);
  }

  private static BootNote unfinished(EvidenceRef place) {
    return new BootNote(BootNote.Kind.UNFINISHED, "", 0, place);
  }

  private String version() {
    return manager
        .flatMap(m -> m.get("Version"))
        .or(() -> plot.map(BootPlot::managerVersion).filter(v -> !v.isEmpty()))
        .or(() -> dump.map(d -> d.boot().managerVersion()))
        .orElse("");
  }

  private BootTimes times() {
    return Stream.of(
            manager.map(ShownBoot::times),
            plot.map(BootPlot::times),
            words.time().map(TimeReport::times),
            dump.map(d -> d.boot().times()))
        .flatMap(Optional::stream)
        .filter(t -> t.userspaceAtNanos().isPresent())
        .findFirst()
        .orElse(BootTimes.UNKNOWN);
  }

  private List<BootUnit> units(BootTimes times) {
    if (!shown.isEmpty()) {
      return ShownBoot.units(pieces.get("boot/show").orElseThrow(), shown);
    }
    List<BootUnit> dumped =
        dump.stream().flatMap(d -> d.boot().units().stream()).map(u -> in("boot/dump", u)).toList();
    if (plot.isPresent()) {
      return linked(
          plot.get().boot().units().stream().map(u -> in("boot/plot", u)).toList(), dumped);
    }
    return dumped.isEmpty() ? chained(times.userspaceAtNanos().orElse(0)) : dumped;
  }

  /// What a plot drew, with what a dump knows besides.
  private static List<BootUnit> linked(List<BootUnit> drawn, List<BootUnit> dumped) {
    Map<String, BootUnit> known = new HashMap<>();
    dumped.forEach(u -> known.putIfAbsent(u.name(), u));
    List<BootUnit> units = new ArrayList<>();
    for (BootUnit unit : drawn) {
      BootUnit more = known.getOrDefault(unit.name(), unit);
      Map<LinkKind, List<String>> links = unit.links().isEmpty() ? more.links() : unit.links();
      units.add(
          new BootUnit(
              unit.name(),
              more.type(),
              more.activeState(),
              more.subState(),
              more.result(),
              unit.inactiveExitNanos(),
              unit.activeEnterNanos(),
              unit.activeExitNanos(),
              unit.inactiveEnterNanos(),
              more.mainStartNanos(),
              more.mainExitNanos(),
              more.restarts(),
              links,
              unit.place()));
    }
    return units;
  }

  /// Units as a critical chain names them: one that took time began then, else it was active then.
  private List<BootUnit> chained(long userspaceNanos) {
    Map<String, ChainLine> lines = new LinkedHashMap<>();
    Map<String, List<String>> after = new HashMap<>();
    List<String> above = new ArrayList<>();
    for (ChainLine line : words.chain()) {
      lines.putIfAbsent(line.name(), line);
      int parent = Math.min(line.depth(), above.size()) - 1;
      if (parent >= 0) {
        after.computeIfAbsent(above.get(parent), _ -> new ArrayList<>()).add(line.name());
      }
      above = new ArrayList<>(above.subList(0, Math.max(0, parent + 1)));
      above.add(line.name());
    }
    return lines.values().stream()
        .map(line -> unit(line, userspaceNanos, after.getOrDefault(line.name(), List.of())))
        .toList();
  }

  private static BootUnit unit(ChainLine line, long userspaceNanos, List<String> after) {
    OptionalLong at =
        line.atNanos().isPresent()
            ? OptionalLong.of(userspaceNanos + line.atNanos().getAsLong())
            : line.atNanos();
    OptionalLong active =
        at.isPresent() ? OptionalLong.of(at.getAsLong() + line.plusNanos().orElse(0)) : at;
    return new BootUnit(
        line.name(),
        "",
        "",
        "",
        "",
        at,
        active,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        after.isEmpty() ? Map.of() : Map.of(LinkKind.AFTER, after),
        Optional.of(line.place()));
  }

  /// A chain alone counts from the start of userspace: that is the axis then.
  private static BootTimes fromUserspace(BootTimes times) {
    return new BootTimes(
        times.firmwareNanos(),
        times.loaderNanos(),
        times.initrdAtNanos(),
        OptionalLong.of(0),
        times.finishAtNanos());
  }
}
