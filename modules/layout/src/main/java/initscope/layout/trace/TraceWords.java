package initscope.layout.trace;

import initscope.gotrace.generation.RunnableCause;
import initscope.gotrace.lane.LaneKind;
import initscope.layout.Durations;
import initscope.layout.Sizes;
import initscope.layout.Symbols;
import initscope.layout.Ticks;
import initscope.layout.Words;
import java.util.ArrayList;
import java.util.List;

/// What rows and states are called. Made when they are in sight, not before.
public final class TraceWords {
  private final TraceBook book;
  private final Words words;

  /// Words for a trace.
  public TraceWords(TraceBook book, Words words) {
    this.book = book;
    this.words = words;
  }

  /// Name of a row; host text.
  public String label(TraceRow row, TraceGroups groups) {
    return switch (row.sort()) {
      case SECTION -> words.say(TraceRows.section(row).key());
      case COLLECTIONS -> words.say("trace.row.collections");
      case STOPS -> words.say("trace.row.stops");
      case COUNTER -> words.say(book.counters().get(row.index()).name().key());
      case PROC -> "P " + book.trace().procs().get(row.index());
      case THREAD -> "M " + book.trace().threads().get(row.index());
      case TASK -> book.tasks().name(row.index()) + " #" + book.tasks().id(row.index());
      case GROUP -> {
        String name = groups.name(row.index());
        yield name.isEmpty() ? words.say("trace.group.unknown") : Symbols.brief(name);
      }
      case GOROUTINE -> goroutine(row.index());
      case REGIONS -> {
        int depth = book.notes().depth(row.index());
        yield words.say("trace.row.regions") + (depth == 0 ? "" : " " + (depth + 1));
      }
    };
  }

  /// A goroutine as its number and function; host text.
  public String goroutine(int row) {
    return book.trace().goroutines().id(row) + "  " + Symbols.brief(book.names().function(row));
  }

  /// Few words at the right end of a row's name.
  public String detail(TraceRow row, TraceRows rows) {
    return switch (row.sort()) {
      case SECTION -> Integer.toString(rows.items(TraceRows.section(row)));
      case COLLECTIONS -> Integer.toString(book.collectionCount());
      case STOPS -> Integer.toString(book.stopCount());
      case GROUP ->
          words.say(
              "trace.group.detail",
              rows.groups().count(row.index()),
              Durations.of(rows.groups().ranNanos(row.index())));
      case TASK -> Durations.of(book.tasks().end(row.index()) - book.tasks().begin(row.index()));
      case COUNTER, PROC, THREAD, GOROUTINE, REGIONS -> "";
    };
  }

  /// A counter's value.
  public String value(TraceCounter counter, long value) {
    return counter.name().isBytes() ? Sizes.of(value) : Long.toString(value);
  }

  /// What a box says of its state where there is room; host text.
  public String label(TraceMoment moment) {
    if (moment.isLost()) {
      return words.say(moment.state().key());
    }
    int busy = moment.busyWith(book);
    if (busy >= 0) {
      return goroutine(busy);
    }
    int proc = moment.proc(book);
    if (proc >= 0 && moment.row().sort() == TraceRow.Sort.THREAD) {
      return "P " + book.trace().procs().get(proc);
    }
    return switch (moment.row().sort()) {
      case STOPS -> book.stopKind(moment.number());
      case TASK -> book.tasks().name(moment.row().index());
      case REGIONS -> book.notes().region(moment.number());
      case GOROUTINE -> {
        String reason = moment.kind() == LaneKind.WAITS ? reason(moment) : "";
        yield reason.isEmpty() ? words.say(moment.state().key()) : reason;
      }
      default -> words.say(moment.state().key());
    };
  }

  /// Why a goroutine waits, or waits to run; empty where there is nothing to say.
  public String reason(TraceMoment moment) {
    if (moment.generation() == null || moment.row().sort() != TraceRow.Sort.GOROUTINE) {
      return "";
    }
    if (moment.kind() == LaneKind.WAITS) {
      return text(moment, moment.reason());
    }
    if (moment.kind() != LaneKind.WAITS_TO_RUN) {
      return "";
    }
    return switch (moment.reason()) {
      case RunnableCause.UNKNOWN -> "";
      case RunnableCause.CREATED -> words.say("trace.cause.created");
      case RunnableCause.UNBLOCKED -> words.say("trace.cause.unblocked");
      case RunnableCause.SYSCALL_EXIT -> words.say("trace.cause.syscall");
      default -> text(moment, moment.reason() - RunnableCause.STOPPED);
    };
  }

