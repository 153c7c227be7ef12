package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Problem;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.InitTask.State;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// When a finding may be called certain: memory whose invariants held, borne out by the kernel.
class TrustTest {
  @Test
  void memoryAndKernelTogetherAreCertain() {
    assertThat(verdict(memory("dial-go1.26", Optional.empty(), false)).confidence())
        .isEqualTo(Confidence.CERTAIN);
    assertThat(verdict(memory("flock-go1.26", Optional.empty(), false)).confidence())
        .isEqualTo(Confidence.CERTAIN);
    assertThat(verdict(memory("spin-go1.26", Optional.empty(), false)).confidence())
        .isEqualTo(Confidence.CERTAIN);
  }

  @Test
  void aFailedInvariantOrATornGoroutineIsNot() {
    assertThat(verdict(memory("dial-go1.26", Optional.of("allglen"), false)).confidence())
        .isEqualTo(Confidence.LIKELY);
    assertThat(verdict(memory("dial-go1.26", Optional.empty(), true)).confidence())
        .isEqualTo(Confidence.LIKELY);
  }

  /// The runtime says parked, the kernel saw the thread compute: both are shown, and nothing is claimed to be sure.
  @Test
  void aContradictionIsShownAndOnlyPossible() {
    Incident parked = Recordings.whole("channel-go1.26");
    Map<String, String> busy = Recordings.entries("spin-go1.26");
    Incident kernel = Recordings.incident(busy, e -> !e.equals("goroutines"));
    Finding verdict = verdict(kernel.withGo(parked.go(), parked.goroutines(), parked.inits()));
    assertThat(verdict.rule()).isEqualTo("init.blocked.channel");
    assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
    assertThat(verdict.because()).anyMatch(b -> b.text().key().equals("because.contradiction"));
  }

