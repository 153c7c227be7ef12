package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.go.GoRuntime;
import initscope.model.go.Goroutine;
import initscope.model.go.InitTask;
import initscope.model.go.InitTask.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// An init that computes, read from memory while it ran: its goroutine is seen in any state, its stack as far as two looks agree.
class RunningInitTest {
  private static final String SPINS = "spin-go1.26";

  @Test
  void whatAStackOfARunningGoroutineTellsIsLikely() {
    Finding verdict = verdict(SPINS, "running", "", main(SPINS).frames());
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(verdict.subject().initFunction()).isPresent();
    assertThat(verdict.because())
        .extracting(b -> b.text().key())
        .contains("because.init.stack.running", "because.place.running")
        .doesNotContain("because.init.stack", "because.place");
  }

  @Test
  void saysWhyTheFunctionIsNotNamed() {
    Finding verdict = verdict(SPINS, "running", "", List.of());
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.subject().packagePath()).isPresent();
    assertThat(verdict.subject().initFunction()).isEmpty();
    assertThat(verdict.because()).extracting(b -> b.text().key()).contains("because.init.unseen");
  }

  @Test
  void oneThatChangedWhileItsThreadUsedTheCpuComputes() {
    Finding verdict = verdict(SPINS, "waiting", "semacquire", main(SPINS).frames());
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.subject().waitReason()).contains("running");
    assertThat(verdict.because())
        .extracting(b -> b.text().key())
        .contains("because.goroutine.running", "because.goroutine.torn");
  }

  /// Met at its very end: the states of the inits were read while the last of them ran, the stack when main.main did.
  @Test
  void anInitThatEndedWhileItWasReadIsOver() {
    List<Frame> frames =
        List.of(
            Frame.of("runtime.gopark"),
            Frame.of("runtime.chanrecv"),
            Frame.of("main.main"),
            Frame.of("runtime.main"));
    Finding verdict = verdict(SPINS, "waiting", "chan receive", frames);
    assertThat(verdict.rule()).isEqualTo("init.none");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
  }

  /// Left on the stack by a panic that was recovered from.
  @Test
  void aPanicBelowAnInitThatComputesIsOver() {
    List<Frame> frames = new ArrayList<>(List.of(Frame.of("runtime.gopanic")));
    frames.addAll(main(SPINS).frames());
    assertThat(verdict(SPINS, "running", "", frames).rule()).isEqualTo("init.busy");
  }

  @Test
  void whatAnAllocationWaitsForIsTheCollector() {
    List<Frame> frames = new ArrayList<>();
    for (String f : List.of("runtime.gopark", "runtime.gcStart", "runtime.mallocgc")) {
      frames.add(Frame.of(f));
    }
    frames.addAll(main("channel-go1.26").frames().reversed().subList(0, 3).reversed());
    Finding verdict = verdict("channel-go1.26", "waiting", "semacquire", frames);
    assertThat(verdict.rule()).isEqualTo("init.busy");
    assertThat(verdict.title().key()).isEqualTo("init.busy.gc");
  }

  /// The runtime is not told of a raw system call: it takes the goroutine for running.
  @Test
  void ofARawSystemCallTheKernelTells() {
    Finding verdict = verdict("flock-go1.26", "running", "", main("flock-go1.26").frames());
    assertThat(verdict.rule()).isEqualTo("init.blocked.filelock");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(verdict.subject().waitReason()).contains("flock");
  }

  /// Small files from a slow disk: the thread sleeps in D most of the time, and the runtime calls its goroutine in a system call. The
  /// kernel, asked a moment later, saw it between two of them.
  @Test
  void whoGoesFromFileToFileIsNotBlockedByOne() {
    long tid =
        main(SPINS).tid().orElseGet(() -> Recordings.whole(SPINS).process().orElseThrow().pid());
    String stat = "proc/task/" + tid + "/stat";
    Map<String, String> entries = Recordings.entries(SPINS);
    String[] before = entries.getOrDefault(stat, "").replace(") R ", ") D ").split(" ", -1);
    entries.put(stat, String.join(" ", before));
    before[13] = Long.toString(Long.parseLong(before[13]) + 10); // 100 of 300 ms
    entries.put(stat + ".2", String.join(" ", before));
    entries.put("proc/task/" + tid + "/syscall", "running\n");
    List<Frame> frames = new ArrayList<>();
    for (String f : List.of("syscall.Syscall", "syscall.read", "os.(*File).Read", "os.ReadFile")) {
      frames.add(Frame.of(f));
    }
    frames.addAll(main(SPINS).frames());
    Finding verdict =
        verdict(
            Recordings.incident(entries, e -> true),
            goroutine(SPINS, "syscall", "", frames, false));
    assertThat(verdict.rule()).isEqualTo("init.files");
    assertThat(verdict.confidence()).isEqualTo(Confidence.LIKELY); // the folder is inferred
  }

  @Test
  void lineOneIsNoLine() {
    List<Frame> frames =
        main(SPINS).frames().stream()
            .map(f -> f.file().isEmpty() ? f : Frame.of(f.function(), f.file().get(), 1))
            .toList();
    Finding verdict = verdict(SPINS, "running", "", frames);
    assertThat(verdict.subject().file()).isPresent();
    assertThat(verdict.subject().line()).isEmpty();
  }

  private static Goroutine main(String recording) {
    return Recordings.whole(recording).goroutines().stream()
        .filter(g -> g.id() == 1)
        .findFirst()
        .orElseThrow();
  }

  /// The verdict on a recording, as if its main goroutine had been read from memory in that state, and had changed meanwhile.
  private static Finding verdict(
      String recording, String status, String waitReason, List<Frame> frames) {
    return verdict(
        Recordings.whole(recording), goroutine(recording, status, waitReason, frames, true));
  }

  private static Goroutine goroutine(
      String recording, String status, String waitReason, List<Frame> frames, boolean torn) {
    Goroutine g = main(recording);
    return new Goroutine(
        1,
        status,
        Optional.of(waitReason).filter(w -> !w.isEmpty()),
        OptionalLong.empty(),
        true,
        g.tid(),
        frames,
        Optional.empty(),
        OptionalLong.empty(),
        torn,
        false,
        g.evidence());
  }

  private static Finding verdict(Incident i, Goroutine read) {
    List<InitTask> inits = List.of(task(i.inits()));
    Optional<GoRuntime> go = Optional.of(Incidents.go(inits, Optional.empty()));
    return Diagnoser.diagnose(i.withGo(go, List.of(read), inits)).verdict();
  }

  /// The running one, with a second function.
  private static InitTask task(List<InitTask> inits) {
    InitTask init =
        inits.stream().filter(i -> i.state() == State.RUNNING).findFirst().orElseThrow();
    List<String> functions = new ArrayList<>(init.functions());
    functions.add(init.packagePath() + ".init.9");
    return new InitTask(
        OptionalInt.of(1),
        init.packagePath(),
        State.RUNNING,
        functions,
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        init.evidence());
  }
}
