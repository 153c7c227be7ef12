package initscope.evidence.join;

import initscope.model.EvidenceRef;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.host.JournalEntry;
import initscope.model.start.StartLook;
import initscope.model.start.StartMark;
import initscope.model.start.StartMark.Kind;
import initscope.model.start.StartMark.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// When a watched start came to what, each moment from the source that tells it best.
final class StartMarks {
  private static final long MICRO = 1_000L;
  private static final long MILLI = 1_000_000L;
  private static final String LEFT = "InactiveExitTimestampMonotonic";
  private static final String CONDITION = "ConditionTimestampMonotonic";
  private static final String STOPPED_FIRST = "InactiveEnterTimestampMonotonic";

  private final StartParts parts;
  private final Map<Kind, StartMark> marks = new EnumMap<>(Kind.class);
  private final long pid;

  private StartMarks(StartParts parts) {
    this.parts = parts;
    this.pid = parts.pid().orElse(-1);
  }

  /// All that are known.
  static Map<Kind, StartMark> of(
      StartParts parts, StartInits inits, List<JournalEntry> journal, Pieces pieces) {
    StartMarks marks = new StartMarks(parts);
    Optional<EvidenceRef> show = pieces.whole("unit/show");
    marks.systemd(show, pieces);
    marks.looked();
    marks.inits(inits);
    marks.executedBefore();
    marks.logged(journal, pieces);
    return marks.marks;
  }

  private void systemd(Optional<EvidenceRef> show, Pieces pieces) {
    long since = parts.requested().orElse(0L);
    parts
        .requested()
        .ifPresent(
            at -> put(Kind.REQUESTED, at, MILLI, Source.REQUEST, pieces.whole("start/request")));
    begun(since, show);
    long begun = at(Kind.BEGUN).orElse(since);
    if (parts.requested().isPresent() && !marks.containsKey(Kind.RETRIED)) {
      OptionalLong stopped = parts.stamp(STOPPED_FIRST);
      if (stopped.isPresent() && stopped.getAsLong() >= since && stopped.getAsLong() <= begun) {
        put(Kind.STOPPED, stopped.getAsLong(), MICRO, Source.SYSTEMD, show);
      }
    }
    stamp(Kind.FORKED, "ExecMainStartTimestampMonotonic", begun, show);
    stamp(Kind.ACTIVE, "ActiveEnterTimestampMonotonic", begun, show);
    stamp(Kind.ENDED, "ExecMainExitTimestampMonotonic", at(Kind.FORKED).orElse(begun), show);
  }

  /// systemd looks at conditions first; a unit without commands to prepare it leaves its rest only after its process was made. One that
  /// failed leaves it to wait for its next attempt, and its conditions are looked at after that.
  private void begun(long since, Optional<EvidenceRef> show) {
    OptionalLong left = parts.stamp(LEFT);
    OptionalLong looked = parts.stamp(CONDITION);
    boolean again =
        left.isPresent()
            && looked.isPresent()
            && left.getAsLong() >= since
            && looked.getAsLong() > left.getAsLong();
    if (again) {
      put(Kind.RETRIED, left.getAsLong(), MICRO, Source.SYSTEMD, show);
    }
    for (String property : List.of(LEFT, CONDITION, "ExecMainStartTimestampMonotonic")) {
      OptionalLong nanos = parts.stamp(property);
      boolean ofThis =
          nanos.isPresent() && nanos.getAsLong() >= since && !(again && property.equals(LEFT));
      if (ofThis && nanos.getAsLong() < at(Kind.BEGUN).orElse(Long.MAX_VALUE)) {
        put(Kind.BEGUN, nanos.getAsLong(), MICRO, Source.SYSTEMD, show);
      }
    }
  }

  private void stamp(Kind kind, String property, long notBefore, Optional<EvidenceRef> show) {
    OptionalLong nanos = parts.stamp(property);
    if (nanos.isPresent() && nanos.getAsLong() >= notBefore && nanos.getAsLong() > 0) {
      put(kind, nanos.getAsLong(), MICRO, Source.SYSTEMD, show);
    }
  }

  private Optional<Long> at(Kind kind) {
    return Optional.ofNullable(marks.get(kind)).map(StartMark::atNanos);
  }

