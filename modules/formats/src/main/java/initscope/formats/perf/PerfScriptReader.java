package initscope.formats.perf;

import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.perf.PerfSamples;

/// Walks a text of perf in one pass. Memory does not depend on its size.
final class PerfScriptReader {
  private static final int BUFFER_BYTES = 256 << 10;
  private static final int MAX_RECORD = 8192;
  private static final long REPORT_BYTES = 8 << 20;

  private final TextSource source;
  private final long inputBytes;
  private final SampleSink sink;
  private final Problems problems;
  private final HeaderLine line = new HeaderLine();
  private final byte[] text = new byte[BUFFER_BYTES];
  private int limit;
  private int at;
  private long base; // offset of text[0] in the whole
  private boolean cut; // the rest of a line that was too long is to be passed over
  private boolean inSample;
  private int frames;
  private boolean inLine; // the frame stands in the sample's own line

  /// @param inputBytes size of what the source consumes, for progress
  PerfScriptReader(TextSource source, long inputBytes, SampleSink sink, Problems problems) {
    this.source = source;
    this.inputBytes = inputBytes;
    this.sink = sink;
    this.problems = problems;
  }

  void run(Progress progress) throws CancelledException {
    long told = 0;
    while (fill()) {
      takeLines();
      if (source.consumed() - told >= REPORT_BYTES || told == 0) {
        told = source.consumed();
        progress.report(told, inputBytes, "reading stacks");
      }
    }
    if (limit > at && !cut) {
      int begin = at;
      at = limit;
      take(begin, limit);
      problems.add("perf.line.unfinished", Effect.NOTE, base + begin, quote(begin, limit));
    }
    end();
    source.problem().ifPresent(p -> problems.add(p.id(), p.effect(), p.offset(), p.quote()));
  }

  /// Moves what is left to the front and reads on.
  private boolean fill() {
    if (at > 0) {
      System.arraycopy(text, at, text, 0, limit - at);
      base += at;
      limit -= at;
      at = 0;
    }
    if (limit == text.length) {
      problems.add("perf.line.too-long", Effect.SKIPPED, base, quote(0, limit));
      base += limit;
      limit = 0;
      cut = true;
    }
    int got = source.read(text, limit, text.length - limit);
    limit += Math.max(0, got);
    return got > 0;
  }

  private void takeLines() {
    while (at < limit) {
      int feed = Scan.feed(text, at, limit);
      if (feed == limit) {
        if (cut) {
          at = limit;
        }
        return;
      }
      int begin = at;
      at = feed + 1;
      if (cut) {
        cut = false;
      } else {
        take(begin, feed > begin && text[feed - 1] == '\r' ? feed - 1 : feed);
      }
    }
  }

  private void take(int from, int to) {
    if (from == to) {
      finish();
      return;
    }
    byte first = text[from];
    if (first == '#') {
      comment(from, to);
    } else if (Scan.isBlank(first)) {
      indented(from, to);
    } else if (!header(from, to) && !frame(from, to)) {
      unreadable(from, to);
    }
  }

  /// Frames are indented, and so are names of threads where no stacks are printed.
  private void indented(int from, int to) {
    // perf itself indents by a tab; nearly every line of a long recording was there before
    if (inSample && text[from] == '\t' && sink.again(text, Scan.skipBlanks(text, from, to), to)) {
      frames++;
      return;
    }
    if (isNamedLikeAnAddress(from, to) ? header(from, to) : frame(from, to) || header(from, to)) {
      return;
    }
    int begin = Scan.skipBlanks(text, from, to);
    if (begin == to) {
      finish();
    } else if (inSample && frames > 0 && SourceLines.is(text, begin, to)) {
      sink.sourceLine(text, begin, to);
    } else {
      unreadable(from, to);
    }
  }

  /// Where no stacks are printed names stand indented by blanks, and {@code C2 CompilerThre} begins as an address does. A stack's first frame
  /// is looked at twice for that; perf itself indents frames by a tab.
  private boolean isNamedLikeAnAddress(int from, int to) {
    return text[from] == ' '
        && (frames == 0 || inLine)
        && line.scan(text, from, to)
        && line.timeNanos != PerfSamples.NO_TIME;
  }

  private boolean frame(int from, int to) {
    int begin = Scan.skipBlanks(text, from, to);
    int end = FrameLine.addressEnd(text, begin, to);
    if (end == begin || end + 1 >= to || !Scan.isBlank(text[end])) {
      return false;
    }
    // a thread named like a number, and its id: no symbol begins with a digit
    int next = Scan.skipBlanks(text, end, to);
    if (next < to && Scan.isDigit(text[next]) && line.scan(text, from, to)) {
      return false;
    }
    if (!inSample) {
      problems.add("perf.frame.outside", Effect.SKIPPED, base + from, quote(from, to));
      return true;
    }
    frames++;
    sink.frame(text, begin, end, to);
    return true;
  }

  private boolean header(int from, int to) {
    if (!line.scan(text, from, to)) {
      return false;
    }
    finish();
    if (line.record) {
      otherRecord();
      return true;
    }
    inSample = true;
    sink.begin(text, line, base + from);
    inLine =
        line.payloadTo > line.payloadFrom
            && text[line.payloadTo - 1] == ')'
            && FrameLine.begins(text, line.payloadFrom, line.payloadTo);
    if (inLine) {
      frame(
          line.payloadFrom,
          line.payloadTo); // recorded without stacks: the one frame stands in line
    }
    return true;
  }

  private void otherRecord() {
    if (Scan.startsWith(text, line.eventFrom, line.eventTo, "PERF_RECORD_MMAP")) {
      int to = Math.min(line.payloadTo, line.payloadFrom + MAX_RECORD);
      MapRecord.read(Scan.text(text, line.payloadFrom, to)).ifPresent(sink::map);
    } else if (Scan.startsWith(text, line.eventFrom, line.eventTo, "PERF_RECORD_LOST")) {
      int i = line.payloadFrom;
      while (i < line.payloadTo && !Scan.isDigit(text[i])) {
        i++;
      }
      sink.lost(Scan.number(text, i, Scan.skipDigits(text, i, line.payloadTo)));
    }
  }

  private void finish() {
    if (inSample) {
      sink.end();
      inSample = false;
      frames = 0;
    }
  }

  /// Every stack is followed by an empty line; one that is not lacks its outer frames.
  private void end() {
    if (inSample && frames > 0 && !inLine) {
      sink.drop();
      problems.add("perf.sample.unfinished", Effect.NOTE, base + limit, "");
    } else {
      finish();
    }
  }

  private void unreadable(int from, int to) {
    problems.add("perf.line.unreadable", Effect.SKIPPED, base + from, quote(from, to));
  }

  private void comment(int from, int to) {
    int colon = from + 1;
    while (colon < to && text[colon] != ':') {
      colon++;
    }
    if (colon < to) {
      String name = Scan.text(text, from + 1, colon).strip();
      sink.header(name, Scan.text(text, colon + 1, Math.min(to, colon + 4096)).strip());
    }
  }

  private String quote(int from, int to) {
    return Scan.text(text, from, Math.min(to, from + 120));
  }
}
