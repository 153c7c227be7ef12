package initscope.layout.flame;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.formats.perf.PerfScriptDecoder;
import initscope.layout.Words;
import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.perf.PerfData;
import initscope.model.profile.Profile;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PerfSourceTest {
  private static final PerfData DATA =
      new PerfScriptDecoder()
          .decode(
              Bytes.of(
                  """
                  api 10/11 [000] 5.000100: 10000 cpu-clock:
                  \t401000 main.build+0x10 (/srv/api)
                  \t402000 main.init+0x5 (/srv/api)

                  api 10/12 [001] 5.000200: 10000 cpu-clock:
                  \tffffffff81000000 do_idle ([kernel.kallsyms])

                  api 10/11 [000] 5.000300: 30000 cpu-clock:
                  \t401000 main.build+0x20 (/srv/api)
                  \t402000 main.init+0x5 (/srv/api)

                  api 10/11 [000] 5.000400: 1 sched:sched_switch: prev_comm=api prev_pid=11 prev_prio=120 prev_state=S ==> next_comm=swapper/0 next_pid=0 next_prio=120
                  \tffffffff81000000 schedule ([kernel.kallsyms])

                  """))
          .value();

  private static List<FlameSource> sources() {
    Incident incident = Incident.EMPTY.withPerf(List.of(DATA));
    return FlameSources.of(incident, Optional.empty(), Words.of(Locale.ENGLISH));
  }

  private static Profile profile(String id, FlameGrouping by) throws Exception {
    return FlameSources.find(sources(), id).orElseThrow().profile(by, Progress.NONE);
  }

  @Test
  void eachEventIsASourceAndTracepointsComeLast() {
    assertThat(sources().stream().map(FlameSource::id))
        .containsExactly(
            "perf.cpu-clock", "perf.sched:sched_switch", "perf.off-cpu", "perf.off-cpu-wakers");
    assertThat(sources().getFirst().unit()).isEqualTo("nanoseconds");
    assertThat(sources().get(1).unit()).isEqualTo("samples");
  }

  @Test
  void samplesStandInTheirOrderBelowTheirGroup() throws Exception {
    Profile byThread = profile("perf.cpu-clock", FlameGrouping.THREAD);

    assertThat(byThread.total()).isEqualTo(50_000);
    assertThat(byThread.samples()).hasSize(3);
    assertThat(byThread.samples().getFirst().stack().getFirst().function())
        .isEqualTo("{api · thread 11}");
    assertThat(byThread.samples().get(1).stack().getLast().function()).isEqualTo("do_idle_[k]");
    assertThat(byThread.samples().get(1).selects().tid()).hasValue(12);
    // equal stacks are the same list, so that merging them costs one look
    assertThat(byThread.samples().get(2).stack()).isSameAs(byThread.samples().get(0).stack());
  }

  @Test
  void aPackageInitIsItsOwnPhase() throws Exception {
    Profile byPhase = profile("perf.cpu-clock", FlameGrouping.PHASE);

    assertThat(byPhase.samples().getFirst().stack().getFirst().function())
        .isEqualTo("{package init}");
  }

  @Test
  void theControlGroupIsOfferedWhereItIsKnown() {
    assertThat(sources().getFirst().groupings()).doesNotContain(FlameGrouping.CGROUP);
    Incident captured = OrdersdIncident.incident().withPerf(List.of(DATA));
    FlameSource perf =
        FlameSources.find(
                FlameSources.of(captured, Optional.empty(), Words.of(Locale.ENGLISH)),
                "perf.cpu-clock")
            .orElseThrow();
    boolean known = captured.process().filter(p -> !p.cgroups().isEmpty()).isPresent();

    assertThat(perf.groupings().contains(FlameGrouping.CGROUP)).isEqualTo(known);
  }

  @Test
  void twoRecordingsAreComparedInBothWays() {
    Incident two = Incident.EMPTY.withPerf(List.of(DATA, DATA));

    assertThat(FlameSources.of(two, Optional.empty(), Words.of(Locale.ENGLISH)))
        .extracting(FlameSource::id)
        .startsWith("diff", "diff.second", "perf.cpu-clock")
        .contains("perf.1.cpu-clock");
  }

  @Test
  void goroutinesAreToldByWhatTheirStacksBeginWith() {
    assertThat(goroutine("runtime.goexit.abi0", "runtime.main", "main.init"))
        .isEqualTo("goroutine 1");
    assertThat(goroutine("runtime.goexit", "main.(*Pool).work", "runtime.systemstack", "memmove"))
        .isEqualTo("goroutines of main.(*Pool).work");
    assertThat(goroutine("runtime.goexit", "main.work", "runtime.mcall", "runtime.park_m"))
        .as("the thread has left the goroutine")
        .isEqualTo("scheduler");
    assertThat(goroutine("runtime.mstart", "runtime.schedule")).isEqualTo("scheduler");
    assertThat(goroutine("runtime.mallocgc")).isEqualTo("goroutine not known");
    assertThat(goroutine("clone", "start_thread", "sqlite3_open")).isEqualTo("no Go stack");
    assertThat(goroutine("runtime.goexit", "main.work", "runtime.mcall", "runtime.stoplockedm"))
        .as("bound to its thread")
        .isEqualTo("goroutines of main.work");
    assertThat(goroutine("{api · thread 11}", "[on CPU]")).isEqualTo("goroutine not known");
  }

  private static String goroutine(String... functions) {
    List<Frame> stack = Stream.of(functions).map(Frame::of).toList();
    return SampledGoroutines.of(stack, Words.of(Locale.ENGLISH));
  }
}
