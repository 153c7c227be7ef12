package initscope.evidence.join;

import initscope.formats.systemd.JournalTextDecoder;
import initscope.formats.systemd.SystemctlShowDecoder;
import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.boot.Boot;
import initscope.model.boot.BootNote;
import initscope.model.boot.BootNote.Kind;
import initscope.model.boot.BootStage;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.boot.LinkKind;
import initscope.model.boot.ReadyMark;
import initscope.model.boot.ReadyMark.Sign;
import initscope.model.host.JournalEntry;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// The boot from what systemd says of it: its own stamps, and those of all units.
final class BootJoin {
  private static final String ID = "Id=";

  private static final int MOST_NOTES = 200;
  private static final Set<String> UNIT_TYPES =
      Set.of(
          "service", "target", "socket", "mount", "device", "timer", "path", "swap", "automount");

  private final Pieces pieces;
  private final List<JournalEntry> journal;
  private final String journalName;

  private BootJoin(Pieces pieces) {
    this.pieces = pieces;
    this.journal = pieces.list("boot/journal", new JournalTextDecoder());
    this.journalName = pieces.get("boot/journal").map(Piece::name).orElse("");
  }

  /// The boot; empty where nothing tells of it.
  static Optional<Boot> boot(Pieces pieces) {
    return new BootJoin(pieces).join();
  }

  private Optional<Boot> join() {
    Optional<UnitProperties> manager =
        pieces.list("boot/manager", new SystemctlShowDecoder()).stream().findFirst();
    List<UnitProperties> shown = pieces.list("boot/show", new SystemctlShowDecoder());
    if (shown.isEmpty()) {
      return Optional.empty();
    }
    Map<String, EvidenceRef> places = places();
    List<BootUnit> units = new ArrayList<>();
    for (UnitProperties unit : shown) {
      unit.get("Id").ifPresent(name -> units.add(unit(name, unit, places)));
    }
    return Optional.of(
        new Boot(
            manager.flatMap(m -> m.get("Version")).orElse(""),
            manager.map(BootJoin::times).orElse(BootTimes.UNKNOWN),
            manager.map(BootJoin::stages).orElse(List.of()),
            units,
            ready(shown),
            notes()));
  }

  /// Where each unit's lines begin.
  private Map<String, EvidenceRef> places() {
    Map<String, EvidenceRef> places = new HashMap<>();
    pieces
        .get("boot/show")
        .ifPresent(
            piece -> {
              for (Line line : piece.bytes().lines()) {
                if (line.bytes().startsWith(ID)) {
                  String name = line.bytes().first(400).utf8().substring(ID.length());
                  places.putIfAbsent(name, EvidenceRef.at(piece.name(), line));
                }
              }
            });
    return places;
  }

  private static BootUnit unit(String name, UnitProperties shown, Map<String, EvidenceRef> places) {
    return new BootUnit(
        name,
        shown.get("Type").orElse(""),
        shown.get("ActiveState").orElse(""),
        shown.get("SubState").orElse(""),
        shown.get("Result").orElse(""),
        shown.monotonicNanos("InactiveExitTimestampMonotonic"),
        shown.monotonicNanos("ActiveEnterTimestampMonotonic"),
        shown.monotonicNanos("ActiveExitTimestampMonotonic"),
        shown.monotonicNanos("InactiveEnterTimestampMonotonic"),
        shown.monotonicNanos("ExecMainStartTimestampMonotonic"),
        shown.monotonicNanos("ExecMainExitTimestampMonotonic"),
        shown.number("NRestarts"),
        links(shown),
        Optional.ofNullable(places.get(name)));
  }

  private static Map<LinkKind, List<String>> links(UnitProperties shown) {
    Map<LinkKind, List<String>> links = new EnumMap<>(LinkKind.class);
    for (LinkKind kind : LinkKind.values()) {
      shown
          .get(kind.property())
          .ifPresent(
              names ->
                  links.put(
                      kind,
                      Arrays.stream(names.split("\\s", -1))
                          .filter(n -> !n.isEmpty())
                          .map(BootJoin::bare)
                          .toList()));
    }
    return links;
  }

  /// Names that hold a backslash are quoted by newer versions.
  private static String bare(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replace("\\\\", "\\") : name;
  }

  /// As {@code systemd-analyze} reads them: the firmware's and loader's stamps count backwards from the kernel's start.
  private static BootTimes times(UnitProperties manager) {
    OptionalLong firmware = manager.monotonicNanos("FirmwareTimestampMonotonic");
    OptionalLong loader = manager.monotonicNanos("LoaderTimestampMonotonic");
    OptionalLong ofFirmware =
        firmware.isPresent()
            ? OptionalLong.of(Math.max(0, firmware.getAsLong() - loader.orElse(0)))
            : OptionalLong.empty();
    return new BootTimes(
        ofFirmware,
        loader,
        manager.monotonicNanos("InitRDTimestampMonotonic"),
        manager.monotonicNanos("UserspaceTimestampMonotonic"),
        manager.monotonicNanos("FinishTimestampMonotonic"));
  }

