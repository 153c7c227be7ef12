package initscope.formats.strace;

import initscope.formats.text.Cursor;
import initscope.model.Bytes;
import initscope.model.Line;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.host.SyscallTrace;
import initscope.model.host.SyscallTrace.Clock;
import initscope.model.host.SyscallTraceBuilder;
import initscope.model.host.TraceNote;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Lines on their way to calls: what was printed of one call in two lines becomes one, times count from one beginning, and the thread that
/// strace does not name while it is alone gets its number once it is known.
final class StraceJoin {
  /// More is no trace that a person would read; columns of as many calls take a quarter of a GiB.
  private static final int MOST_CALLS = 3_000_000;

  private static final int MOST_NOTES = 100_000;
  private static final int LONGEST_NOTE = 1000;
  private static final int FEW = 64;
  private static final int MOST_THREADS = 1 << 16;
  private static final long DAY = 24 * 3_600_000_000_000L;

  private final SyscallTraceBuilder calls;
  private final Problems problems;
  private final Map<Integer, Integer> open = new HashMap<>();
  private final Set<Integer> attached = new HashSet<>();
  private Clock clock = Clock.NONE;
  private long last = -1;
  private long dayOffset;
  private int first = -1;
  private int broken = -1;
  private int brokenPid = -1;
  private long left;
  private long leftAt;

  StraceJoin(Bytes in, Problems problems) {
    calls = new SyscallTraceBuilder(in);
    this.problems = problems;
  }

  void add(StraceLine read, Line line, String text) {
    broken = -1;
    long at = nanos(read.time);
    learn(read.pid);
    if (calls.size() >= MOST_CALLS && read.kind != StraceLine.Kind.RESUMED) {
      leftAt = left++ == 0 ? line.offset() : leftAt;
      return;
    }
    switch (read.kind) {
      case NOTE -> note(read.pid, at, read.noteKind, text.substring(read.noteFrom, read.noteTo));
      case UNFINISHED -> wait(read.pid, begin(read, at, line));
      case CALL -> end(read, begin(read, at, line), read.durationNanos, line);
      case RESUMED -> resumed(read, at, line);
    }
  }

  /// Takes the beginning of a call, and what strace said in the middle of it.
  void addBroken(StraceLine read, Line line, String said) {
    long at = nanos(read.time);
    learn(read.pid);
    note(-1, at, TraceNote.Kind.TRACER, said);
    if (calls.size() < MOST_CALLS) {
      broken = begin(read, at, line);
      brokenPid = read.pid;
    }
  }

  /// Whether the last line was only the beginning of a call.
  boolean isBroken() {
    return broken >= 0;
  }

  /// Takes the rest of such a call.
  void addRest(StraceLine read, Line line) {
    if (read.kind == StraceLine.Kind.UNFINISHED) {
      wait(brokenPid, broken);
    } else {
      calls.more(broken, line.offset() + read.argsFrom, read.argsTo - read.argsFrom);
      end(read, broken, read.durationNanos, line);
    }
    broken = -1;
  }

  /// While a thread is alone strace does not name it: the first that is named, and was not attached later, is that one.
  private void learn(int pid) {
    if (pid >= 0 && first < 0 && !attached.contains(pid)) {
      first = pid;
      Integer row = open.remove(-1);
      if (row != null) {
        open.put(pid, row);
      }
    }
  }

  private void wait(int pid, int row) {
    if (open.size() < MOST_THREADS) {
      open.put(pid < 0 ? first : pid, row);
    }
  }

  private void note(int pid, long at, TraceNote.Kind kind, String text) {
    String said = text.substring(0, Math.min(text.length(), LONGEST_NOTE));
    if (kind == TraceNote.Kind.TRACER
        && said.startsWith("Process ")
        && said.endsWith(" attached")
        && attached.size() < MOST_THREADS) {
      String number = said.substring(8, Math.max(8, said.length() - 9));
      if (number.length() < 10 && Cursor.isDigits(number)) {
        attached.add(Integer.parseInt(number));
      }
    }
    if (calls.noteCount() < MOST_NOTES) {
      calls.note(new TraceNote(pid, at, kind, said));
    }
  }

  private int begin(StraceLine read, long at, Line line) {
    return calls.begin(
        read.pid,
        at,
        read.name,
        line.offset() + read.argsFrom,
        Math.max(0, read.argsTo - read.argsFrom));
  }

  private void end(StraceLine read, int row, long took, Line line) {
    calls.end(
        row, took, read.errno, line.offset() + read.resultFrom, read.resultTo - read.resultFrom);
  }

  /// The row of the call that goes on, -1 where its beginning is not known.
  private int opened(StraceLine read) {
    int pid = read.pid < 0 ? first : read.pid;
    Integer row = open.get(pid);
    if (row != null && calls.name(row).equals(read.name)) {
      open.remove(pid);
      return row;
    }
    if (read.pid < 0 && open.size() <= FEW) { // the only one that is left is not named
      for (Map.Entry<Integer, Integer> one : open.entrySet()) {
        if (calls.name(one.getValue()).equals(read.name)) {
          open.remove(one.getKey());
          return one.getValue();
        }
      }
    }
    return -1;
  }

  private void resumed(StraceLine read, long at, Line line) {
    int row = opened(read);
    if (row < 0) {
      problems.add(
          "strace.resumed.alone", Effect.NOTE, line.offset(), line.bytes().first(100).utf8());
      if (calls.size() < MOST_CALLS) {
        boolean timed = at >= 0 && read.durationNanos >= 0;
        long start = timed ? Math.max(0, at - read.durationNanos) : -1;
        end(read, begin(read, start, line), read.durationNanos, line);
      }
      return;
    }
    long start = calls.startNanos(row);
    boolean told = read.durationNanos >= 0 || at < 0 || start < 0 || !read.time.exact();
    calls.more(row, line.offset() + read.argsFrom, read.argsTo - read.argsFrom);
    end(read, row, told ? read.durationNanos : Math.max(0, at - start), line);
  }

  /// The time on the trace's clock, -1 where there is none or it is another's.
  private long nanos(StraceTime time) {
    if (time.clock() == Clock.NONE) {
      return -1;
    }
    if (clock == Clock.NONE) {
      clock = time.clock();
      calls.clock(clock);
    }
    if (clock != time.clock()) {
      return -1;
    }
    long at = time.nanos();
    if (clock == Clock.FIRST) {
      at = last < 0 ? 0 : at > Long.MAX_VALUE - last ? last : last + at;
    } else if (clock == Clock.DAY) {
      at += dayOffset;
      if (at < last - DAY / 2) { // midnight
        dayOffset += DAY;
        at += DAY;
      }
    }
    last = Math.max(last, at);
    return at;
  }

  SyscallTrace build() {
    if (left > 0) {
      problems.add(
          "strace.calls.too-many", Effect.SKIPPED, leftAt, left + " calls more than are kept");
    }
    if (first >= 0) {
      calls.unnamed(first);
    }
    return calls.build();
  }
}
