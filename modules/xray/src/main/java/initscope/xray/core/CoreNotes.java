package initscope.xray.core;

import initscope.model.Bytes;
import initscope.model.Problem.Effect;
import initscope.model.Problems;
import initscope.model.host.Mapping;
import initscope.xray.elf.Segment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The notes of a core file, one after another.
final class CoreNotes {
  private static final int PRSTATUS = 1;
  private static final int PRPSINFO = 3;
  private static final int AUXV = 6;
  private static final int ARM_SYSTEM_CALL = 0x404;
  private static final int FILE = 0x46494c45;
  private static final int SIGINFO = 0x53494749;
  private static final int HEAD = 12;
  private static final int MAX_THREADS = 1 << 17;

  private final Bytes in;
  private final boolean arm64;
  private final Problems problems;
  private final List<CoreThread> threads = new ArrayList<>();
  private final Map<Long, Long> auxiliary = new LinkedHashMap<>();
  private List<Mapping> files = List.of();
  private OptionalLong pid = OptionalLong.empty();
  private String command = "";
  private String arguments = "";
  private int signal;
  private OptionalLong signalOffset = OptionalLong.empty();

  CoreNotes(Bytes in, String machine, Problems problems) {
    this.in = in;
    this.arm64 = machine.equals("arm64");
    this.problems = problems;
  }

  /// Reads one PT_NOTE segment.
  void read(Segment segment) {
    long at = segment.fileOffset();
    long end = at + segment.fileSize();
    if (at < 0 || segment.fileSize() < 0 || end < at || at > in.size()) {
      problems.add("core.notes", Effect.SKIPPED, 0, "outside of the file");
      return;
    }
    end = Math.min(end, in.size());
    while (end - at >= HEAD) {
      long name = (in.u32(at) + 3) & ~3L;
      long size = in.u32(at + 4);
      long body = at + HEAD + name;
      if (body > end || size > end - body) {
        problems.add("core.notes.cut", Effect.SKIPPED, at, "note of " + size + " bytes");
        return;
      }
      note((int) in.u32(at + 8), in.slice(body, size), body);
      at = body + ((size + 3) & ~3L);
    }
  }

  private void note(int type, Bytes note, long offset) {
    switch (type) {
      case PRSTATUS -> thread(note, offset);
      case PRPSINFO -> process(note);
      case AUXV -> auxiliary(note);
      case FILE -> files = new FileNote(note, offset, problems).mappings();
      case SIGINFO -> signal(note, offset);
      case ARM_SYSTEM_CALL -> systemCall(note);
      default -> {}
    }
  }

  private void thread(Bytes note, long offset) {
    Optional<CoreThread> thread = ThreadNote.read(note, arm64, offset);
    if (thread.isEmpty() || threads.size() >= MAX_THREADS) {
      problems.add("core.thread", Effect.SKIPPED, offset, note.size() + " bytes");
      return;
    }
    threads.add(thread.get());
  }

  private void process(Bytes note) {
    if (note.size() < 136) {
      return;
    }
    pid = OptionalLong.of(note.u32(24));
    command = text(note.slice(40, 16));
    arguments = text(note.slice(56, 80)).strip();
  }

  private void auxiliary(Bytes note) {
    for (long at = 0; at + 16 <= note.size() && auxiliary.size() < 256; at += 16) {
      auxiliary.putIfAbsent(note.u64(at), note.u64(at + 8));
    }
  }

  /// The first is the one of the thread that ended the process. A debugger writes 0, or that of a stop.
  private void signal(Bytes note, long offset) {
    if (signalOffset.isEmpty() && note.size() >= 12) {
      signal = (int) note.u32(0);
      signalOffset = OptionalLong.of(offset);
    }
  }

  /// On aarch64 the system call stands apart, after the thread's registers.
  private void systemCall(Bytes note) {
    if (arm64 && note.size() >= 4 && !threads.isEmpty()) {
      threads.add(ThreadNote.withCall(threads.removeLast(), (int) note.u32(0)));
    }
  }

  static String text(Bytes field) {
    long end = field.indexOf(0, 0);
    return field.first(end < 0 ? field.size() : end).utf8();
  }

  Core core(List<Segment> loads) {
    return new Core(
        arm64 ? "arm64" : "amd64",
        pid,
        command,
        arguments,
        signal,
        signalOffset,
        threads,
        Mappings.of(files, loads, auxiliary),
        loads,
        auxiliary);
  }
}
