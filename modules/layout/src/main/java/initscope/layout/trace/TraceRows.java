package initscope.layout.trace;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which rows there are from top to bottom, and where. Holds numbers by group, nothing by row: a million goroutines are no list.
public final class TraceRows {
  /// Height of a heading.
  public static final double HEADING = 24;

  /// Height of a row.
  public static final double ROW = 22;

  /// Height of a counter.
  public static final double COUNTER = 30;

  /// No rows.
  public static final TraceRows NONE =
      new TraceRows(
          new int[Section.values().length],
          false,
          Set.of(),
          TraceGroups.NONE,
          Set.of(),
          TraceNotes.NONE);

  private static final int MANY_THREADS = 16;
  private static final int MANY_TASKS = 40;
  private static final int FEW_GOROUTINES = 48;

  private final int[] items;
  private final boolean hasCollections;
  private final Set<Section> open;
  private final TraceGroups groups;
  private final Set<Integer> openGroups;
  private final int[] first = new int[Section.values().length + 1];
  private final double[] top = new double[Section.values().length + 1];
  private final int[] groupFirst;
  private final TraceNotes notes;
  private final Map<Integer, int[]> memberFirst = new HashMap<>();

  /// Parts of the picture, from top to bottom.
  public enum Section {
    /// Collections and stops.
    PROCESS(0),
    /// Values over time.
    COUNTERS(1),
    /// Ps.
    PROCS(2),
    /// Threads.
    THREADS(3),
    /// Tasks.
    TASKS(4),
    /// Goroutines in groups.
    GOROUTINES(5);

    private final int place;

    Section(int place) {
      this.place = place;
    }

    /// Its place from the top.
    int place() {
      return place;
    }

    static Section at(int place) {
      return values()[place];
    }

    /// The row of its heading.
    public TraceRow row() {
      return new TraceRow(TraceRow.Sort.SECTION, place);
    }

    /// Key of its name.
    public String key() {
      return "trace.section." + name().toLowerCase(Locale.ROOT);
    }
  }

  private TraceRows(
      int[] items,
      boolean hasCollections,
      Set<Section> open,
      TraceGroups groups,
      Set<Integer> openGroups,
      TraceNotes notes) {
    this.items = items;
    this.hasCollections = hasCollections;
    this.open = open;
    this.groups = groups;
    this.openGroups = openGroups;
    this.notes = notes;
    groupFirst = new int[groups.size() + 1];
    for (int g = 0; g < groups.size(); g++) {
      groupFirst[g + 1] = groupFirst[g] + 1 + (openGroups.contains(g) ? members(g) : 0);
    }
    for (Section section : Section.values()) {
      int i = section.place();
      int shown = shown(section);
      int heading = items[i] == 0 ? 0 : 1;
      first[i + 1] = first[i] + heading + shown;
      top[i + 1] = top[i] + heading * HEADING + shown * height(section);
    }
  }

  /// How many rows the members of an open group take: one each, and below it its lanes of regions.
  private int members(int group) {
    int count = groups.count(group);
    if (notes.laneCount() == 0) {
      return count;
    }
    int[] firstOf = new int[count + 1];
    for (int i = 0; i < count; i++) {
      firstOf[i + 1] = firstOf[i] + 1 + notes.lanes(groups.member(group, i));
    }
    memberFirst.put(group, firstOf);
    return firstOf[count];
  }

  private int shown(Section section) {
    if (!open.contains(section)) {
      return 0;
    }
    return section == Section.GOROUTINES ? groupFirst[groups.size()] : items[section.place()];
  }

  private static double height(Section section) {
    return section == Section.COUNTERS ? COUNTER : ROW;
  }

