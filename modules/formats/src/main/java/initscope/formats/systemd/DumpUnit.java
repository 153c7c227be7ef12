package initscope.formats.systemd;

import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.boot.BootUnit;
import initscope.model.boot.LinkKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A unit of a dump while its lines are read.
final class DumpUnit {
  private static final int MOST_LINKS = 1 << 16;
  private static final Map<String, LinkKind> LINKS =
      Arrays.stream(LinkKind.values()).collect(Collectors.toMap(LinkKind::property, k -> k));

  private final String name;
  private final EvidenceRef place;
  private final Function<String, OptionalLong> clock;
  private final Map<LinkKind, List<String>> links = new EnumMap<>(LinkKind.class);
  private final Map<String, OptionalLong> times = new HashMap<>();
  private int linkCount;
  private String section = "";
  private String type = "";
  private String active = "";
  private String sub = "";
  private String result = "";

  DumpUnit(String name, Line line, Function<String, OptionalLong> clock) {
    this.name = name;
    this.place = EvidenceRef.at("", line);
    this.clock = clock;
  }

  /// A part of its own begins: {@code -> ExecStart:}, {@code -> Job 7:}.
  void section(String heading) {
    section = heading;
  }

  void property(String text) {
    int colon = text.indexOf(": ");
    if (colon < 0) {
      return;
    }
    String key = text.substring(0, colon);
    LinkKind kind = LINKS.get(key);
    if (kind != null) {
      link(kind, text.substring(colon + 2));
    } else if (section.startsWith("-> ExecStart:")) {
      // the command's own record of its process
      if (key.equals("Start Timestamp") || key.equals("Exit Timestamp")) {
        times.putIfAbsent(key, clock.apply(text.substring(colon + 2)));
      }
    } else if (section.isEmpty()) {
      value(key, text.substring(colon + 2));
    }
  }

  private void value(String key, String value) {
    switch (key) {
      case "Unit Active State" -> active = value;
      case "Result" -> result = result.isEmpty() ? value : result;
      case "Type" -> type = name.endsWith(".service") && type.isEmpty() ? value : type;
      case "Inactive Exit Timestamp",
          "Active Enter Timestamp",
          "Active Exit Timestamp",
          "Inactive Enter Timestamp" ->
          times.putIfAbsent(key, clock.apply(value));
      default -> {
        // Service State, Mount State ...: the type's own
        if (key.endsWith(" State") && !key.startsWith("Unit ") && sub.isEmpty()) {
          sub = value;
        }
      }
    }
  }

  /// {@code a.service}, or {@code a.service (origin-file destination-implicit)} since 237.
  private void link(LinkKind kind, String value) {
    int blank = value.indexOf(' ');
    String other = blank < 0 ? value : value.substring(0, blank);
    if (linkCount < MOST_LINKS && UnitNames.is(other)) {
      linkCount++;
      links.computeIfAbsent(kind, _ -> new ArrayList<>()).add(other);
    }
  }

  private OptionalLong time(String key) {
    return times.getOrDefault(key, OptionalLong.empty());
  }

  BootUnit done() {
    links.replaceAll((_, names) -> List.copyOf(names));
    return new BootUnit(
        name,
        type,
        active,
        sub,
        result,
        time("Inactive Exit Timestamp"),
        time("Active Enter Timestamp"),
        time("Active Exit Timestamp"),
        time("Inactive Enter Timestamp"),
        time("Start Timestamp"),
        time("Exit Timestamp"),
        OptionalLong.empty(),
        links,
        Optional.of(place));
  }
}
