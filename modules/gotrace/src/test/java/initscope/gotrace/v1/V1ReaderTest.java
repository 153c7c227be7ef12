package initscope.gotrace.v1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class V1ReaderTest {
  private static final long FREQUENCY = 1_000_000;

  /// Goroutine 1 on P 0 makes goroutine 2, which P 1 runs; P 1's batch comes first in the file.
  private static TraceBytes twoProcs(long ticksOfStart) {
    return new TraceBytes(19)
        .batch(1, ticksOfStart)
        .event(V1Type.PROC_START, 0, 7)
        .event(V1Type.GO_START, 0, 2, 1)
        .event(V1Type.GO_END, 5)
        .batch(0, 100)
        .event(V1Type.GO_CREATE, 0, 1, 0, 0)
        .event(V1Type.PROC_START, 1, 8)
        .event(V1Type.GO_START, 1, 1, 1)
        .event(V1Type.GO_CREATE, 1, 2, 3, 3)
        .event(V1Type.STACK, 3, 1, 0x400100, 1, 2, 42)
        .string(1, "main.main")
        .string(2, "main.go");
  }

  @Test
  void ordersByWhatTheSchedulerAllowsAndThenByTime() {
    Seen seen = Seen.of(twoProcs(200).event(V1Type.FREQUENCY, FREQUENCY).build());
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.names())
        .containsExactly(
            "GoCreate", "ProcStart", "GoStart", "GoCreate", "ProcStart", "GoStart", "GoEnd");
    assertThat(seen.events()).extracting(Seen.Event::g).containsExactly(0L, 0L, 1L, 1L, 0L, 2L, 2L);
    assertThat(seen.events())
        .extracting(Seen.Event::ticks)
        .containsExactly(100L, 101L, 102L, 103L, 200L, 200L, 205L);
    assertThat(seen.reader().ticksPerSecond()).isEqualTo(FREQUENCY);
    assertThat(seen.reader().readableBytes()).isPositive();
    V1Tables tables = seen.reader().tables();
    Frame frame = tables.stacks().frames(3).getFirst();
    assertThat(frame.function()).isEqualTo("main.main");
    assertThat(frame.file()).contains("main.go");
    assertThat(frame.line()).hasValue(42);
    assertThat(frame.pc()).isEqualTo(0x400100);
    assertThat(tables.strings().get(9)).isEmpty();
    assertThat(tables.stacks().has(9)).isFalse();
    assertThat(seen.events().get(5).stack()).as("of the function of the goroutine").isEqualTo(3);
    assertThat(seen.events().getLast().stack()).isZero();
  }

  @Test
  void aStartBeforeItsCreationIsTimeOutOfOrder() {
    Bytes file = twoProcs(50).event(V1Type.FREQUENCY, FREQUENCY).build();
    Seen seen = Seen.of(file);
    assertThat(seen.problemIds()).containsExactly("gotrace.v1.time.order");
    assertThat(seen.problems().getFirst().effect()).isEqualTo(Problem.Effect.LOST_FROM_HERE);
    assertThat(file.at(seen.problems().getFirst().offset()) & 0x3f).isEqualTo(V1Type.GO_START);
    assertThat(seen.names())
        .containsExactly("ProcStart", "GoCreate", "ProcStart", "GoStart", "GoCreate");
  }

  @Test
  void aGoroutineThatNobodyMadeIsNotOrdered() {
    var trace = new TraceBytes(19).batch(0, 100).event(V1Type.PROC_START, 0, 7);
    int at = trace.size();
    Seen seen =
        Seen.of(trace.event(V1Type.GO_START, 1, 5, 3).event(V1Type.FREQUENCY, FREQUENCY).build());
    assertThat(seen.names()).containsExactly("ProcStart");
    assertThat(seen.problemIds()).containsExactly("gotrace.v1.order.inconsistent");
    assertThat(seen.problems().getFirst().offset()).isEqualTo(at);
    assertThat(seen.reader().counts()).containsEntry("GoStart", 1L);
  }

  @Test
  void aFileWithoutFrequencyIsReadInNanoseconds() {
    Bytes file = twoProcs(200).build();
    Seen seen = Seen.of(file);
    assertThat(seen.problemIds()).containsExactly("gotrace.v1.frequency.missing");
    assertThat(seen.problems().getFirst().offset()).isEqualTo(file.size());
    assertThat(seen.events()).hasSize(7);
    assertThat(seen.reader().ticksPerSecond()).isEqualTo(39_062_500);
    Seen backwards = Seen.of(twoProcs(200).event(V1Type.FREQUENCY, -5).build());
    assertThat(backwards.problemIds()).containsExactly("gotrace.v1.frequency.bad");
    assertThat(backwards.reader().ticksPerSecond()).isEqualTo(39_062_500);
  }

  @Test
  void aGoroutineThatEndedIsNotMadeAgain() {
    Seen seen =
        Seen.of(
            new TraceBytes(19)
                .batch(0, 100)
                .event(V1Type.GO_CREATE, 0, 1, 0, 0)
                .event(V1Type.GO_START, 1, 1, 1)
                .event(V1Type.GO_END, 1)
                .event(V1Type.GO_CREATE, 1, 2, 0, 0)
                .event(V1Type.GO_CREATE, 1, 1, 0, 0)
                .event(V1Type.FREQUENCY, FREQUENCY)
                .build());
    assertThat(seen.names()).containsExactly("GoCreate", "GoStart", "GoEnd", "GoCreate");
    assertThat(seen.problemIds()).containsExactly("gotrace.v1.order.inconsistent");
  }

  /// A goroutine in a system call that blocks: the P goes on without it, and another one takes it back.
  private static TraceBytes systemCall(long realExit) {
    return new TraceBytes(19)
        .batch(0, 100)
        .event(V1Type.GO_CREATE, 0, 1, 0, 0)
        .event(V1Type.GO_START, 1, 1, 1)
        .event(V1Type.GO_SYS_CALL, 1, 0)
        .event(V1Type.GO_SYS_BLOCK, 8)
        .event(V1Type.GO_SYS_EXIT, 40, 1, 2, realExit)
        .event(V1Type.GO_START_LOCAL, 1, 1)
        .event(V1Type.FREQUENCY, FREQUENCY);
  }

  @Test
  void anExitOfASystemCallTellsItsRealTime() {
    Seen seen = Seen.of(systemCall(130).build());
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.names())
        .containsExactly("GoCreate", "GoStart", "GoSysCall", "GoSysBlock", "GoSysExit", "GoStart");
    Seen.Event exit = seen.first(V1Type.GO_SYS_EXIT);
    assertThat(exit.ticks()).isEqualTo(150);
    assertThat(exit.g()).isEqualTo(1);
    assertThat(exit.arg1()).isZero();
    assertThat(exit.arg2()).isEqualTo(130);
    assertThat(seen.reader().counts())
        .containsEntry("GoStartLocal", 1L)
        .containsEntry("GoStart", 1L);
  }

  @ParameterizedTest
  @ValueSource(longs = {105, 152})
  void anExitOutsideItsSystemCallIsTimeOutOfOrder(long realExit) {
    assertThat(Seen.of(systemCall(realExit).build()).problemIds())
        .containsExactly("gotrace.v1.time.order");
  }

  @Test
  void localExitsAreMarkedAndKeepTheirRealTimeWhereItCanBe() {
    TraceBytes trace =
        new TraceBytes(21)
            .batch(0, 100)
            .event(V1Type.GO_CREATE, 0, 1, 0, 0)
            .event(V1Type.GO_IN_SYSCALL, 1, 1)
            .event(V1Type.GO_SYS_EXIT_LOCAL, 9, 1, 104)
            .event(V1Type.FREQUENCY, FREQUENCY);
    Seen.Event exit = Seen.of(trace.build()).first(V1Type.GO_SYS_EXIT);
    assertThat(exit.arg1()).isEqualTo(1);
    assertThat(exit.arg2()).isEqualTo(104);
  }

  @Test
  void userLogsKeepTheirMessageInTheFile() {
    Bytes file =
        new TraceBytes(11)
            .batch(0, 100)
            .event(V1Type.USER_LOG, 1, 5, 2, 0)
            .text("half of it — done")
            .event(V1Type.USER_LOG, 1, 5, 2, 0)
            .text("")
            .string(2, "category")
            .event(V1Type.FREQUENCY, FREQUENCY)
            .build();
    Seen seen = Seen.of(file);
    assertThat(seen.problems()).isEmpty();
    V1Tables tables = seen.reader().tables();
    assertThat(seen.events())
        .extracting(e -> e.arg0() + tables.strings().get(e.arg1()) + tables.message(e.arg2()))
        .containsExactly("5categoryhalf of it — done", "5category");
    assertThat(tables.message(-1)).isEmpty();
    assertThat(tables.message(file.size())).isEmpty();
  }

  @Test
  void samplesComeAtTheTimeOfTheirSignal() {
    Bytes file =
        new TraceBytes(19)
            .batch(0, 100)
            .event(V1Type.GOMAXPROCS, 0, 4, 0)
            .event(V1Type.HEAP_ALLOC, 50, 4096)
            .batch(3, 900)
            .event(V1Type.CPU_SAMPLE, 0, 130, 2, 17, 0)
            .event(V1Type.CPU_SAMPLE, 0, 110, -1, 16, 0)
            .event(V1Type.FREQUENCY, FREQUENCY)
            .build();
    Seen seen = Seen.of(file);
    assertThat(seen.names()).containsExactly("Gomaxprocs", "CPUSample", "CPUSample", "HeapAlloc");
    assertThat(seen.events()).extracting(Seen.Event::p).containsExactly(0, -1, 2, 0);
    assertThat(seen.events()).extracting(Seen.Event::g).containsExactly(0L, 16L, 17L, 0L);
    assertThat(seen.reader().counts()).containsEntry("CPUSample", 2L).containsEntry("Batch", 2L);
  }

  @Test
  void theOldestFormatIsOrderedByItsSequence() {
    Bytes file =
        new TraceBytes(5)
            .batch(1, 10, 300)
            .event(V1Type.GO_SYS_EXIT, 5, 60, 1, 13, 320)
            .event(V1Type.GO_START, 1, 1, 1)
            .batch(0, 10, 300)
            .event(V1Type.GO_CREATE, 0, 0, 1, 0x400100, 0)
            .event(V1Type.GO_START, 1, 5, 1)
            .event(V1Type.GO_SYS_BLOCK, 1, 5)
            .event(V1Type.HEAP_ALLOC, 2, 20, 4096)
            .event(V1Type.STACK, 1, 2, 0x400100, 0x400200)
            .event(V1Type.FREQUENCY, FREQUENCY, 0)
            .event(V1Type.TIMER_GOROUTINE, 4, 0)
            .build();
    Seen seen = Seen.of(file);
    assertThat(seen.problems()).isEmpty();
    assertThat(seen.names())
        .containsExactly("GoCreate", "GoStart", "GoSysBlock", "GoSysExit", "HeapAlloc", "GoStart");
    assertThat(seen.first(V1Type.GO_SYS_EXIT).ticks()).isEqualTo(320);
    assertThat(seen.reader().timerGoroutines()).containsExactly(4);
    assertThat(seen.reader().tables().stacks().frames(1)).hasSize(2);
  }

  @Test
  void whatNoSchedulerCouldDoIsRefused() {
    record Case(String id, TraceBytes trace) {}
    TraceBytes running =
        new TraceBytes(19)
            .batch(0, 100)
            .event(V1Type.GO_CREATE, 0, 1, 0, 0)
            .event(V1Type.GO_CREATE, 0, 2, 0, 0)
            .event(V1Type.GO_START, 0, 1, 1)
            .event(V1Type.GO_START, 1, 2, 1);
    List<Case> cases =
        List.of(
            new Case("gotrace.v1.state.proc", running),
            new Case("gotrace.v1.state.proc", begun().event(V1Type.PROC_STOP, 1)),
            new Case("gotrace.v1.state.gc", begun().event(V1Type.GC_DONE, 1)),
            new Case("gotrace.v1.state.gc", begun().event(V1Type.GC_STW_DONE, 1)),
            new Case("gotrace.v1.state.gc", begun().event(V1Type.GC_SWEEP_DONE, 1, 0, 0)),
            new Case("gotrace.v1.state.goroutine", begun().event(V1Type.GO_END, 1)),
            new Case("gotrace.v1.state.goroutine", begun().event(V1Type.GO_SYS_CALL, 1, 0)),
            new Case("gotrace.v1.state.region", begun().event(V1Type.USER_REGION, 1, 1, 2, 0, 0)),
            new Case(
                "gotrace.v1.state.region",
                begun()
                    .event(V1Type.USER_REGION, 1, 1, 0, 4, 0)
                    .event(V1Type.USER_REGION, 1, 1, 1, 5, 0)),
            new Case(
                "gotrace.v1.state.task",
                begun()
                    .event(V1Type.USER_TASK_CREATE, 1, 1, 0, 0, 0)
                    .event(V1Type.USER_TASK_CREATE, 1, 1, 0, 0, 0)));
    for (Case each : cases) {
      Seen seen = Seen.of(each.trace().event(V1Type.FREQUENCY, FREQUENCY).build());
      assertThat(seen.problemIds()).containsExactly(each.id());
    }
  }

  private static TraceBytes begun() {
    return new TraceBytes(19).batch(0, 100).event(V1Type.GOMAXPROCS, 0, 4, 0);
  }

  @Test
  void whatIsNotAnEventEndsTheReadablePart() {
    record Case(String id, TraceBytes trace) {}
    List<Case> cases =
        List.of(
            new Case("gotrace.v1.type.unknown", begun().raw(63)),
            new Case("gotrace.v1.event.args", begun().event(V1Type.PROC_STOP, 1, 2)),
            new Case("gotrace.v1.event.args", begun().event(V1Type.GO_CREATE, 1, 2, 3, 4, 5)),
            new Case("gotrace.v1.event.cut", begun().raw(V1Type.PROC_STOP, 0x80)),
            new Case("gotrace.v1.event.cut", begun().raw(V1Type.STACK | 0xc0, 0x7f, 1)),
            new Case("gotrace.v1.event.cut", begun().raw(V1Type.STRING, 1, 0x7f, 'a')),
            new Case(
                "gotrace.v1.event.malformed",
                begun().raw(V1Type.STACK | 0xc0, 0xff, 0xff, 0xff, 0xff, 0x7f)),
            new Case(
                "gotrace.v1.event.malformed",
                begun()
                    .raw(V1Type.PROC_STOP, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80)
                    .raw(0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1)),
            new Case("gotrace.v1.stack.bad", begun().event(V1Type.STACK, 1, 2, 3, 4, 5, 6)),
            new Case("gotrace.v1.batch.bad", begun().batch(1L << 40, 0)),
            new Case(
                "gotrace.v1.batch.missing", new TraceBytes(19).event(V1Type.HEAP_ALLOC, 1, 4096)));
    for (Case each : cases) {
      boolean atEnd = each.id().endsWith("cut");
      TraceBytes trace = atEnd ? each.trace() : each.trace().event(V1Type.FREQUENCY, FREQUENCY);
      Seen seen = Seen.of(trace.build());
      assertThat(seen.problemIds()).containsExactly(each.id(), "gotrace.v1.frequency.missing");
      assertThat(seen.names()).isSubsetOf("Gomaxprocs");
      assertThat(seen.problems().getFirst().offset()).isEqualTo(seen.reader().readableBytes());
    }
  }

  @Test
  void aStringThatCannotBeIsLeftOut() {
    Bytes file =
        begun()
            .string(1, "one")
            .string(1, "two")
            .string(0, "x")
            .string(2, "")
            .event(V1Type.FREQUENCY, FREQUENCY)
            .build();
    Seen seen = Seen.of(file);
    assertThat(seen.problems())
        .hasSize(3)
        .allMatch(
            p -> p.id().equals("gotrace.v1.string.bad") && p.effect() == Problem.Effect.SKIPPED);
    assertThat(seen.reader().tables().strings().get(1)).isEqualTo("one");
    assertThat(seen.reader().tables().strings().size()).isEqualTo(1);
  }

  @Test
  void aMachineOfTooManyProcsIsNotBelieved() {
    TraceBytes trace = new TraceBytes(19);
    for (int p = 0; p <= Batches.MAX_PROCS; p++) {
      trace.batch(p, 1).event(V1Type.HEAP_ALLOC, 0, 4096);
    }
    Seen seen = Seen.of(trace.event(V1Type.FREQUENCY, FREQUENCY).build());
    assertThat(seen.problemIds()).startsWith("gotrace.v1.batches.many");
    assertThat(seen.events()).hasSize(Batches.MAX_PROCS);
  }

  @Test
  void othersFilesAreRefusedWithAProblem() {
    for (String text : List.of("", "go 1.22 trace\0\0\0", "go 1.6 trace\0\0\0\0", "go 1.19 trac")) {
      Seen seen = Seen.of(Bytes.of(text));
      assertThat(seen.problemIds()).containsExactly("gotrace.v1.header");
      assertThat(seen.events()).isEmpty();
      assertThat(V1Reader.version(Bytes.of(text))).isZero();
    }
    assertThat(V1Reader.version(Bytes.of("go 1.5 trace\0\0\0\0"))).isEqualTo(5);
    assertThat(V1Reader.version(Bytes.of("go 1.21 trace\0\0\0..."))).isEqualTo(21);
  }

  @Test
  void cancellingPassesThrough() throws CancelledException {
    Bytes file = twoProcs(200).build();
    Progress cancelled =
        (done, total, what) -> {
          throw new CancelledException();
        };
    assertThatThrownBy(() -> V1Reader.open(file, cancelled)).isInstanceOf(CancelledException.class);
    V1Reader reader = V1Reader.open(file, Progress.NONE);
    V1Visitor nobody = (type, ticks, offset, p, g, stack, arg0, arg1, arg2) -> {};
    assertThatThrownBy(() -> reader.deliver(nobody, cancelled))
        .isInstanceOf(CancelledException.class);
  }
}
