package initscope.collect.program;

import initscope.collect.program.AnswerSorter.Block;
import initscope.collect.program.AnswerSorter.Writer;
import initscope.collect.spool.SpoolEntry;
import initscope.model.Failure;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Lines of many files, each with its file's name and a colon before it, back into one entry per file. Whatever a file holds, its
/// lines cannot be taken for another's: the name before them is the reader's, not the file's. Names no step asked for are dropped.
final class NamedLines implements Block {
  private static final int MAX_NAME = 200;
  private static final byte[] FEED = {'\n'};

  private final AnswerMap map;
  private final boolean second;
  private final Writer writer;
  private final byte[] name = new byte[MAX_NAME];
  private int nameLength;
  private boolean inName = true;
  private String current = "";
  private Optional<Answer> answer = Optional.empty();
  private Optional<SpoolEntry> open = Optional.empty();
  private boolean heldFeed;

  NamedLines(AnswerMap map, boolean second, Writer writer) {
    this.map = map;
    this.second = second;
    this.writer = writer;
  }

  @Override
  public void content(byte[] bytes, int from, int length) throws Failure {
    int at = from;
    int end = from + length;
    while (at < end) {
      at = inName ? readName(bytes, at, end) : readLine(bytes, at, end);
    }
  }

  private int readName(byte[] bytes, int from, int end) throws Failure {
    for (int at = from; at < end; at++) {
      if (bytes[at] == ':') {
        inName = false;
        turnTo(new String(name, 0, nameLength, StandardCharsets.UTF_8));
        nameLength = 0;
        return at + 1;
      }
      if (nameLength == MAX_NAME || bytes[at] == '\n') {
        inName = false;
        nameLength = 0;
        turnTo("");
        return at;
      }
      name[nameLength++] = bytes[at];
    }
    return end;
  }

  /// The next line is of this file: the same as before, or a new one.
  private void turnTo(String file) throws Failure {
    if (file.equals(current)) {
      feed();
      return;
    }
    current = file;
    Optional<Answer> next = map.of(file, second);
    boolean sameEntry =
        next.isPresent()
            && answer.isPresent()
            && open.isPresent()
            && next.get().entry().equals(answer.get().entry());
    if (!sameEntry) {
      finish(0, false);
    } else {
      feed();
    }
    answer = next;
    if (next.isPresent()) {
      if (open.isEmpty()) {
        open = Optional.of(writer.open(next.get().step(), next.get().entry(), List.of()));
      }
      byte[] heading = AnswerSorter.bytes(next.get().heading());
      open.get().write(heading, 0, heading.length);
    }
  }

  private int readLine(byte[] bytes, int from, int end) throws Failure {
    int at = from;
    while (at < end && bytes[at] != '\n') {
      at++;
    }
    if (open.isPresent()) {
      open.get().write(bytes, from, at - from);
    }
    if (at == end) {
      return end;
    }
    heldFeed = true;
    inName = true;
    return at + 1;
  }

  private void feed() throws Failure {
    if (heldFeed && open.isPresent()) {
      open.get().write(FEED, 0, 1);
    }
    heldFeed = false;
  }

  private void finish(long nanos, boolean cut) throws Failure {
    if (open.isPresent()) {
      if (!cut && answer.isPresent() && !answer.get().dropLastFeed()) {
        feed();
      }
      open.get().commit(OptionalInt.empty(), Math.max(nanos, writer.nanos()), cut);
    }
    heldFeed = false;
    open = Optional.empty();
  }

  @Override
  public void end(OptionalInt status, long nanos, boolean cut) throws Failure {
    finish(nanos, cut);
  }
}
