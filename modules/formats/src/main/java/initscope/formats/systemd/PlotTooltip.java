package initscope.formats.systemd;

import initscope.model.boot.LinkKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// What a row's tooltip says (256 and later): when it was activating and activated, to the microsecond, and what it is bound to.
///
/// @param activatingNanos absent where there is no tooltip
/// @param activatedNanos absent where there is no tooltip
/// @param links by kind, none where there is no tooltip
record PlotTooltip(
    OptionalLong activatingNanos, OptionalLong activatedNanos, Map<LinkKind, List<String>> links) {
  private static final PlotTooltip NONE =
      new PlotTooltip(OptionalLong.empty(), OptionalLong.empty(), Map.of());
  private static final int MOST_LINKS = 1 << 14;
  private static final Map<String, LinkKind> LINKS =
      Arrays.stream(LinkKind.values()).collect(Collectors.toMap(LinkKind::property, k -> k));

  /// Reads one; a tooltip of another unit than the row's counts as none.
  static PlotTooltip read(String name, String text) {
    if (!text.startsWith(name + ":")) {
      return NONE;
    }
    OptionalLong activating = OptionalLong.empty();
    OptionalLong activated = OptionalLong.empty();
    Map<LinkKind, List<String>> links = new EnumMap<>(LinkKind.class);
    List<String> section = new ArrayList<>();
    int count = 0;
    for (String line : text.lines().toList()) {
      String word = line.strip();
      LinkKind kind = word.endsWith(":") ? LINKS.get(word.substring(0, word.length() - 1)) : null;
      if (kind != null) {
        section = links.computeIfAbsent(kind, _ -> new ArrayList<>());
      } else if (word.startsWith("Activating: ")) {
        activating = nanos(word.substring("Activating: ".length()));
      } else if (word.startsWith("Activated: ")) {
        activated = nanos(word.substring("Activated: ".length()));
      } else if (UnitNames.is(word) && count++ < MOST_LINKS) {
        section.add(word);
      }
    }
    links.replaceAll((_, names) -> List.copyOf(names));
    return new PlotTooltip(activating, activated, links);
  }

  /// Seconds, a point, microseconds: these are printed as a number of their own, so that 1.050 is a second and 50 µs.
  private static OptionalLong nanos(String text) {
    int point = text.indexOf('.');
    if (point < 1 || point > 9 || text.length() - point > 7) {
      return OptionalLong.empty();
    }
    String seconds = text.substring(0, point);
    String micros = text.substring(point + 1);
    return isNumber(seconds) && isNumber(micros)
        ? OptionalLong.of(Long.parseLong(seconds) * 1_000_000_000 + Long.parseLong(micros) * 1000)
        : OptionalLong.empty();
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// The tooltip's time where it is the bar's, only finer; otherwise the bar's.
  long activating(long drawn, long grain) {
    return closer(activatingNanos, drawn, grain);
  }

  /// The tooltip's time where it is the bar's, only finer; otherwise the bar's.
  long activated(long drawn, long grain) {
    return closer(activatedNanos, drawn, grain);
  }

  private static long closer(OptionalLong told, long drawn, long grain) {
    return told.isPresent() && Math.abs(told.getAsLong() - drawn) <= grain
        ? told.getAsLong()
        : drawn;
  }
}