  /// The rows of a trace: what is many is closed at first.
  public static TraceRows of(TraceBook book, TraceGroups groups) {
    int[] items = {
      (book.collectionCount() > 0 ? 1 : 0) + (book.stopCount() > 0 ? 1 : 0),
      book.counters().size(),
      book.trace().procs().size(),
      book.trace().threads().size(),
      book.tasks().size(),
      groups.total()
    };
    Set<Section> open = EnumSet.allOf(Section.class);
    if (items[Section.THREADS.place()] > MANY_THREADS) {
      open.remove(Section.THREADS);
    }
    if (items[Section.TASKS.place()] > MANY_TASKS) {
      open.remove(Section.TASKS);
    }
    Set<Integer> openGroups = new HashSet<>();
    for (int g = 0; g < groups.size() && groups.total() <= FEW_GOROUTINES; g++) {
      openGroups.add(g);
    }
    return new TraceRows(items, book.collectionCount() > 0, open, groups, openGroups, book.notes());
  }

  /// The same sections with other groups, all closed unless they are few.
  public TraceRows with(TraceBook book, TraceGroups next) {
    TraceRows fresh = of(book, next);
    return new TraceRows(fresh.items, hasCollections, open, next, fresh.openGroups, notes);
  }

  /// Opens what is closed, closes what is open.
  ///
  /// @param row a section or a group; others change nothing
  public TraceRows toggle(TraceRow row) {
    if (row.sort() == TraceRow.Sort.SECTION) {
      Set<Section> next = EnumSet.noneOf(Section.class);
      next.addAll(open);
      flip(next, Section.at(row.index()));
      return new TraceRows(items, hasCollections, next, groups, openGroups, notes);
    }
    if (row.sort() == TraceRow.Sort.GROUP) {
      Set<Integer> next = new HashSet<>(openGroups);
      flip(next, row.index());
      return new TraceRows(items, hasCollections, open, groups, next, notes);
    }
    return this;
  }

  private static <T> void flip(Set<T> set, T one) {
    if (!set.remove(one)) {
      set.add(one);
    }
  }

  /// Opens what must be open for a goroutine to have a row.
  public TraceRows reveal(int goroutine) {
    TraceRows shown = this;
    if (!open.contains(Section.GOROUTINES)) {
      shown = shown.toggle(Section.GOROUTINES.row());
    }
    int group = groups.groupOf(goroutine);
    if (group >= 0 && !openGroups.contains(group)) {
      shown = shown.toggle(new TraceRow(TraceRow.Sort.GROUP, group));
    }
    return shown;
  }

  /// Whether a section or a group is open.
  public boolean isOpen(TraceRow row) {
    return switch (row.sort()) {
      case SECTION -> open.contains(Section.at(row.index()));
      case GROUP -> openGroups.contains(row.index());
      default -> false;
    };
  }

  /// The groups.
  public TraceGroups groups() {
    return groups;
  }

  /// How many things a section has, open or not.
  public int items(Section section) {
    return items[section.place()];
  }

  /// How many rows.
  public int count() {
    return first[Section.values().length];
  }

  /// Height of all rows.
  public double height() {
    return top[Section.values().length];
  }

  private int sectionOf(int place) {
    int i = 0;
    while (first[i + 1] <= place) {
      i++;
    }
    return i;
  }

  /// The section of a heading's row.
  public static Section section(TraceRow row) {
    return Section.at(row.index());
  }

  /// The row at a place, from the top.
  public TraceRow row(int place) {
    int i = sectionOf(place);
    int within = place - first[i] - 1;
    if (within < 0) {
      return new TraceRow(TraceRow.Sort.SECTION, i);
    }
    return switch (Section.at(i)) {
      case PROCESS -> new TraceRow(process(within), 0);
      case COUNTERS -> new TraceRow(TraceRow.Sort.COUNTER, within);
      case PROCS -> new TraceRow(TraceRow.Sort.PROC, within);
      case THREADS -> new TraceRow(TraceRow.Sort.THREAD, within);
      case TASKS -> new TraceRow(TraceRow.Sort.TASK, within);
      case GOROUTINES -> goroutine(within);
    };
  }

