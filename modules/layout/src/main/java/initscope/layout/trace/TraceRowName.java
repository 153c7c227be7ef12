package initscope.layout.trace;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// Names of rows that mean the same row the next time the trace is opened, whatever it is grouped by then: such as {@code goroutine 17},
/// {@code group function main.worker}.
public final class TraceRowName {
  private final TraceBook book;
  private final TraceGroups groups;
  private final TraceGroups.By by;

  /// Names for rows of these groups.
  public TraceRowName(TraceBook book, TraceGroups groups, TraceGroups.By by) {
    this.book = book;
    this.groups = groups;
    this.by = by;
  }

  /// The name of a row.
  public String of(TraceRow row) {
    String sort = word(row.sort());
    return switch (row.sort()) {
      case SECTION, COLLECTIONS, STOPS -> sort + " " + row.index();
      case COUNTER -> sort + " " + book.counters().get(row.index()).name().name();
      case PROC -> sort + " " + book.trace().procs().get(row.index());
      case THREAD -> sort + " " + book.trace().threads().get(row.index());
      case TASK -> sort + " " + book.tasks().id(row.index());
      case GROUP -> sort + " " + by.name() + " " + groups.name(row.index());
      case GOROUTINE -> sort + " " + id(row.index());
      case REGIONS -> {
        int goroutine = book.notes().goroutine(row.index());
        yield sort + " " + id(goroutine) + " " + book.notes().depth(row.index());
      }
    };
  }

  private long id(int goroutine) {
    return book.trace().goroutines().id(goroutine);
  }

  private static String word(TraceRow.Sort sort) {
    return sort.name().toLowerCase(Locale.ROOT);
  }

  /// The row of a name; empty where there is none now, whatever the name is.
  public Optional<TraceRow> find(String name) {
    for (TraceRow.Sort sort : TraceRow.Sort.values()) {
      if (name.startsWith(word(sort) + " ")) {
        int index = index(sort, name.substring(word(sort).length() + 1));
        return index < 0 ? Optional.empty() : Optional.of(new TraceRow(sort, index));
      }
    }
    return Optional.empty();
  }

  private int index(TraceRow.Sort sort, String rest) {
    return switch (sort) {
      case SECTION -> -1;
      case COLLECTIONS -> book.collectionCount() > 0 ? 0 : -1;
      case STOPS -> book.stopCount() > 0 ? 0 : -1;
      case COUNTER -> book.counters().stream().map(c -> c.name().name()).toList().indexOf(rest);
      case PROC -> place(book.trace().procs(), rest);
      case THREAD -> place(book.trace().threads(), rest);
      case TASK -> number(rest).isEmpty() ? -1 : book.tasks().find(number(rest).getAsLong());
      case GROUP -> group(rest);
      case GOROUTINE -> goroutine(rest);
      case REGIONS -> regions(rest);
    };
  }

  private static int place(List<Long> all, String number) {
    return number(number).isEmpty() ? -1 : all.indexOf(number(number).getAsLong());
  }

  private static OptionalLong number(String text) {
    try {
      return OptionalLong.of(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // what is kept may have been written by anybody
    }
  }

  private int goroutine(String id) {
    return number(id).isEmpty() ? -1 : book.trace().goroutines().find(number(id).getAsLong());
  }

  private int regions(String rest) {
    int space = rest.indexOf(' ');
    int row = space < 0 ? -1 : goroutine(rest.substring(0, space));
    OptionalLong depth = number(rest.substring(space + 1));
    boolean known =
        row >= 0
            && depth.isPresent()
            && depth.getAsLong() >= 0
            && depth.getAsLong() < book.notes().lanes(row);
    return known ? book.notes().firstLane(row) + (int) depth.getAsLong() : -1;
  }

  private int group(String rest) {
    if (!rest.startsWith(by.name() + " ")) {
      return -1;
    }
    String name = rest.substring(by.name().length() + 1);
    for (int group = 0; group < groups.size(); group++) {
      if (groups.name(group).equals(name)) {
        return group;
      }
    }
    return -1;
  }
}
