package initscope.formats.inittrace;

import initscope.formats.text.Binary;
import initscope.formats.text.Cursor;
import initscope.model.Decoded;
import initscope.model.EvidenceRef;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.go.GoSymbol;
import initscope.model.go.InitTask;
import initscope.model.go.InitTrace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Tells processes apart and numbers their packages. A process prints each package once and its clock never goes back; the
/// number in a log prefix such as `svc[123]:` tells for sure. One pass; not reused.
final class TraceReader {
  private static final int LONGEST_LINE = 8 << 10;
  private static final int PATIENCE = 4;
  private static final Set<String> FIRST =
      Set.of("internal/bytealg", "runtime", "internal/cpu", "internal/runtime/syscall");
  private final Problems problems = new Problems();
  private final List<OneProcess> processes = new ArrayList<>();
  private @Nullable OneProcess current;
  private @Nullable Line broken;
  private String brokenText = "";
  private int waited;

  void line(Line line) {
    if (Binary.is(line)) {
      return;
    }
    String text = line.bytes().first(LONGEST_LINE).utf8();
    if (isElision(text)) {
      giveUp();
      if (current != null) {
        current.gaps = true;
      }
      return;
    }
    Optional<InitLine> found = InitLine.find(text);
    if (found.isPresent()) {
      add(found.get(), line);
    } else if (broken != null && text.contains(" allocs")) {
      Optional<InitLine> joined = TraceJoin.join(brokenText, text);
      if (joined.isPresent() && broken != null) {
        Line first = broken;
        broken = null;
        add(joined.get(), first);
        return;
      }
    } else if (!line.ended() && breaksOff(text)) {
      cut(line);
      return;
    } else if (begins(text)) {
      Optional<InitLine> sameLine = TraceJoin.join(text, text);
      if (sameLine.isPresent()) {
        add(sameLine.get(), line);
      } else {
        giveUp();
        broken = line;
        brokenText = text;
      }
      return;
    } else if (looksLike(text)) {
      giveUp();
      problems.skipped("inittrace.line.unreadable", line);
      markGap();
    }
    if (broken != null && ++waited > PATIENCE) {
      giveUp();
    }
  }

  /// `.` and `...` are how people write "left out".
  private static boolean isElision(String text) {
    String line = text.strip();
    return line.equals(".") || line.equals("...") || line.equals("…") || line.equals("[...]");
  }

  private static boolean begins(String text) {
    int at = text.lastIndexOf(InitLine.START);
    int sign = at < 0 ? -1 : text.indexOf(" @", at);
    return sign > at + InitLine.START.length()
        && text.indexOf(' ', at + InitLine.START.length()) == sign;
  }

  private static boolean looksLike(String text) {
    return text.contains(" ms clock, ") && text.contains(" bytes, ");
  }

  /// A line that was written in pieces on one line is whole.
  private boolean breaksOff(String text) {
    boolean prefixed = current != null && current.writer.isPresent();
    return TraceCut.is(text, prefixed) && TraceJoin.join(text, text).isEmpty();
  }

  /// Nothing after it is known, of any process.
  private void cut(Line line) {
    giveUp();
    problems.add(
        InitTraceDecoder.CUT,
        Problem.Effect.LOST_FROM_HERE,
        line.offset(),
        line.bytes().first(Problem.MAX_QUOTE).utf8());
    processes.forEach(process -> process.gaps = true);
  }

  private void giveUp() {
    Line line = broken;
    if (line != null) {
      problems.skipped("inittrace.line.unfinished", line);
      markGap();
    }
    broken = null;
    waited = 0;
  }

  private void markGap() {
    if (current != null) {
      current.gaps = true;
    }
  }

  private void add(InitLine init, Line line) {
    Optional<String> writer = writer(init.before());
    OneProcess process = owner(init, writer);
    if (process == null) {
      process = new OneProcess(writer, FIRST.contains(init.packageName()), line.offset());
      processes.add(process);
    }
    current = process;
    process.lastStart = init.startNanos();
    process.seen.add(init.packageName());
    boolean numbered = process.fromStart && !process.gaps;
    process.inits.add(
        new InitTask(
            numbered ? OptionalInt.of(process.inits.size()) : OptionalInt.empty(),
            GoSymbol.packageOf(init.packageName() + ".init").orElse(init.packageName()),
            InitTask.State.DONE,
            List.of(),
            OptionalLong.of(init.startNanos()),
            OptionalLong.of(init.wallNanos()),
            OptionalLong.of(init.bytes()),
            OptionalLong.of(init.allocations()),
            List.of(EvidenceRef.at("", line))));
  }

  private @Nullable OneProcess owner(InitLine init, Optional<String> writer) {
    OneProcess now = current;
    if (writer.isPresent()) {
      for (int i = processes.size() - 1; i >= 0 && i >= processes.size() - 64; i--) {
        if (processes.get(i).writer.equals(writer)) {
          return processes.get(i).accepts(init) ? processes.get(i) : null;
        }
      }
      return null;
    }
    return now != null && now.writer.isEmpty() && now.accepts(init) ? now : null;
  }

  /// The number in brackets of a journal or syslog prefix.
  private static Optional<String> writer(String before) {
    int close = before.lastIndexOf("]:");
    int open = close < 0 ? -1 : before.lastIndexOf('[', close);
    String inside = open < 0 ? "" : before.substring(open + 1, close);
    return Cursor.isDigits(inside) ? Optional.of(inside) : Optional.empty();
  }

  Decoded<List<InitTrace>> finish() {
    giveUp();
    if (processes.isEmpty() && problems.isEmpty()) {
      problems.add("inittrace.none", Problem.Effect.LOST_FROM_HERE, 0, "");
    }
    List<InitTrace> traces = new ArrayList<>();
    for (OneProcess p : processes) {
      traces.add(new InitTrace(p.inits, p.writer, p.fromStart, p.gaps, p.offset));
    }
    return new Decoded<>(List.copyOf(traces), problems.toList());
  }

  private static final class OneProcess {
    final Optional<String> writer;
    final boolean fromStart;
    final long offset;
    final List<InitTask> inits = new ArrayList<>();
    final Set<String> seen = new HashSet<>();
    boolean gaps;
    long lastStart;

    OneProcess(Optional<String> writer, boolean fromStart, long offset) {
      this.writer = writer;
      this.fromStart = fromStart;
      this.offset = offset;
    }

    boolean accepts(InitLine init) {
      return init.startNanos() >= lastStart && !seen.contains(init.packageName());
    }
  }
}
