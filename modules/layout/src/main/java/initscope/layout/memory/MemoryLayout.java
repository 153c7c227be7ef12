package initscope.layout.memory;

import initscope.layout.Sizes;
import initscope.layout.TextWidth;
import initscope.layout.Words;
import initscope.layout.memory.Area.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The strip: neighbouring areas of one kind and file are one cell, as wide as the logarithm of its size; a gap is a break with its
/// size, not drawn to any scale.
///
/// @param width of the strip
/// @param cells from low to high addresses
/// @param breaks between them
public record MemoryLayout(double width, List<Cell> cells, List<Break> breaks) {
  /// Font size of labels.
  public static final double FONT = 11;

  private static final double LEAST_BREAK = 14;
  private static final double MOST_BREAK = 62;
  private static final int PAGE = 4096;

  /// Keeps immutable copies.
  public MemoryLayout {
    cells = List.copyOf(cells);
    breaks = List.copyOf(breaks);
  }

  /// One cell.
  ///
  /// @param x left
  /// @param width at least 1
  /// @param kind what it is
  /// @param label words that fit, else empty
  /// @param areas what it stands for, by address
  public record Cell(double x, double width, Kind kind, String label, List<Area> areas) {
    /// Keeps an immutable copy.
    public Cell {
      areas = List.copyOf(areas);
    }

    /// Size of all its areas.
    public long sizeBytes() {
      return areas.stream().mapToLong(a -> a.mapping().sizeBytes()).sum();
    }
  }

  /// A gap that is cut out.
  ///
  /// @param x left
  /// @param width of the sign for it
  /// @param label its size, where it fits
  public record Break(double x, double width, String label) {}

  /// Lays the areas out.
  public static MemoryLayout of(List<Area> areas, double width, Words words) {
    List<List<Area>> merged = merged(areas);
    int gaps = (int) merged.stream().filter(m -> m.getFirst().gapBytes() != 0).count();
    double perBreak = gaps == 0 ? 0 : Math.clamp(width * 0.3 / gaps, LEAST_BREAK, MOST_BREAK);
    double room = Math.max(merged.size(), width - gaps * perBreak);
    double weight = merged.stream().mapToDouble(MemoryLayout::weight).sum();
    List<Cell> cells = new ArrayList<>();
    List<Break> breaks = new ArrayList<>();
    double x = 0;
    for (List<Area> one : merged) {
      long gap = one.getFirst().gapBytes();
      if (gap != 0) {
        breaks.add(new Break(x, perBreak, fit(Sizes.of(gap), perBreak - 2)));
        x += perBreak;
      }
      double wide = weight(one) / weight * room;
      Kind kind = one.getFirst().kind();
      cells.add(new Cell(x, Math.max(1, wide), kind, label(kind, words, wide - 8), one));
      x += wide;
    }
    return new MemoryLayout(width, cells, breaks);
  }

  private static String label(Kind kind, Words words, double room) {
    String whole = fit(words.say(kind.key()), room);
    return whole.isEmpty() ? fit(words.say(kind.shortKey()), room) : whole;
  }

  private static String fit(String text, double room) {
    return TextWidth.of(text, FONT) <= room ? text : "";
  }

  private static List<List<Area>> merged(List<Area> areas) {
    List<List<Area>> merged = new ArrayList<>();
    for (Area area : areas) {
      Area last = merged.isEmpty() ? null : merged.getLast().getLast();
      if (last != null
          && area.gapBytes() == 0
          && last.kind() == area.kind()
          && last.mapping().path().equals(area.mapping().path())) {
        merged.getLast().add(area);
      } else {
        merged.add(new ArrayList<>(List.of(area)));
      }
    }
    return merged;
  }

  private static double weight(List<Area> areas) {
    double bytes = areas.stream().mapToDouble(a -> a.mapping().sizeBytes()).sum();
    return 1 + Math.log(1 + Math.max(0, bytes) / PAGE) / Math.log(2);
  }

  /// The cell at a place.
  public Optional<Cell> at(double x) {
    return cells.stream().filter(c -> x >= c.x && x < c.x + c.width).findFirst();
  }
}
