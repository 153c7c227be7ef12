package initscope.formats.proc;

import initscope.formats.text.Cursor;
import initscope.formats.text.Heads;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Decoder;
import initscope.model.Format;
import initscope.model.Problem;
import initscope.model.Problems;
import initscope.model.host.SyscallState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// /proc/PID/syscall: `running`, `-1 SP PC`, or the number, six arguments, SP and PC.
public final class SyscallDecoder implements Decoder<Optional<SyscallState>> {
  private static final Format FORMAT = new Format("proc-syscall", "/proc/PID/syscall");
  private static final int LONGEST_LINE = 512;
  private static final int ARGUMENTS = 6;

  @Override
  public Format format() {
    return FORMAT;
  }

  @Override
  public boolean recognises(Bytes head) {
    return head.size() <= LONGEST_LINE && scan(Heads.text(head, LONGEST_LINE)).isPresent();
  }

  @Override
  public Decoded<Optional<SyscallState>> decode(Bytes in) {
    Problems problems = new Problems();
    String text = in.first(LONGEST_LINE).utf8();
    Optional<SyscallState> state = scan(text);
    if (state.isEmpty()) {
      problems.add("syscall.unreadable", Problem.Effect.LOST_FROM_HERE, 0, text);
    } else if (!text.endsWith("\n")) {
      problems.add("syscall.line.unfinished", Problem.Effect.NOTE, 0, text);
    }
    return new Decoded<>(state, problems.toList());
  }

  private static Optional<SyscallState> scan(String input) {
    String text = input.stripTrailing();
    if (text.equals("running")) {
      return Optional.of(new SyscallState.Running());
    }
    Cursor c = new Cursor(text);
    long number = c.decimal();
    List<Long> words = new ArrayList<>();
    while (!c.failed() && !c.atEnd() && words.size() < ARGUMENTS + 2) {
      words.add(c.gap().address());
    }
    if (c.failed() || !c.atEnd() || number < -1) {
      return Optional.empty();
    }
    if (number == -1 && words.size() == 2) {
      return Optional.of(new SyscallState.Blocked(words.get(0), words.get(1)));
    }
    return words.size() == ARGUMENTS + 2
        ? Optional.of(
            new SyscallState.In(
                number, words.subList(0, ARGUMENTS), words.get(ARGUMENTS), words.getLast()))
        : Optional.empty();
  }
}
