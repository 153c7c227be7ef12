package initscope.layout.trace;

import initscope.gotrace.GoTrace;
import initscope.gotrace.GoroutineTable;
import initscope.gotrace.generation.Generation;
import initscope.gotrace.lane.LaneKind;
import initscope.gotrace.lane.Lanes;
import initscope.layout.Symbols;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;

/// Which goroutines a search means: words apart must all hold, a minus turns one round. {@code state:running} was so at some time,
/// {@code reason:chan} waited for a reason that holds the text, {@code pkg:net} and {@code by:main.serve} look at package and creator; a
/// word without a key is looked for in the function, a number is the goroutine's.
public final class TraceFilter {
  private static final List<String> STATES = List.of("runnable", "running", "syscall", "waiting");

  private final TraceBook book;
  private final GoTrace trace;

  private TraceFilter(TraceBook book) {
    this.book = book;
    trace = book.trace();
  }

  /// The rows of the goroutines that are meant; all where the text is blank.
  public static BitSet of(TraceBook book, String text, Progress progress)
      throws CancelledException {
    BitSet found = new BitSet();
    found.set(0, book.names().size());
    List<String> terms = new ArrayList<>(List.of(text.strip().split("\\s+")));
    // what is dear to ask is asked of the rest only
    terms.sort((a, b) -> Boolean.compare(a.contains("reason:"), b.contains("reason:")));
    for (String term : terms) {
      boolean not = term.length() > 1 && term.charAt(0) == '-';
      String word = (not ? term.substring(1) : term).toLowerCase(Locale.ROOT);
      if (!word.isEmpty()) {
        new TraceFilter(book).keep(found, word, not, progress);
      }
    }
    return found;
  }

  private void keep(BitSet found, String word, boolean not, Progress progress)
      throws CancelledException {
    int colon = word.indexOf(':');
    String key = colon < 0 ? "" : word.substring(0, colon);
    String value = word.substring(colon + 1);
    BitSet[] reasons = key.equals("reason") ? reasons(value) : new BitSet[0];
    int asked = 0;
    for (int row = found.nextSetBit(0); row >= 0; row = found.nextSetBit(row + 1)) {
      if ((asked++ & 0x3ff) == 0) {
        progress.report(row, book.names().size(), "goroutines");
      }
      boolean holds =
          switch (key) {
            case "state" -> wasIn(row, value);
            case "reason" -> waitedFor(row, reasons);
            case "pkg" -> holds(Symbols.packageOf(book.names().function(row)), value);
            case "by" -> holds(book.names().creator(row), value);
            default -> named(row, word);
          };
      if (holds == not) {
        found.clear(row);
      }
    }
  }

  private static boolean holds(String text, String part) {
    return text.toLowerCase(Locale.ROOT).contains(part);
  }

  private boolean named(int row, String word) {
    boolean number = word.chars().allMatch(c -> c >= '0' && c <= '9');
    return number
        ? Long.toString(trace.goroutines().id(row)).equals(word)
        : holds(book.names().function(row), word);
  }

  private boolean wasIn(int row, String state) {
    GoroutineTable table = trace.goroutines();
    for (int kind = 0; kind < STATES.size(); kind++) {
      if (!STATES.get(kind).startsWith(state)) {
        continue;
      }
      for (int part = table.firstPart(row); part < table.firstPart(row + 1); part++) {
        Lanes lanes = trace.generations().get(table.partGeneration(part)).goroutineLanes();
        int lane = table.partRow(part);
        if (lanes.sumTicks(lane, kind) > 0 || lanes.lastKind(lane) == kind) {
          return true;
        }
      }
    }
    return false;
  }

  /// Numbers of the reasons that hold a text, by generation.
  private BitSet[] reasons(String value) {
    BitSet[] found = new BitSet[trace.generations().size()];
    for (int g = 0; g < found.length; g++) {
      found[g] = new BitSet();
      List<String> texts = trace.generations().get(g).reasons().texts();
      for (int reason = 0; reason < texts.size(); reason++) {
        found[g].set(reason, holds(texts.get(reason), value));
      }
    }
    return found;
  }

  private boolean waitedFor(int row, BitSet[] reasons) {
    GoroutineTable table = trace.goroutines();
    boolean[] waited = new boolean[1];
    for (int part = table.firstPart(row); part < table.firstPart(row + 1) && !waited[0]; part++) {
      int g = table.partGeneration(part);
      Generation generation = trace.generations().get(g);
      generation
          .goroutineLanes()
          .visit(
              table.partRow(part),
              Long.MIN_VALUE,
              Long.MAX_VALUE,
              (from, to, kind, number, reason) ->
                  waited[0] |= kind == LaneKind.WAITS && reasons[g].get(reason));
    }
    return waited[0];
  }
}
