package initscope.evidence.join;

import initscope.model.host.ProcStat;
import initscope.model.host.SyscallState;
import initscope.model.host.Syscalls;
import initscope.model.start.PhaseCounters;
import initscope.model.start.PhaseSeen;
import initscope.model.start.StartLook;
import initscope.model.start.StartPhase;
import initscope.model.start.WatchedProcess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// What the looks of a watcher tell of each phase.
final class StartSeen {
  private static final int MOST_SHARES = 5;
  private static final int MOST_FILES_NAMED = 3;
  private static final int LEAST_LOOKS = 2;

  private final StartParts parts;
  private final String machine;
  private final long pid;

  StartSeen(StartParts parts, String machine) {
    this.parts = parts;
    this.machine = machine;
    this.pid = parts.pid().orElse(-1);
  }

  /// The phases with it.
  List<StartPhase> told(List<StartPhase> phases) {
    return phases.stream().map(this::told).toList();
  }

  private StartPhase told(StartPhase phase) {
    List<StartLook> within =
        parts.watch().looks().stream()
            .filter(look -> middle(look) >= phase.startNanos() && middle(look) <= phase.endNanos())
            .toList();
    if (phase.kind() == StartPhase.Kind.WAITING) {
      return phase;
    }
    if (phase.kind() == StartPhase.Kind.PREPARING) {
      String commands = String.join(", ", commands(within));
      StartPhase named =
          new StartPhase(
              phase.kind(),
              commands,
              phase.startNanos(),
              phase.endNanos(),
              phase.boundNanos(),
              phase.source(),
              phase.counters(),
              phase.seen(),
              phase.evidence());
      return named.with(Optional.empty(), seen(within, Optional.empty()));
    }
    List<StartLook> ours = within.stream().filter(l -> l.process(pid).isPresent()).toList();
    Optional<PhaseCounters> counted =
        ours.size() < LEAST_LOOKS ? Optional.empty() : counters(phase);
    return phase.with(counted, seen(ours, Optional.of(pid)));
  }

  private long middle(StartLook look) {
    return parts.nanos(look.fromNanos() + (look.toNanos() - look.fromNanos()) / 2);
  }

  /// Names of what ran before the main process, most often seen first.
  private List<String> commands(List<StartLook> looks) {
    Map<String, Integer> names = new LinkedHashMap<>();
    for (StartLook look : looks) {
      look.processes().stream()
          .filter(p -> p.pid() != pid && !p.comm().isEmpty() && !p.comm().startsWith("("))
          .forEach(p -> names.merge(p.comm(), 1, Integer::sum));
    }
    return shares(names).stream().map(PhaseSeen.Share::words).toList();
  }

  private PhaseSeen seen(List<StartLook> looks, Optional<Long> only) {
    Map<String, Integer> calls = new LinkedHashMap<>();
    Map<String, Integer> waits = new LinkedHashMap<>();
    Map<String, Integer> states = new LinkedHashMap<>();
    for (StartLook look : looks) {
      Optional<WatchedProcess> process =
          only.isPresent()
              ? look.process(only.get())
              : look.processes().stream().filter(p -> p.pid() != pid).findFirst();
      process
          .flatMap(WatchedProcess::syscall)
          .ifPresent(s -> calls.merge(words(s), 1, Integer::sum));
      process.flatMap(WatchedProcess::wchan).ifPresent(w -> waits.merge(w, 1, Integer::sum));
      process
          .flatMap(WatchedProcess::stat)
          .ifPresent(s -> states.merge(String.valueOf(s.state()), 1, Integer::sum));
    }
    return new PhaseSeen(
        looks.size(),
        shares(calls),
        shares(waits),
        files(looks),
        shares(states),
        looks.stream().findFirst().map(l -> parts.place(l.offset())));
  }

  private String words(SyscallState state) {
    return switch (state) {
      case SyscallState.Running _ -> "running";
      case SyscallState.Blocked _ -> "page fault";
      case SyscallState.In in ->
          Syscalls.name(machine, in.number()).orElse(Long.toString(in.number()));
    };
  }

