package initscope.views;

import initscope.layout.Ticks;
import initscope.layout.trace.TraceBook;
import initscope.layout.trace.TraceMoment;
import initscope.layout.trace.TraceNote;
import initscope.layout.trace.TraceNotes;
import initscope.layout.trace.TraceRow;
import initscope.layout.trace.TraceWords;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;

/// What is marked on the chosen row while the chosen state or range lasts, in words: logs, CPU samples, mark assists. Each leads to its place.
final class TraceNoteFacts {
  private static final int MOST = 12;

  private final TraceFactsPane pane;
  private final TraceView view;
  private final TraceBook book;
  private final TraceWords names;

  TraceNoteFacts(TraceFactsPane pane, TraceView view, TraceBook book, TraceWords names) {
    this.pane = pane;
    this.view = view;
    this.book = book;
    this.names = names;
  }

  /// The mark itself that was chosen.
  void chosen(TraceNote note) {
    List<Node> rows = new ArrayList<>();
    rows.add(FactsPane.words(names.describe(note), "host"));
    if (note.isMerged()) {
      rows.add(FactsPane.words(pane.say("trace.note.first", names.message(note)), "host"));
    }
    rows.add(FactsPane.words(pane.say("trace.since", since(note.from())), "host"));
    pane.clock(book, note.from()).ifPresent(rows::add);
    int goroutine = note.goroutine(book);
    if (goroutine >= 0 && note.row().sort() != TraceRow.Sort.GOROUTINE) {
      rows.add(pane.goroutineLink(book, names, goroutine, note.from()));
    }
    int task = note.task(book);
    if (task >= 0 && note.row().sort() != TraceRow.Sort.TASK) {
      TraceRow row = new TraceRow(TraceRow.Sort.TASK, task);
      String name = names.label(row, view.model().rows().groups());
      rows.add(
          FactsPane.link(name, () -> view.choose(row, TraceMoment.at(book, row, note.from()))));
    }
    pane.section("trace.note", rows);
    pane.frames("trace.stack", note.stack());
  }

  private String since(long nanos) {
    return Ticks.label(nanos - book.trace().startNanos(), 1_000);
  }

  /// Everything within an interval, the first of each sort by themselves.
  void within(TraceRow of, long from, long to) {
    TraceRow row =
        of.sort() == TraceRow.Sort.REGIONS
            ? new TraceRow(TraceRow.Sort.GOROUTINE, book.notes().goroutine(of.index()))
            : of;
    List<TraceNote> notes = book.notes().within(row, from, to, MOST);
    for (TraceNotes.Sort sort : TraceNotes.Sort.values()) {
      List<Node> rows = new ArrayList<>();
      notes.stream().filter(n -> n.sort() == sort).forEach(n -> rows.add(link(n)));
      int more = book.notes().count(row, sort, from, to) - rows.size();
      if (more > 0) {
        rows.add(FactsPane.words(pane.say("trace.note.more", more), "faint"));
      }
      if (!rows.isEmpty()) {
        pane.section(title(sort), rows);
      }
    }
  }

  private static String title(TraceNotes.Sort sort) {
    return switch (sort) {
      case ASSIST -> "trace.notes.assist";
      case SAMPLE -> "trace.notes.sample";
      case LOG -> "trace.notes.log";
    };
  }

  private Node link(TraceNote note) {
    String message = names.message(note);
    String text = since(note.from()) + "  " + (message.isEmpty() ? names.describe(note) : message);
    return FactsPane.link(text, () -> view.goTo(note));
  }
}
