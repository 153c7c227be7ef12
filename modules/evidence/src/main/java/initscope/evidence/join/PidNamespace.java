package initscope.evidence.join;

import initscope.formats.proc.ProcStatusDecoder;
import initscope.model.go.GoRuntime;
import initscope.model.go.GoThread;
import initscope.model.go.Goroutine;
import initscope.model.host.ProcStatus;
import initscope.model.host.ThreadState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/// Thread ids as the host counts them. A Go runtime knows those of its own pid namespace, which in a container begin with 1: taken for the
/// host's, they would name no thread, or another one.
final class PidNamespace {
  private static final String FIELD = "NSpid";

  private final Map<Long, Long> hostTids = new HashMap<>();
  private final Set<Long> threads = new HashSet<>();

  private PidNamespace() {}

  /// @param threads of the host's own counting
  static PidNamespace of(Pieces pieces, List<ThreadState> threads) {
    PidNamespace namespace = new PidNamespace();
    threads.forEach(t -> namespace.threads.add(t.tid()));
    pieces
        .threads()
        .forEach(
            (tid, files) -> {
              Piece status = files.get("status");
              if (status != null) {
                namespace.add(tid, pieces.decode(status, new ProcStatusDecoder()));
              }
            });
    return namespace;
  }

  /// {@code NSpid: 9358 1}: from the reader's namespace inwards, from Linux 4.1 on; see proc_pid_status(5).
  private void add(long tid, ProcStatus status) {
    String numbers = status.field(FIELD).orElse("").strip();
    String last = numbers.substring(numbers.lastIndexOf('\t') + 1);
    boolean nested = last.length() < numbers.length();
    if (nested && last.length() < 12 && last.chars().allMatch(c -> c >= '0' && c <= '9')) {
      hostTids.put(Long.parseLong(last), tid);
    }
  }

  /// The runtime with the host's thread ids; without any where nothing tells which thread of the host is meant.
  GoRuntime onHost(GoRuntime go) {
    if (hostTids.isEmpty() && (threads.isEmpty() || names(go))) {
      return go;
    }
    return new GoRuntime(
        go.binary(),
        go.inits(),
        go.goroutines().stream().map(this::goroutine).toList(),
        go.goroutineCount(),
        go.waits(),
        go.threads().stream().map(this::thread).toList(),
        go.processors(),
        go.imports(),
        go.tornCount(),
        go.refusal(),
        go.problems());
  }

  private boolean names(GoRuntime go) {
    return Stream.concat(
            go.threads().stream().map(GoThread::tid), go.goroutines().stream().map(Goroutine::tid))
        .anyMatch(tid -> tid.isPresent() && threads.contains(tid.getAsLong()));
  }

  private OptionalLong host(OptionalLong tid) {
    Long host = tid.isPresent() ? hostTids.get(tid.getAsLong()) : null;
    return host == null ? OptionalLong.empty() : OptionalLong.of(host);
  }

  private GoThread thread(GoThread m) {
    return new GoThread(
        m.id(),
        host(m.tid()),
        m.goroutine(),
        m.lockedGoroutine(),
        m.processor(),
        m.spinning(),
        m.blocked(),
        m.inCgo(),
        m.evidence());
  }

  private Goroutine goroutine(Goroutine g) {
    return g.withTid(host(g.tid()));
  }
}
