package initscope.views;

import initscope.layout.Sizes;
import initscope.layout.Words;
import initscope.layout.memory.Area;
import initscope.layout.memory.MemoryMap;
import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.RawEntry;
import initscope.model.Selection;
import initscope.model.host.Mapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.VBox;

/// The page of the memory map: the strip above its table, and the line of /proc/PID/maps that each row was read from.
final class Memory {
  private static final String ENTRY = "raw/proc/maps";

  private final Desk desk;
  private final ObjectProperty<List<Area>> areas = new SimpleObjectProperty<>(List.of());
  private final Map<String, EvidenceRef> lines = new HashMap<>();
  private String entry = ENTRY;
  private Runnable stop = () -> {};

  private Memory(Desk desk) {
    this.desk = desk;
  }

  static TablePane pane(Desk desk) {
    Memory memory = new Memory(desk);
    MemoryStrip strip = new MemoryStrip(desk, memory.areas, memory::selects);
    TablePane pane =
        new TablePane(
            desk,
            memory.grid(),
            Optional.empty(),
            memory.areas.map(a -> sentence(a, desk.texts().words())));
    pane.setTop(new VBox(pane.getTop(), strip));
    desk.opened().subscribe(memory::opened);
    return pane;
  }

  /// What lies where is proved by what was read of each goroutine, which may take a moment.
  private void opened(Opened opened) {
    stop.run();
    stop = desk.background().run(progress -> MemoryMap.of(opened.incident()), areas::set);
    entry = opened.incident().source("process.maps").map(EvidenceRef::entry).orElse(ENTRY);
    lines.clear();
    Optional<RawEntry> raw =
        opened.incident().maps().isEmpty() ? Optional.empty() : opened.entries().entry(entry);
    raw.ifPresent(
        e -> {
          for (Line line : e.bytes().lines()) {
            String text = line.text();
            int dash = text.indexOf('-');
            if (dash > 0) {
              lines.putIfAbsent(text.substring(0, dash), EvidenceRef.at(entry, line));
            }
          }
        });
  }

  private Selection selects(Area area) {
    Mapping mapping = area.mapping();
    String start = Long.toHexString(mapping.start());
    return Selection.NONE.withEvidence(
        lines.getOrDefault(
            padded(start),
            lines.getOrDefault(
                start,
                EvidenceRef.whole(
                    entry, start + "-" + Long.toHexString(mapping.end()) + " " + mapping.path()))));
  }

  /// The kernel writes at least eight digits.
  private static String padded(String hex) {
    return "0".repeat(Math.max(0, 8 - hex.length())) + hex;
  }

  private static String sentence(List<Area> areas, Words words) {
    List<Area> largest = MemoryMap.largest(areas, 1);
    if (largest.isEmpty()) {
      return words.say("memory.sentence.empty");
    }
    long reserved = sum(areas, true);
    Area first = largest.getFirst();
    return words.say(
        "memory.sentence",
        areas.size(),
        Sizes.of(sum(areas, false)),
        Sizes.of(reserved),
        words.say(first.kind().key()),
        Sizes.of(first.mapping().sizeBytes()));
  }

  private static long sum(List<Area> areas, boolean reserved) {
    return areas.stream()
        .filter(a -> (a.kind() == Area.Kind.RESERVED) == reserved)
        .mapToLong(a -> a.mapping().sizeBytes())
        .sum();
  }

  private Grid<Area> grid() {
    Words words = desk.texts().words();
    Grid<Area> grid =
        new Grid<>(
            desk,
            "memory",
            List.of(
                Column.number(
                    "column.address",
                    150,
                    a -> "0x" + Long.toHexString(a.mapping().start()),
                    a -> a.mapping().start() + Long.MIN_VALUE),
                Column.number(
                    "column.size",
                    90,
                    a -> Sizes.of(a.mapping().sizeBytes()),
                    a -> a.mapping().sizeBytes()),
                Column.of("column.kind", 150, a -> words.say(a.kind().key())),
                Column.of("column.access", 150, a -> access(a.mapping(), words)),
                Column.host("column.path", 260, a -> path(a.mapping())),
                Column.of("column.reason", 380, a -> words.say(a.reason().key()))),
            this::selects);
    areas.subscribe(grid::fill);
    return grid;
  }

  private static String path(Mapping mapping) {
    return mapping.path() + (mapping.deleted() ? " (deleted)" : "");
  }

  /// {@code r-xp} is {@code read, execute}.
  static String access(Mapping mapping, Words words) {
    List<String> rights = new ArrayList<>();
    for (char right : new char[] {'r', 'w', 'x'}) {
      if (mapping.permissions().indexOf(right) >= 0) {
        rights.add(words.say("memory.access." + right));
      }
    }
    if (rights.isEmpty()) {
      rights.add(words.say("memory.access.none"));
    }
    if (mapping.permissions().endsWith("s")) {
      rights.add(words.say("memory.access.shared"));
    }
    return String.join(words.say("list.comma"), rights);
  }
}
