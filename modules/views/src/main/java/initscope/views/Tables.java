package initscope.views;

import initscope.layout.Durations;
import initscope.layout.GoThreadText;
import initscope.layout.Span;
import initscope.layout.Symbols;
import initscope.layout.Timeline;
import initscope.layout.Track;
import initscope.layout.inits.InitTime;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.host.SyscallState;
import initscope.model.host.Syscalls;
import initscope.model.host.ThreadState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.value.ObservableValue;

/// Which columns the tables have.
final class Tables {
  private Tables() {}

  /// Goroutines; who makes it fills it.
  static Grid<Goroutine> goroutines(Desk desk) {
    Grid<Goroutine> grid =
        new Grid<>(
            desk,
            "goroutines",
            List.of(
                Column.number("column.goroutine", 70, g -> Long.toString(g.id()), Goroutine::id),
                Column.of("column.status", 90, Goroutine::status),
                Column.of("column.wait", 130, g -> g.waitReason().orElse("")),
                Column.number(
                    "column.since", 90, g -> span(g.waitNanos()), g -> g.waitNanos().orElse(-1)),
                Column.host("column.where", 330, Tables::where),
                Column.host("column.package", 260, Tables::initPackage),
                Column.number(
                    "column.thread",
                    80,
                    g -> g.tid().isPresent() ? Long.toString(g.tid().getAsLong()) : "",
                    g -> g.tid().orElse(-1)),
                Column.host(
                    "column.createdBy",
                    200,
                    g -> g.createdBy().map(Frame::function).map(Symbols::brief).orElse("")),
                Column.of("column.marks", 130, g -> marks(desk.texts(), g))),
            Tables::selection);
    return grid;
  }

  static Selection selection(Goroutine one) {
    Selection chosen = Selection.NONE.withGoroutine(one.id(), one.tid());
    return one.evidence().isEmpty() ? chosen : chosen.withEvidence(one.evidence().getFirst());
  }

  /// The innermost frame of the user's own code, else the innermost of all.
  static String where(Goroutine one) {
    return one.frames().stream()
        .filter(
            f ->
                switch (Symbols.tone(f)) {
                  case CODE, INIT -> true;
                  default -> false;
                })
        .findFirst()
        .or(() -> one.frames().stream().findFirst())
        .map(Tables::place)
        .orElse("");
  }

  static String place(Frame frame) {
    String line = frame.line().isPresent() ? ":" + frame.line().getAsInt() : "";
    return Symbols.brief(frame.function())
        + frame.file().map(f -> "  " + f.substring(f.lastIndexOf('/') + 1) + line).orElse("");
  }

  private static String initPackage(Goroutine one) {
    return one.frames().stream()
        .map(Frame::function)
        .filter(Symbols::isPackageInit)
        .findFirst()
        .map(Symbols::packageOf)
        .orElse("");
  }

  static String marks(Texts texts, Goroutine one) {
    List<String> marks = new ArrayList<>();
    if (one.lockedToThread()) {
      marks.add(texts.say("mark.locked"));
    }
    if (one.torn()) {
      marks.add(texts.say("mark.torn"));
    }
    if (one.partial()) {
      marks.add(texts.say("mark.partial"));
    }
    return String.join(" · ", marks);
  }

  static Grid<ThreadState> threads(Desk desk) {
    GoThreadText[] go = {new GoThreadText(Optional.empty(), desk.texts().words())};
    Grid<ThreadState> grid =
        new Grid<>(
            desk,
            "threads",
            List.of(
                Column.number("column.tid", 80, t -> Long.toString(t.tid()), ThreadState::tid),
                Column.host("column.name", 120, ThreadState::name),
                Column.of("column.scheduler", 190, t -> go[0].of(t.tid())),
                Column.of("column.state", 60, t -> Character.toString(t.state())),
                Column.host("column.wchan", 200, t -> t.wchan().orElse("")),
                Column.host("column.syscall", 200, t -> syscall(desk.texts(), machine(desk), t)),
                Column.number("column.cpu", 110, Tables::cpu, t -> t.cpuNanos().orElse(-1)),
                Column.number("column.ran", 100, Tables::slept, t -> t.sleptNanos().orElse(-1)),
                Column.host("column.kernel", 240, Tables::kernel),
                Column.host(
                    "column.user",
                    260,
                    t -> t.userStack().stream().findFirst().map(Tables::place).orElse(""))),
            t -> Selection.NONE.withThread(t.tid()));
    desk.opened()
        .subscribe(
            o -> {
              go[0] = new GoThreadText(o.incident().go(), desk.texts().words());
              grid.fill(o.incident().threads());
            });
    return grid;
  }

