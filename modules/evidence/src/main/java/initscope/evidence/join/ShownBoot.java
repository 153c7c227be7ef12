package initscope.evidence.join;

import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.boot.BootStage;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.boot.LinkKind;
import initscope.model.boot.ReadyMark;
import initscope.model.boot.ReadyMark.Sign;
import initscope.model.boot.ReadyMark.Source;
import initscope.model.host.UnitProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/// A boot from {@code systemctl show}: of the manager, and of all units.
final class ShownBoot {
  private static final String ID = "Id=";

  private ShownBoot() {}

  static List<BootUnit> units(Piece piece, List<UnitProperties> shown) {
    Map<String, EvidenceRef> places = places(piece);
    List<BootUnit> units = new ArrayList<>();
    for (UnitProperties unit : shown) {
      unit.get("Id").ifPresent(name -> units.add(unit(name, unit, places)));
    }
    return units;
  }

  /// Where each unit's lines begin.
  private static Map<String, EvidenceRef> places(Piece piece) {
    Map<String, EvidenceRef> places = new HashMap<>();
    for (Line line : piece.bytes().lines()) {
      if (line.bytes().startsWith(ID)) {
        String name = line.bytes().first(400).utf8().substring(ID.length());
        places.putIfAbsent(name, EvidenceRef.at(piece.name(), line));
      }
    }
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
                          .map(ShownBoot::bare)
                          .toList()));
    }
    return links;
  }

  /// Names that hold a backslash are quoted by newer versions.
  private static String bare(String name) {
    boolean quoted = name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
    return quoted ? name.substring(1, name.length() - 1).replace("\\\\", "\\") : name;
  }

  /// Services for which systemd listens itself, since their socket unit is active.
  static Stream<ReadyMark> listens(List<BootUnit> units) {
    Map<String, BootUnit> sockets = new HashMap<>();
    units.stream().filter(u -> u.name().endsWith(".socket")).forEach(u -> sockets.put(u.name(), u));
    return units.stream()
        .filter(u -> u.name().endsWith(".service"))
        .flatMap(
            u ->
                u.links(LinkKind.TRIGGERED_BY).stream()
                    .flatMap(name -> Optional.ofNullable(sockets.get(name)).stream())
                    .flatMap(socket -> listens(u, socket).stream())
                    .min(Comparator.comparingLong(ReadyMark::atNanos))
                    .stream());
  }

  private static Optional<ReadyMark> listens(BootUnit service, BootUnit socket) {
    OptionalLong at = socket.activeEnterNanos();
    boolean known = socket.activeState().equals("active") && at.isPresent();
    return socket
        .place()
        .filter(_ -> known)
        .map(
            place ->
                new ReadyMark(
                    service.name(), Sign.LISTENS, Source.SOCKET_UNIT, at.getAsLong(), place));
  }

  /// As {@code systemd-analyze} reads them: the firmware's and loader's stamps count backwards from the kernel's start.
  static BootTimes times(UnitProperties manager) {
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

  static List<BootStage> stages(UnitProperties manager) {
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
}
