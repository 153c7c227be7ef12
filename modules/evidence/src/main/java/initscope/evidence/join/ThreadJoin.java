package initscope.evidence.join;

import initscope.formats.gdb.PstackDecoder;
import initscope.formats.proc.KernelStackDecoder;
import initscope.formats.proc.ProcStatDecoder;
import initscope.formats.proc.SyscallDecoder;
import initscope.formats.proc.WchanDecoder;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Line;
import initscope.model.go.Goroutine;
import initscope.model.host.ProcStat;
import initscope.model.host.ThreadStack;
import initscope.model.host.ThreadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/// The target's threads: what the kernel says of each, its CPU time between two samples, and gdb's frames where they were taken.
final class ThreadJoin {
  private static final int QUOTE = 200;

  private final Pieces pieces;
  private final Map<Long, ThreadStack> stacks = new HashMap<>();
  private final List<ThreadStack> nameless = new ArrayList<>();
  private final Sleeps sleeps;

  private ThreadJoin(Pieces pieces, Sleeps sleeps) {
    this.pieces = pieces;
    this.sleeps = sleeps;
    for (ThreadStack stack : pieces.list("pstack", new PstackDecoder())) {
      if (stack.tid().isPresent()) {
        stacks.put(stack.tid().getAsLong(), stack);
      } else {
        nameless.add(stack);
      }
    }
  }

  static List<ThreadState> threads(Pieces pieces, Sleeps sleeps) {
    ThreadJoin join = new ThreadJoin(pieces, sleeps);
    List<ThreadState> threads = new ArrayList<>();
    Set<Long> seen = new HashSet<>();
    pieces
        .threads()
        .forEach(
            (tid, files) -> {
              seen.add(tid);
              threads.add(join.thread(tid, files));
            });
    join.stacks.forEach(
        (tid, stack) -> {
          if (!seen.contains(tid)) {
            threads.add(join.fromStack(tid, stack));
          }
        });
    join.nameless.forEach(stack -> threads.add(join.fromStack(0, stack)));
    return threads;
  }

  /// Goroutines with the time they have waited at least, where the thread they are bound to has not run for longer than each tells.
  static List<Goroutine> since(
      Sleeps sleeps, List<Goroutine> goroutines, List<ThreadState> threads) {
    Map<Long, Long> slept = new HashMap<>();
    for (ThreadState thread : threads) {
      if (thread.sleptNanos().isPresent() && sleeps.lastedUntilMemoryWasRead(thread.tid())) {
        slept.put(thread.tid(), thread.sleptNanos().getAsLong());
      }
    }
    return slept.isEmpty() ? goroutines : goroutines.stream().map(g -> since(g, slept)).toList();
  }

  private static Goroutine since(Goroutine g, Map<Long, Long> slept) {
    boolean bound =
        g.status().equals("waiting") ? g.lockedToThread() : g.status().equals("syscall");
    Long nanos = bound && g.tid().isPresent() ? slept.get(g.tid().getAsLong()) : null;
    return nanos == null || nanos <= g.waitNanos().orElse(0)
        ? g
        : g.withWait(OptionalLong.of(nanos));
  }

  private ThreadState thread(long tid, Map<String, Piece> files) {
    Map<String, EvidenceRef> evidence = new HashMap<>();
    files.forEach((file, piece) -> evidence.put(file, quote(piece)));
    Optional<ProcStat> first = stat(files, "stat");
    Optional<ProcStat> second = stat(files, "stat.2");
    Optional<ThreadStack> stack = Optional.ofNullable(stacks.get(tid));
    stack.ifPresent(s -> place(s).ifPresent(at -> evidence.put("pstack", at)));
    sleeps.place(tid).ifPresent(at -> evidence.put("sched", at));
    return new ThreadState(
        tid,
        first.map(ProcStat::comm).or(() -> second.map(ProcStat::comm)).orElse(""),
        first.map(ProcStat::state).or(() -> second.map(ProcStat::state)).orElse('?'),
        file(files, "wchan").flatMap(p -> pieces.decode(p, new WchanDecoder())),
        file(files, "syscall").flatMap(p -> pieces.decode(p, new SyscallDecoder())),
        file(files, "stack").map(p -> pieces.decode(p, new KernelStackDecoder())).orElse(List.of()),
        stack.map(ThreadStack::frames).orElse(List.<Frame>of()),
        first.isPresent() && second.isPresent()
            ? OptionalLong.of(Math.max(0, second.get().cpuNanos() - first.get().cpuNanos()))
            : OptionalLong.empty(),
        gap(files),
        second.map(sleeps::of).orElse(OptionalLong.empty()),
        evidence);
  }

  private static Optional<Piece> file(Map<String, Piece> files, String name) {
    return Optional.ofNullable(files.get(name));
  }

  private Optional<ProcStat> stat(Map<String, Piece> files, String name) {
    return file(files, name).flatMap(piece -> pieces.decode(piece, new ProcStatDecoder()));
  }

  private static OptionalLong gap(Map<String, Piece> files) {
    OptionalLong first = file(files, "stat").map(Piece::startNanos).orElse(OptionalLong.empty());
    OptionalLong second = file(files, "stat.2").map(Piece::startNanos).orElse(OptionalLong.empty());
    return first.isPresent() && second.isPresent()
        ? OptionalLong.of(second.getAsLong() - first.getAsLong())
        : OptionalLong.empty();
  }

  private static EvidenceRef quote(Piece piece) {
    for (Line line : piece.bytes().lines()) {
      return EvidenceRef.at(piece.name(), line);
    }
    return EvidenceRef.whole(piece.name(), "");
  }

  private Optional<EvidenceRef> place(ThreadStack stack) {
    return pieces
        .get("pstack")
        .map(
            piece ->
                new EvidenceRef(
                    piece.name(),
                    OptionalLong.of(stack.offset()),
                    OptionalInt.of(stack.line()),
                    lineAt(piece, stack.offset())));
  }

  private static String lineAt(Piece piece, long offset) {
    if (offset >= piece.bytes().size()) {
      return "";
    }
    long feed = piece.bytes().indexOf('\n', offset);
    long end = feed < 0 ? piece.bytes().size() : feed;
    return piece.bytes().utf8(offset, Math.min(QUOTE, end - offset));
  }

  private ThreadState fromStack(long tid, ThreadStack stack) {
    Map<String, EvidenceRef> evidence = new HashMap<>();
    place(stack).ifPresent(at -> evidence.put("pstack", at));
    return new ThreadState(
        tid,
        stack.name().orElse(""),
        '?',
        Optional.empty(),
        Optional.empty(),
        List.of(),
        stack.frames(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        evidence);
  }
}