  /// Regular files by name; where they were many, the folder that holds all of them, or each its own folder.
  private static List<PhaseSeen.Share> files(List<StartLook> looks) {
    Set<String> all = new HashSet<>();
    for (StartLook look : looks) {
      look.files().stream().filter(StartSeen::isFile).forEach(all::add);
    }
    boolean many = all.size() > MOST_FILES_NAMED;
    String common = many ? common(all) : "";
    Map<String, Integer> names = new LinkedHashMap<>();
    for (StartLook look : looks) {
      Set<String> here = new HashSet<>();
      for (String file : look.files()) {
        if (isFile(file)) {
          String folder = common.length() > 1 ? common : folder(file);
          here.add(many ? folder : file);
        }
      }
      here.forEach(name -> names.merge(name, 1, Integer::sum));
    }
    return shares(names);
  }

  /// The deepest folder that holds all of them, with its last slash.
  private static String common(Set<String> files) {
    Optional<String> common = Optional.empty();
    for (String file : files) {
      String other = common.orElse(folder(file));
      while (!file.startsWith(other)) {
        other = other.substring(0, other.lastIndexOf('/', other.length() - 2) + 1);
      }
      common = Optional.of(other);
    }
    return common.orElse("");
  }

  private static boolean isFile(String target) {
    return target.startsWith("/")
        && !target.startsWith("/dev/")
        && !target.startsWith("/proc/")
        && !target.startsWith("/memfd:");
  }

  private static String folder(String file) {
    return file.substring(0, file.lastIndexOf('/') + 1);
  }

  private static List<PhaseSeen.Share> shares(Map<String, Integer> counts) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(MOST_SHARES)
        .map(e -> new PhaseSeen.Share(e.getKey(), e.getValue()))
        .toList();
  }

  private Optional<PhaseCounters> counters(StartPhase phase) {
    Counter all = new Counter(phase);
    OptionalLong user = all.stat(s -> s.userTicks() * ProcStat.TICK_NANOS);
    if (user.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new PhaseCounters(
            user.getAsLong(),
            all.stat(s -> s.systemTicks() * ProcStat.TICK_NANOS).orElse(0),
            all.of(WatchedProcess::waitNanos),
            all.stat(s -> s.blockIoDelayTicks() * ProcStat.TICK_NANOS).orElse(0),
            all.stat(ProcStat::minorFaults).orElse(0),
            all.stat(ProcStat::majorFaults).orElse(0),
            all.of(WatchedProcess::readBytes),
            all.of(WatchedProcess::readChars),
            all.of(WatchedProcess::readCalls),
            all.of(WatchedProcess::switches),
            all.throttled()));
  }

  /// Differences of counters over a phase: between two looks a counter is held to grow evenly.
  private final class Counter {
    private final StartPhase phase;

    Counter(StartPhase phase) {
      this.phase = phase;
    }

    OptionalLong stat(ToLongFunction<ProcStat> value) {
      return of(
          p ->
              p.stat()
                  .map(s -> OptionalLong.of(value.applyAsLong(s)))
                  .orElse(OptionalLong.empty()));
    }

    OptionalLong of(Function<WatchedProcess, OptionalLong> value) {
      return difference(look -> look.process(pid).map(value).orElse(OptionalLong.empty()));
    }

    OptionalLong throttled() {
      return difference(StartLook::throttledNanos);
    }

    private OptionalLong difference(Function<StartLook, OptionalLong> value) {
      List<long[]> points = new ArrayList<>();
      for (StartLook look : parts.watch().looks()) {
        value.apply(look).ifPresent(v -> points.add(new long[] {middle(look), v}));
      }
      if (points.isEmpty()) {
        return OptionalLong.empty();
      }
      long grown = at(points, phase.endNanos()) - at(points, phase.startNanos());
      return OptionalLong.of(Math.max(0, grown));
    }
  }

  /// Before the first look a counter had grown from nothing at a rate that nobody saw: the first value stands.
  private static long at(List<long[]> points, long nanos) {
    long[] before = points.getFirst();
    for (long[] point : points) {
      if (point[0] >= nanos) {
        long over = point[0] - before[0];
        return over <= 0
            ? point[1]
            : before[1] + Math.round((double) (point[1] - before[1]) * (nanos - before[0]) / over);
      }
      before = point;
    }
    return before[1];
  }
}
