package initscope.formats.strace;

import initscope.formats.text.Binary;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Line;
import initscope.model.Problems;
import initscope.model.host.SyscallTrace;
import java.nio.charset.StandardCharsets;

/// What `strace` prints, 4.12 to the newest: with `-f`, with any of `-t`, `-tt`, `-ttt`, `-r`, with `-T`, `-y`, `-yy`, `-Y`, `-i`, `-n`, to a
/// file or among other output. A call that was interrupted by another thread's is one. Stacks (`-k`) are not read. Source of the format:
/// strace, src/strace.c and src/syscall.c.
public final class StraceDecoder implements Decoder<SyscallTrace> {
  /// Name of the format.
  public static final String NAME = "strace";

  private static final int GUESS_LINES = 60;
  private static final String TRACER = "strace: ";

  /// A decoder.
  public StraceDecoder() {}

  @Override
  public Format format() {
    return new Format(NAME, "strace");
  }

  @Override
  public boolean recognises(Bytes head) {
    StraceLine line = new StraceLine();
    int calls = 0;
    int strange = 0;
    for (String text : Heads.lines(head, GUESS_LINES)) {
      if (!line.scan(text)) {
        strange += text.isBlank() ? 0 : 1;
      } else if (line.kind != StraceLine.Kind.NOTE) {
        calls++;
      }
    }
    return calls > 0 && calls >= 2 * strange;
  }

  /// Takes a line into which strace printed {@code strace: Process 12 attached}; the call that it cut goes on in the next line.
  private static boolean isBroken(StraceLine read, Line line, String text, StraceJoin join) {
    int cut = text.endsWith("tached") ? text.lastIndexOf(TRACER) : -1;
    if (cut < 0 || !read.scanBegun(text, cut)) {
      return false;
    }
    join.addBroken(read, line, text.substring(cut + TRACER.length()));
    return true;
  }

  @Override
  public Decoded<SyscallTrace> decode(Bytes in) {
    Problems problems = new Problems();
    StraceJoin join = new StraceJoin(in, problems);
    StraceLine read = new StraceLine();
    for (Line line : in.lines()) {
      if (line.cut()) {
        problems.skipped("strace.line.too-long", line);
        continue;
      }
      // one character a byte, so that places in the text are places in the bytes
      String text =
          Binary.is(line) ? "\0" : new String(line.bytes().toArray(), StandardCharsets.ISO_8859_1);
      if (join.isBroken() && read.scanRest(text)) {
        join.addRest(read, line);
      } else if (read.scan(text)) {
        join.add(read, line, text);
      } else if (!isBroken(read, line, text, join) && !text.isBlank()) {
        problems.skipped("strace.line.unreadable", line);
      }
    }
    SyscallTrace trace = join.build();
    return new Decoded<>(trace, problems.toList());
  }
}
