package initscope.collect.program;

import initscope.collect.program.AnswerSorter.Block;
import initscope.collect.program.AnswerSorter.Writer;
import initscope.collect.spool.SpoolEntry;
import initscope.collect.steps.Step;
import initscope.model.Failure;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Pairs of link and target, each ended by a NUL, into {@code proc/exe} and {@code proc/fd}. A line feed in a target, which a process
/// can choose, is written as the kernel does in maps: {@code \012}.
final class Links implements Block {
  private static final int MAX_LINK = 8 << 10;

  private final Writer writer;
  private final Optional<Step> exeStep;
  private final Optional<Step> fdStep;
  private final ByteArrayOutputStream word = new ByteArrayOutputStream();
  private String link = "";
  private boolean inTarget;
  private Optional<SpoolEntry> descriptors = Optional.empty();

  Links(Writer writer, Optional<Step> exeStep, Optional<Step> fdStep) {
    this.writer = writer;
    this.exeStep = exeStep;
    this.fdStep = fdStep;
  }

  @Override
  public void content(byte[] bytes, int from, int length) throws Failure {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] == 0) {
        word();
      } else if (word.size() < MAX_LINK) {
        if (bytes[i] == '\n') {
          word.writeBytes(AnswerSorter.bytes("\\012"));
        } else {
          word.write(bytes[i]);
        }
      }
    }
  }

  private void word() throws Failure {
    byte[] bytes = word.toByteArray();
    word.reset();
    if (inTarget && bytes.length > 0) {
      pair(bytes);
    } else if (!inTarget) {
      link = new String(bytes, java.nio.charset.StandardCharsets.UTF_8);
    }
    inTarget = !inTarget;
  }

  private void pair(byte[] target) throws Failure {
    if (link.equals("exe") && exeStep.isPresent()) {
      SpoolEntry exe = writer.open(exeStep.get(), "proc/exe", List.of());
      exe.write(target, 0, target.length);
      exe.commit(OptionalInt.empty(), writer.nanos(), false);
    } else if (link.startsWith("fd/")
        && AnswerMap.isNumber(link.substring(3))
        && fdStep.isPresent()) {
      if (descriptors.isEmpty()) {
        descriptors = Optional.of(writer.open(fdStep.get(), "proc/fd", List.of()));
      }
      byte[] number = AnswerSorter.bytes(link.substring(3) + " ");
      descriptors.get().write(number, 0, number.length);
      descriptors.get().write(target, 0, target.length);
      descriptors.get().write(new byte[] {'\n'}, 0, 1);
    }
  }

  @Override
  public void end(OptionalInt status, long nanos, boolean cut) throws Failure {
    if (descriptors.isPresent()) {
      descriptors.get().commit(OptionalInt.empty(), nanos, cut);
    }
  }
}