  private static List<BootStage> stages(UnitProperties manager) {
    List<BootStage> stages = new ArrayList<>();
    for (String where : List.of("InitRD", "")) {
      for (String what : List.of("Security", "Generators", "UnitsLoad")) {
        OptionalLong begin = manager.monotonicNanos(where + what + "StartTimestampMonotonic");
        OptionalLong end = manager.monotonicNanos(where + what + "FinishTimestampMonotonic");
        if (begin.isPresent() && end.isPresent() && end.getAsLong() >= begin.getAsLong()) {
          String name = what.equals("UnitsLoad") ? "units-load" : what.toLowerCase(Locale.ROOT);
          stages.add(
              new BootStage(
                  where.isEmpty() ? name : "initrd-" + name, begin.getAsLong(), end.getAsLong()));
        }
      }
    }
    return stages;
  }

  /// The first line that each service's main process logged, where the journal has the kernel's time.
  private List<ReadyMark> ready(List<UnitProperties> shown) {
    Map<String, UnitProperties> byPid = new HashMap<>();
    for (UnitProperties unit : shown) {
      unit.get("ExecMainPID")
          .filter(pid -> !pid.equals("0") && unit.get("Id").isPresent())
          .ifPresent(pid -> byPid.put(pid, unit));
    }
    List<ReadyMark> marks = new ArrayList<>();
    Set<String> told = new HashSet<>();
    for (JournalEntry entry : journal) {
      String pid = entry.field("_PID").or(() -> entry.field("SYSLOG_PID")).orElse("");
      UnitProperties unit = byPid.get(pid);
      OptionalLong at = entry.monotonicNanos();
      if (unit != null && at.isPresent() && logged(unit, at.getAsLong()) && told.add(pid)) {
        marks.add(
            new ReadyMark(
                unit.get("Id").orElseThrow(),
                Sign.LOG_LINE,
                at.getAsLong(),
                EvidenceRef.at(journalName, entry.offset(), entry.message())));
      }
    }
    return marks;
  }

  /// What systemd, process 1, logged of cycles and of waits that ended by the clock.
  private List<BootNote> notes() {
    List<BootNote> notes = new ArrayList<>();
    for (JournalEntry entry : journal) {
      boolean systemd =
          entry.field("SYSLOG_PID").or(() -> entry.field("_PID")).filter("1"::equals).isPresent();
      Optional<Kind> kind = systemd ? kind(entry.message()) : Optional.empty();
      if (kind.isPresent() && notes.size() < MOST_NOTES) {
        notes.add(
            new BootNote(
                kind.get(),
                named(entry.message(), kind.get()),
                entry.monotonicNanos().orElse(0),
                EvidenceRef.at(journalName, entry.offset(), entry.message())));
      }
    }
    return notes;
  }

  private static Optional<Kind> kind(String message) {
    if (message.contains("deleted to break ordering cycle")) {
      return Optional.of(Kind.JOB_DELETED);
    }
    if (message.contains("ordering cycle")) {
      return Optional.of(Kind.CYCLE);
    }
    boolean late =
        message.contains("Timed out waiting for device")
            || message.contains("start operation timed out");
    return late ? Optional.of(Kind.TIMED_OUT) : Optional.empty();
  }

  /// The unit that a message names first: {@code Job a.service/start deleted ...}, {@code a.service: Found ordering cycle on b.service/start}.
  private static String named(String message, Kind kind) {
    for (String word : message.split(" ", 64)) {
      int end = kind == Kind.TIMED_OUT ? word.length() : word.indexOf('/');
      String bare = end > 0 ? word.substring(0, end) : "";
      bare = bare.endsWith(":") || bare.endsWith(".") ? bare.substring(0, bare.length() - 1) : bare;
      int dot = bare.lastIndexOf('.');
      if (dot > 0 && UNIT_TYPES.contains(bare.substring(dot + 1))) {
        return bare;
      }
    }
    return "";
  }

  /// A number of a process may have been another's before.
  private static boolean logged(UnitProperties unit, long atNanos) {
    OptionalLong begin = unit.monotonicNanos("ExecMainStartTimestampMonotonic");
    OptionalLong end = unit.monotonicNanos("ExecMainExitTimestampMonotonic");
    return begin.isPresent()
        && begin.getAsLong() <= atNanos
        && (end.isEmpty() || end.getAsLong() < begin.getAsLong() || atNanos <= end.getAsLong());
  }
}