  private void looked() {
    List<StartLook> looks = parts.watch().looks();
    boolean listened = false;
    boolean executed = false;
    boolean accepted = false;
    long before = at(Kind.FORKED).orElse(0L);
    for (StartLook look : looks) {
      boolean seen = look.process(pid).isPresent();
      if (seen && !executed && !look.process(pid).orElseThrow().comm().startsWith("(")) {
        executed = !look.process(pid).orElseThrow().comm().isEmpty();
        if (executed) {
          between(Kind.EXECUTED, before, look, "");
        }
      }
      if (!listened && !look.listens().isEmpty()) {
        listened = true;
        between(Kind.LISTENING, before, look, listens(look.listens().getFirst()));
      }
      if (!accepted && !look.accepted().isEmpty()) {
        accepted = true;
        between(Kind.ACCEPTED, before, look, "");
      }
      before = parts.nanos(look.fromNanos());
    }
    if (!looks.isEmpty()) {
      StartLook last = looks.getLast();
      between(Kind.LOOKED, parts.nanos(last.fromNanos()), last, "");
    }
  }

  /// {@code tcp 0100007F:1F90 00000000:0000 0A ...}: the port is told in hexadecimal.
  private static String listens(String socket) {
    if (!socket.startsWith("tcp")) {
      return "unix";
    }
    String[] words = socket.split(" ", 3);
    String local = words.length > 1 ? words[1] : "";
    String port = local.substring(local.lastIndexOf(':') + 1);
    boolean hex = port.length() == 4 && port.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return hex ? Integer.toString(Integer.parseInt(port, 16)) : "";
  }

  /// What a look saw first happened after the look before it began and before this one ended.
  private void between(Kind kind, long earliest, StartLook look, String detail) {
    long to = parts.nanos(look.toNanos());
    TimeLapse.Moment moment = TimeLapse.Moment.between(Math.min(Math.max(earliest, 0), to), to);
    marks.put(
        kind,
        new StartMark(
            kind,
            moment.nanos(),
            moment.boundNanos() + parts.clockBound(),
            Source.WATCH,
            detail,
            Optional.of(parts.place(look.offset()))));
  }

  private void inits(StartInits inits) {
    inits.runtime().ifPresent(m -> put(Kind.RUNTIME, m, inits.source()));
    if (!inits.spans().isEmpty()) {
      put(Kind.INIT, inits.spans().getFirst().begin(), inits.source());
    }
    inits.main().ifPresent(m -> put(Kind.MAIN, m, inits.mainSource()));
  }

  /// The program was executed before the runtime or an init of it ran: where looks were few, that tells more than they do.
  private void executedBefore() {
    StartMark executed = marks.get(Kind.EXECUTED);
    StartMark later =
        marks.containsKey(Kind.RUNTIME) ? marks.get(Kind.RUNTIME) : marks.get(Kind.INIT);
    if (later == null) {
      return;
    }
    long latest = later.atNanos() + later.boundNanos();
    long earliest = at(Kind.FORKED).orElse(at(Kind.BEGUN).orElse(latest));
    if (executed != null) {
      earliest = Math.max(earliest, executed.atNanos() - executed.boundNanos());
      latest = Math.min(latest, executed.atNanos() + executed.boundNanos());
    }
    TimeLapse.Moment moment = TimeLapse.Moment.between(Math.min(earliest, latest), latest);
    put(Kind.EXECUTED, moment, Source.WATCH);
  }

  private void put(Kind kind, TimeLapse.Moment at, Source source) {
    put(kind, at.nanos(), at.boundNanos(), source, Optional.empty());
  }

  /// Its own first line: those of inittrace come from the runtime.
  private void logged(List<JournalEntry> journal, Pieces pieces) {
    long begun = at(Kind.BEGUN).orElse(0L);
    for (JournalEntry entry : journal) {
      boolean own = entry.field("_PID").orElse("").equals(Long.toString(pid));
      OptionalLong at = entry.monotonicNanos();
      if (own && at.isPresent() && at.getAsLong() >= begun && !isInitLine(entry.message())) {
        Optional<EvidenceRef> place =
            pieces
                .get("unit/journal")
                .map(p -> EvidenceRef.at(p.name(), entry.offset(), entry.message()));
        put(Kind.LOGGED, at.getAsLong(), MILLI, Source.JOURNAL, place);
        return;
      }
    }
  }

  static boolean isInitLine(String message) {
    return message.startsWith("init ") && message.contains(" @") && message.contains(" ms");
  }

  private void put(
      Kind kind, long nanos, long bound, Source source, Optional<EvidenceRef> evidence) {
    marks.put(kind, new StartMark(kind, nanos, bound, source, "", evidence));
  }

  /// By time.
  static List<StartMark> sorted(Map<Kind, StartMark> marks) {
    List<StartMark> all = new ArrayList<>(marks.values());
    all.sort(Comparator.comparingLong(StartMark::atNanos));
    return all;
  }

  /// Whether an init is known to run.
  static Optional<InitTask> running(List<InitTask> inits) {
    return inits.stream().filter(i -> i.state() == InitTask.State.RUNNING).findFirst();
  }
}