  private static String syscall(Texts texts, String machine, ThreadState thread) {
    return thread
        .syscall()
        .map(
            s ->
                switch (s) {
                  case SyscallState.Running r -> texts.say("syscall.running");
                  case SyscallState.Blocked b -> texts.say("syscall.blocked");
                  case SyscallState.In in ->
                      Syscalls.name(machine, in.number()).orElse("#" + in.number())
                          + arguments(in.arguments());
                })
        .orElse("");
  }

  private static String machine(Desk desk) {
    return desk.opened().get().incident().host().machine().orElse("");
  }

  private static String arguments(List<Long> values) {
    return values.stream()
        .limit(3)
        .map(v -> "0x" + Long.toHexString(v))
        .collect(java.util.stream.Collectors.joining(", ", " (", ", …)"));
  }

  private static String slept(ThreadState thread) {
    return thread.sleptNanos().isPresent() ? Durations.of(thread.sleptNanos().getAsLong()) : "";
  }

  private static String cpu(ThreadState thread) {
    return thread.cpuNanos().isEmpty()
        ? ""
        : Durations.of(thread.cpuNanos().getAsLong())
            + (thread.sampleGapNanos().isPresent()
                ? " / " + Durations.of(thread.sampleGapNanos().getAsLong())
                : "");
  }

  private static String kernel(ThreadState thread) {
    return thread.kernelStack().stream()
        .limit(3)
        .map(f -> f.function())
        .collect(java.util.stream.Collectors.joining(" ← "));
  }

  static Grid<InitTask> inits(Desk desk) {
    Grid<InitTask> grid =
        new Grid<>(
            desk,
            "inits",
            List.of(
                Column.number(
                    "column.order",
                    60,
                    t -> t.order().isPresent() ? Integer.toString(t.order().getAsInt() + 1) : "",
                    t -> t.order().orElse(Integer.MAX_VALUE)),
                Column.host("column.package", 330, InitTask::packagePath),
                Column.of("column.state", 100, t -> desk.texts().say("init." + t.state().word())),
                Column.number(
                    "column.start",
                    130,
                    t -> Times.start(desk.texts(), time(desk, t)),
                    t -> time(desk, t).startNanos().orElse(-1)),
                Column.number(
                    "column.took",
                    130,
                    t -> Times.took(desk.texts(), time(desk, t)),
                    t -> time(desk, t).wallNanos().orElse(-1)),
                Column.of("column.timedBy", 110, t -> Times.source(desk.texts(), time(desk, t))),
                Column.number(
                    "column.bytes", 90, t -> number(t.bytes()), t -> t.bytes().orElse(-1)),
                Column.number(
                    "column.allocations",
                    90,
                    t -> number(t.allocations()),
                    t -> t.allocations().orElse(-1)),
                Column.host(
                    "column.functions",
                    300,
                    t ->
                        t.functions().stream()
                            .map(Symbols::brief)
                            .collect(java.util.stream.Collectors.joining(", ")))),
            Tables::selection);
    desk.opened().subscribe(o -> grid.fill(o.incident().inits()));
    return grid;
  }

  private static InitTime time(Desk desk, InitTask task) {
    return InitTime.of(desk.opened().get().incident(), task);
  }

  static Selection selection(InitTask task) {
    Selection chosen = Selection.NONE.withPackage(task.packagePath());
    return task.evidence().isEmpty() ? chosen : chosen.withEvidence(task.evidence().getFirst());
  }

  /// One span of a timeline as a row.
  record Moment(Track track, Span span) {}

  static Grid<Moment> moments(Desk desk, ObservableValue<Timeline> timeline) {
    Texts texts = desk.texts();
    Grid<Moment> grid =
        new Grid<>(
            desk,
            "moments",
            List.of(
                Column.of("column.group", 110, m -> texts.words().say(m.track().group().key())),
                Column.host("column.name", 260, m -> m.track().label()),
                Column.host("column.what", 300, m -> m.span().label()),
                Column.number(
                    "column.from",
                    110,
                    m -> Durations.of(m.span().startNanos() - timeline.getValue().originNanos()),
                    m -> m.span().startNanos()),
                Column.number(
                    "column.took",
                    90,
                    m -> Durations.of(m.span().durationNanos()),
                    m -> m.span().durationNanos()),
                Column.of("column.known", 250, m -> texts.words().say(m.span().certainty().key()))),
            m -> m.span().selects());
    timeline.subscribe(t -> grid.fill(moments(t)));
    return grid;
  }

  private static List<Moment> moments(Timeline timeline) {
    List<Moment> rows = new ArrayList<>();
    timeline.tracks().forEach(t -> t.lane().spans().forEach(s -> rows.add(new Moment(t, s))));
    return rows;
  }

  private static String span(OptionalLong nanos) {
    return nanos.isPresent() ? Durations.of(nanos.getAsLong()) : "";
  }

  private static String number(OptionalLong value) {
    return value.isPresent() ? Long.toString(value.getAsLong()) : "";
  }
}