  /// Collections stand before stops, where there are any.
  private TraceRow.Sort process(int within) {
    return within == 0 && hasCollections ? TraceRow.Sort.COLLECTIONS : TraceRow.Sort.STOPS;
  }

  private TraceRow goroutine(int within) {
    int found = Arrays.binarySearch(groupFirst, within);
    int group = found >= 0 ? found : -found - 2;
    int member = within - groupFirst[group] - 1;
    if (member < 0) {
      return new TraceRow(TraceRow.Sort.GROUP, group);
    }
    int[] firstOf = memberFirst.get(group);
    if (firstOf == null) {
      return new TraceRow(TraceRow.Sort.GOROUTINE, groups.member(group, member));
    }
    int at = Arrays.binarySearch(firstOf, member);
    int place = at >= 0 ? at : -at - 2;
    int goroutine = groups.member(group, place);
    int below = member - firstOf[place];
    return below == 0
        ? new TraceRow(TraceRow.Sort.GOROUTINE, goroutine)
        : new TraceRow(TraceRow.Sort.REGIONS, notes.firstLane(goroutine) + below - 1);
  }

  /// Where a row begins, from the top.
  public double y(int place) {
    int i = sectionOf(place);
    int within = place - first[i] - 1;
    return within < 0 ? top[i] : top[i] + HEADING + within * height(Section.at(i));
  }

  /// Height of a row.
  public static double height(TraceRow row) {
    return switch (row.sort()) {
      case SECTION -> HEADING;
      case COUNTER -> COUNTER;
      default -> ROW;
    };
  }

  /// Height of a row with the lanes of its regions, where it is a goroutine's.
  public double heightWithRegions(TraceRow row) {
    int lanes = row.sort() == TraceRow.Sort.GOROUTINE ? notes.lanes(row.index()) : 0;
    return height(row) + lanes * ROW;
  }

  /// Distance of a row's name from the left edge.
  public static double indent(TraceRow row) {
    return switch (row.sort()) {
      case SECTION -> 8;
      case GOROUTINE -> 38;
      case REGIONS -> 54;
      default -> 22;
    };
  }

  /// The place of the row at a height, -1 beyond the last.
  public int at(double y) {
    if (y < 0 || y >= height()) {
      return -1;
    }
    int i = 0;
    while (top[i + 1] <= y) {
      i++;
    }
    double within = y - top[i] - HEADING;
    return within < 0 ? first[i] : first[i] + 1 + (int) (within / height(Section.at(i)));
  }

  /// The place of a row, -1 where it is not to be seen.
  public int find(TraceRow row) {
    Section section =
        switch (row.sort()) {
          case SECTION -> Section.at(row.index());
          case COLLECTIONS, STOPS -> Section.PROCESS;
          case COUNTER -> Section.COUNTERS;
          case PROC -> Section.PROCS;
          case THREAD -> Section.THREADS;
          case TASK -> Section.TASKS;
          case GROUP, GOROUTINE, REGIONS -> Section.GOROUTINES;
        };
    int from = first[section.place()];
    if (row.sort() == TraceRow.Sort.SECTION) {
      return items(section) == 0 ? -1 : from;
    }
    int within =
        switch (row.sort()) {
          case COLLECTIONS -> 0;
          case STOPS -> hasCollections ? 1 : 0;
          case GROUP -> row.index() < groups.size() ? groupFirst[row.index()] : -1;
          case GOROUTINE -> placeOf(row.index(), 0);
          case REGIONS -> placeOf(notes.goroutine(row.index()), 1 + notes.depth(row.index()));
          default -> row.index();
        };
    return within < 0 || within >= shown(section) ? -1 : from + 1 + within;
  }

  private int placeOf(int goroutine, int below) {
    int group = groups.groupOf(goroutine);
    if (group < 0 || !openGroups.contains(group)) {
      return -1;
    }
    int place = groups.placeIn(group, goroutine);
    int[] firstOf = memberFirst.get(group);
    return groupFirst[group] + 1 + below + (firstOf == null ? place : firstOf[place]);
  }
}