  private static String text(TraceMoment moment, int reason) {
    if (moment.generation() == null || reason < 0) {
      return "";
    }
    List<String> texts = moment.generation().reasons().texts();
    return reason < texts.size() ? texts.get(reason) : "";
  }

  /// A state in a few words; host text.
  public String describe(TraceMoment moment) {
    if (moment.isLost()) {
      return words.say(moment.state().key()) + " · " + last(moment);
    }
    List<String> parts = new ArrayList<>();
    for (String part : List.of(words.say(moment.state().key()), label(moment), reason(moment))) {
      if (!part.isEmpty() && !parts.contains(part)) {
        parts.add(part);
      }
    }
    parts.add(Durations.of(moment.nanos()));
    return String.join(" · ", parts);
  }

  /// What was told last where the state is not known; host text.
  public String last(TraceMoment moment) {
    TraceMoment last = moment.toldLast();
    String state = words.say(last.state().key());
    String reason = reason(last);
    return words.say("trace.lost.last", reason.isEmpty() ? state : state + " · " + reason);
  }

  /// The shares of a merged box in a few words.
  public String describe(TraceRow row, TraceBoxes boxes, int box) {
    boolean group = row.sort() == TraceRow.Sort.GROUP;
    List<String> parts = new ArrayList<>();
    for (int kind : new int[] {1, 0, 2, 3}) {
      double share = boxes.pixels(box, kind) / boxes.width(box);
      if (share > 0.0005 && !group) {
        parts.add(
            words.say(TraceState.of(row.sort(), kind).key())
                + " "
                + Math.max(1, Math.round(share * 100))
                + " %");
      }
    }
    return String.join(words.say("list.comma"), parts);
  }

  /// A mark in a few words; host text.
  public String describe(TraceNote note) {
    List<String> parts = new ArrayList<>();
    if (note.isMerged()) {
      parts.add(words.say(note.sort().key() + ".many", note.count()));
    } else {
      parts.add(words.say(note.sort().key()));
      parts.add(message(note));
      parts.add(note.sort() == TraceNotes.Sort.ASSIST ? Durations.of(note.to() - note.from()) : "");
    }
    parts.removeIf(String::isEmpty);
    return String.join(" · ", parts);
  }

  /// Category and message of a log, the function of a sample; host text, empty where there is nothing to say.
  public String message(TraceNote note) {
    String text = note.sort() == TraceNotes.Sort.SAMPLE ? Symbols.brief(note.text()) : note.text();
    return note.category().isEmpty() ? text : note.category() + ": " + text;
  }

  private static String percent(long part, long whole) {
    long percent = Math.round(100.0 * part / Math.max(1, whole));
    return percent == 0 && part > 0 ? "< 1" : Long.toString(percent);
  }

  /// Which part of the trace is seen, since its beginning and by the wall clock where that is known.
  public String seen(TraceLayout.View view, TraceClock clock) {
    long begin = book.trace().startNanos();
    long step = Math.max(1, (view.to() - view.from()) / 1000);
    String since =
        Ticks.label(view.from() - begin, step) + " – " + Ticks.label(view.to() - begin, step);
    return clock.say(view.from(), view.to()).map(t -> since + " · " + t).orElse(since);
  }

  /// One sentence on the trace.
  public String sentence() {
    long span = book.trace().endNanos() - book.trace().startNanos();
    long events = book.trace().eventCounts().values().stream().mapToLong(Long::longValue).sum();
    if (book.trace().goroutines().size() == 0) {
      return words.say("trace.sentence.empty");
    }
    long ran = 0;
    for (long proc : book.trace().procs()) {
      long[] sums = new long[4];
      book.trace().proc(proc).sumsAbout(book.trace().endNanos(), sums);
      ran += sums[LaneKind.RUNS];
    }
    String said =
        words.say(
            "trace.sentence",
            Durations.of(span),
            events,
            book.trace().goroutines().size(),
            book.trace().procs().size(),
            percent(ran, span * book.trace().procs().size()));
    return said + lost() + stops();
  }

  private String lost() {
    long nanos = book.lost().stream().mapToLong(l -> l.toNanos() - l.fromNanos()).sum();
    return nanos == 0 ? "" : words.say("trace.sentence.lost", Durations.of(nanos));
  }

  private String stops() {
    return book.stopCount() == 0
        ? ""
        : words.say(
            "trace.sentence.stops",
            book.collectionCount(),
            book.stopCount(),
            Durations.of(book.longestStopNanos()));
  }
}
