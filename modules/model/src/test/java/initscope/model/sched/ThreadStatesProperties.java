package initscope.model.sched;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.perf.PerfData;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import initscope.model.testing.SchedRecording;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/// Whatever events come in whatever order, a lane has no gap and no overlap.
final class ThreadStatesProperties {
  private static final String LETTERS = "RSDTtXZIP?\0";

  @Property(tries = 600)
  void statesAddUpToWhatElapsed(
      @ForAll long seed, @ForAll @IntRange(max = 300) int events, @ForAll boolean ordered) {
    PerfData data = recording(new Random(seed), events, ordered);
    ThreadStates states = ThreadStates.of(data);

    for (ThreadLane lane : states.lanes()) {
      long sum = 0;
      for (SchedState state : SchedState.values()) {
        sum += lane.nanos(state);
      }
      assertThat(sum).isEqualTo(lane.lastNanos() - lane.firstNanos());
      assertThat(lane.firstNanos()).isBetween(states.firstNanos(), states.lastNanos());
      assertThat(lane.lastNanos()).isBetween(lane.firstNanos(), states.lastNanos());
      for (int row = 0; row + 1 < lane.size(); row++) {
        assertThat(lane.endNanos(row)).isGreaterThan(lane.startNanos(row));
        assertThat(lane.at(lane.startNanos(row))).isEqualTo(row);
      }
    }
  }

  @Property(tries = 200)
  void aSecondReplayIsTheSame(@ForAll long seed) {
    PerfData data = recording(new Random(seed), 200, true);

    assertThat(ThreadStates.of(data).lanes().stream().map(l -> l.tid() + " " + l.size()))
        .containsExactlyElementsOf(
            ThreadStates.of(data).lanes().stream().map(l -> l.tid() + " " + l.size()).toList());
  }

  private static PerfData recording(Random random, int events, boolean ordered) {
    SchedRecording recording = new SchedRecording();
    long now = 1000;
    SchedKind[] kinds = SchedKind.values();
    int only = random.nextInt(3);
    for (int i = 0; i < events; i++) {
      now = ordered ? now + random.nextInt(4) : random.nextInt(2000);
      int kind = random.nextInt(kinds.length + 2);
      int cpu = random.nextInt(3) - 1;
      int on = random.nextInt(6);
      int about = random.nextInt(6);
      if (kind >= kinds.length) {
        recording.sample(now, cpu, on, "cpu-clock", 1, 0);
      } else if (kinds[kind] == SchedKind.SWITCH && only != 1) {
        char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
        int left = random.nextInt(4) > 0 ? on : about;
        recording.sched(
            now, cpu, on, new SchedEvent(SchedKind.SWITCH, "api", left, about, letter, 0, ""), 0);
      } else {
        SchedEvent event =
            new SchedEvent(kinds[kind], "api", about, on, (char) 0, random.nextInt(3000), "");
        recording.sched(now, cpu, on, kinds[kind] == SchedKind.SWITCH ? idle(event) : event, 0);
      }
    }
    return recording.build();
  }

  private static SchedEvent idle(SchedEvent event) {
    return new SchedEvent(SchedKind.WAKEUP, event.comm(), event.tid(), -1, (char) 0, 0, "");
  }
}
