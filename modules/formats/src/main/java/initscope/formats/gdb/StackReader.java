package initscope.formats.gdb;

import initscope.formats.text.Binary;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.Line;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.ThreadStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Joins wrapped lines to frames and frames to threads. One pass; not reused.
final class StackReader {
  private static final int LONGEST_FRAME = 32 << 10;
  private final List<ThreadStack> threads = new ArrayList<>();
  private final Problems problems = new Problems();
  private List<Frame> frames = new ArrayList<>();
  private ThreadTitle title = new ThreadTitle(OptionalLong.empty(), Optional.empty());
  private @Nullable Line threadLine;
  private @Nullable Line frameLine;
  private final StringBuilder pending = new StringBuilder();
  private Parentheses arguments = new Parentheses();
  private boolean complete = true;
  private int lastLevel = -1;

  void line(Line line) {
    if (Binary.is(line)) {
      endFrame();
      return;
    }
    if (line.cut()) {
      problems.skipped("pstack.line.too-long", line);
      return;
    }
    String text = line.text();
    Optional<ThreadTitle> next = ThreadTitle.read(text);
    if (next.isPresent()) {
      endThread();
      title = next.get();
      threadLine = line;
    } else if (text.startsWith("#")) {
      startFrame(line, text);
    } else if (text.startsWith("Backtrace stopped") || text.startsWith("(More stack frames")) {
      endFrame();
      complete = false;
    } else if (text.isBlank()) {
      endFrame();
    } else {
      continueFrame(text);
    }
  }

  private void startFrame(Line line, String text) {
    endFrame();
    pending.append(text, 0, Math.min(text.length(), LONGEST_FRAME));
    frameLine = line;
    arguments = new Parentheses();
    int open = GdbFrame.argumentsAt(pending.toString());
    if (open >= 0) {
      arguments.read(pending.toString(), open + 1);
    }
  }

  /// gdb wraps at its own width: inside the arguments, or before `at` and `from`. Anything else below a frame (local
  /// variables of `bt full`, messages) is not a part of it.
  private void continueFrame(String text) {
    if (frameLine == null) {
      return;
    }
    String more = text.strip();
    boolean inside = arguments.isOpen();
    boolean place = more.startsWith("at ") || more.startsWith("from ") || more.startsWith("(");
    boolean goesOn = Character.isWhitespace(text.charAt(0)) && (inside || place);
    if (goesOn && pending.length() + more.length() < LONGEST_FRAME) {
      pending.append(' ').append(more);
      arguments.read(more, 0);
    } else {
      endFrame();
    }
  }

  private void endFrame() {
    Line line = frameLine;
    if (line == null) {
      return;
    }
    Optional<GdbFrame> read = GdbFrame.read(pending.toString());
    pending.setLength(0);
    frameLine = null;
    if (read.isEmpty()) {
      problems.skipped("pstack.frame.unreadable", line);
      return;
    }
    GdbFrame frame = read.get();
    if (frame.level() == 0 && !frames.isEmpty()) {
      // another backtrace without a title
      endThread();
    }
    if (frame.level() != lastLevel + 1 && lastLevel >= 0 && frame.level() != 0) {
      problems.add("pstack.frames.missing", Problem.Effect.NOTE, line.offset(), "");
    }
    lastLevel = frame.level();
    if (!frame.hasAddress() && !frames.isEmpty()) {
      Frame inner = frames.removeLast();
      frames.add(new Frame(inner.function(), inner.file(), inner.line(), inner.pc(), true));
    }
    if (threadLine == null) {
      threadLine = line;
    }
    // gdb closes a Go stack with a frame at address 0
    if (frame.frame().pc() != 0 || !frame.hasAddress()) {
      frames.add(frame.frame());
    }
  }

  private void endThread() {
    endFrame();
    Line first = threadLine;
    if (first != null) {
      threads.add(
          new ThreadStack(
              title.tid(), title.name(), frames, first.offset(), first.number(), complete));
    }
    frames = new ArrayList<>();
    title = new ThreadTitle(OptionalLong.empty(), Optional.empty());
    threadLine = null;
    complete = true;
    lastLevel = -1;
  }

  Decoded<List<ThreadStack>> finish() {
    endThread();
    if (threads.isEmpty() && problems.isEmpty()) {
      problems.add("pstack.none", Problem.Effect.LOST_FROM_HERE, 0, "");
    }
    return new Decoded<>(List.copyOf(threads), problems.toList());
  }
}