  /// Go up to 1.20 marks the importers as begun too; a running goroutine has no stack.
  @Test
  void ofSeveralBegunInitsTheEarliestInOrderIsNamed() {
    Incident spin = Recordings.whole("spin-go1.19");
    Goroutine main = withoutStack(spin.goroutines());
    List<InitTask> ordered = List.of(task(7, "example.com/a"), task(8, "example.com/b"));
    Incident incident =
        spin.withGo(Optional.of(Incidents.go(ordered, Optional.empty())), List.of(main), ordered);
    Finding verdict = verdict(incident);
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.subject().packagePath()).contains("example.com/a");
    assertThat(verdict.subject().initFunction()).isEmpty();
    assertThat(only(main, spin).subject().initFunction()).contains("example.com/a.init.0");
    List<InitTask> unordered = List.of(task(-1, "example.com/a"), task(-1, "example.com/b"));
    Finding unknown =
        verdict(
            spin.withGo(
                Optional.of(Incidents.go(unordered, Optional.empty())), List.of(main), unordered));
    assertThat(unknown.rule()).isEqualTo("evidence.not-enough");
    assertThat(Sentences.render(unknown.title(), Locale.ENGLISH)).contains("Not known which");
  }

  /// A program that asks for file after file is seen on the CPU as well.
  @Test
  void oneThatWasInACallIsNotSureToCompute() {
    Incident spin = memory("spin-go1.26", Optional.empty(), false);
    List<Goroutine> called =
        spin.goroutines().stream().map(g -> g.id() == 1 ? inCall(g) : g).toList();
    Finding verdict = verdict(spin.withGo(spin.go(), called, spin.inits()));
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
  }

  private static Goroutine inCall(Goroutine g) {
    return with(g, "syscall", g.frames(), g.torn(), g.partial());
  }

  /// A capture of before may lack the bytes of a name.
  @Test
  void anInitWithoutANameIsOnlyPossible() {
    Incident spin = Recordings.whole("spin-go1.26");
    List<InitTask> nameless = List.of(task(7, InitTask.UNNAMED));
    Finding verdict =
        verdict(
            spin.withGo(
                Optional.of(Incidents.go(nameless, Optional.empty())),
                List.of(withoutStack(spin.goroutines())),
                nameless));
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  /// A task with one function tells which runs, also without a stack.
  private static Finding only(Goroutine main, Incident spin) {
    InitTask one =
        new InitTask(
            OptionalInt.of(7),
            "example.com/a",
            State.RUNNING,
            List.of("example.com/a.init.0"),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            place());
    return verdict(
        spin.withGo(
            Optional.of(Incidents.go(List.of(one), Optional.empty())),
            List.of(main),
            List.of(one)));
  }

  @Test
  void everyInitDoneAndMainOnTheStackIsCertainlyHealthy() {
    Incident none = Recordings.whole("none-go1.26");
    List<InitTask> done =
        List.of(
            new InitTask(
                OptionalInt.of(0),
                "main",
                State.DONE,
                List.of(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                place()));
    Finding verdict =
        verdict(
            none.withGo(
                Optional.of(Incidents.go(done, Optional.empty())), none.goroutines(), done));
    assertThat(verdict.rule()).isEqualTo("init.none");
    assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
  }

  /// A plugin's init on another goroutine, or a task that has ended since it was read: main is where its own stack says.
  @Test
  void whatMainWaitsForIsNoInitsOnceMainRuns() {
    Incident none = Recordings.whole("none-go1.26");
    List<InitTask> begun = List.of(task(7, "example.com/a"));
    Finding verdict =
        verdict(
            none.withGo(
                Optional.of(Incidents.go(begun, Optional.empty())), none.goroutines(), begun));
    assertThat(verdict.rule()).isEqualTo("init.none");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
  }

  /// A task is marked as begun, and a whole stack shows no init: one of the two was read too early.
  @Test
  void aTaskAndAStackThatDisagreeAreAContradiction() {
    Incident i = Recordings.whole("channel-go1.26");
    Goroutine main = i.goroutines().stream().filter(g -> g.id() == 1).findFirst().orElseThrow();
    List<Frame> outside =
        main.frames().stream().filter(f -> f.function().startsWith("runtime.")).toList();
    List<InitTask> begun = List.of(task(7, "example.com/a"));
    Finding verdict =
        verdict(
            i.withGo(
                Optional.of(Incidents.go(begun, Optional.empty())),
                List.of(with(main, main.status(), outside, false, false)),
                begun));
    assertThat(verdict.subject().packagePath()).contains("example.com/a");
    assertThat(verdict.confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void aStackThatTwoWalksTellDifferentlyIsNotCertain() {
    Incident i = Recordings.whole("dial-go1.26");
    List<Goroutine> partial =
        i.goroutines().stream()
            .map(g -> with(g, g.status(), g.frames(), false, g.id() == 1))
            .toList();
    GoRuntime held = Incidents.go(i.inits(), Optional.empty());
    Problem said =
        new Problem("xray.stack.framepointers", Problem.Effect.NOTE, 64, "goroutine 1: otherwise");
    GoRuntime otherwise =
        new GoRuntime(
            held.binary(), held.inits(), List.of(), 4, 0, Optional.empty(), List.of(said));
    assertThat(verdict(i.withGo(Optional.of(otherwise), partial, i.inits())).confidence())
        .isEqualTo(Confidence.LIKELY);
    // cut because it is deep
    assertThat(verdict(i.withGo(Optional.of(held), partial, i.inits())).confidence())
        .isEqualTo(Confidence.CERTAIN);
  }

  private static Goroutine with(
      Goroutine g, String status, List<Frame> frames, boolean torn, boolean partial) {
    return new Goroutine(
        g.id(),
        status,
        g.waitReason(),
        g.waitNanos(),
        g.lockedToThread(),
        g.tid(),
        frames,
        g.createdBy(),
        g.creatorId(),
        torn,
        partial,
        g.evidence());
  }

  private static Finding verdict(Incident incident) {
    return Diagnoser.diagnose(incident).verdict();
  }

  /// The recorded incident, as if its goroutines had been read from memory.
  private static Incident memory(String recording, Optional<String> refusal, boolean torn) {
    Incident i = Recordings.whole(recording);
    List<Goroutine> goroutines =
        i.goroutines().stream()
            .map(g -> with(g, g.status(), g.frames(), torn && g.id() == 1, g.partial()))
            .toList();
    return i.withGo(Optional.of(Incidents.go(i.inits(), refusal)), goroutines, i.inits());
  }

  private static Goroutine withoutStack(List<Goroutine> all) {
    Goroutine g = all.stream().filter(x -> x.id() == 1).findFirst().orElseThrow();
    return with(g, g.status(), List.of(), false, true);
  }

  private static InitTask task(int order, String path) {
    return new InitTask(
        order < 0 ? OptionalInt.empty() : OptionalInt.of(order),
        path,
        State.RUNNING,
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        place());
  }

  private static List<EvidenceRef> place() {
    return List.of(EvidenceRef.at("raw/xray/memory.sparse", 64, "state 1"));
  }
}
