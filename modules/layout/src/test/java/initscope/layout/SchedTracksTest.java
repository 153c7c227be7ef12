package initscope.layout;

import static initscope.model.testing.SchedRecording.PID;
import static initscope.model.testing.SchedRecording.kernel;
import static initscope.model.testing.SchedRecording.user;
import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.sched.OffCpuProfiles;
import initscope.layout.sched.WakeWords;
import initscope.model.ClockFit;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.perf.PerfData;
import initscope.model.perf.SchedEvent;
import initscope.model.perf.SchedKind;
import initscope.model.profile.Profile;
import initscope.model.sched.SchedState;
import initscope.model.sched.ThreadLane;
import initscope.model.sched.ThreadStates;
import initscope.model.testing.SchedRecording;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Recordings of perf as rows and as profiles.
final class SchedTracksTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);
  private static final long MS = 1_000_000;

  private final SchedRecording recording = new SchedRecording();
  private final int init =
      recording.stack(
          kernel("schedule"),
          kernel("do_nanosleep"),
          user("time.Sleep"),
          user("example.com/a.init.0"),
          user("runtime.main"));
  private final int main = recording.stack(user("main.main"), user("runtime.main"));

  /// Exec at 1 s, an init that sleeps for 30 ms, main at 60 ms.
  private PerfData start() {
    long exec = 1_000 * MS;
    recording
        .sched(exec, 0, PID, new SchedEvent(SchedKind.EXEC, "", PID, -1, (char) 0, 0, "/api"), 0)
        .sample(exec + 10 * MS, 0, PID, "raw_syscalls:sys_enter", 1, init)
        .leave(exec + 10 * MS, 0, PID, 0, 'S', init)
        .wake(exec + 40 * MS, 1, 102, PID, recording.stack(user("runtime.wakep")))
        .leave(exec + 45 * MS, 0, 0, PID, 'R', 0)
        .sample(exec + 60 * MS, 0, PID, "raw_syscalls:sys_enter", 1, main)
        .sample(exec + 80 * MS, 0, PID, "raw_syscalls:sys_enter", 1, main);
    return recording.build();
  }

  private static Incident incident(PerfData data) {
    return Incident.EMPTY.withPerf(List.of(data));
  }

  private static List<String> spans(Track track) {
    return track.lane().spans().stream()
        .map(
            s ->
                s.startNanos() / MS
                    + "-"
                    + s.endNanos() / MS
                    + " "
                    + s.tone()
                    + " "
                    + s.certainty()
                    + " "
                    + s.label())
        .toList();
  }

  /// Those that ran least are counted, and the first thread is drawn however little it ran.
  @Test
  void threadsThatAreNotDrawnAreCounted() {
    start();
    for (int i = 0; i < 60; i++) { // the later the longer
      long at = (2_000 + i) * MS;
      recording.leave(at, 0, 0, 200 + i, 'R', 0);
      recording.leave(at + (i + 1) * MS / 100, 0, 200 + i, 0, 'S', 0);
    }
    Timeline timeline = Timelines.of(incident(recording.build()), WORDS);
    List<Track> threads =
        timeline.tracks().stream().filter(t -> t.group() == Track.Group.THREADS).toList();

    assertThat(threads).hasSize(41);
    assertThat(threads.getFirst().label()).startsWith(PID + " ");
    Track more = threads.getLast();
    assertThat(more.label()).isEqualTo("22 more threads, not drawn");
    assertThat(more.detail()).isEqualTo("they ran least, at most 220 µs each");
    assertThat(more.lane().spans()).isEmpty();
    assertThat(timeline.note()) // for the table, which lists spans
        .isEqualTo("22 more threads, not drawn: they ran least, at most 220 µs each.");
  }

  @Test
  void aRecordingAloneBeginsAtExec() {
    Timeline timeline = Timelines.of(incident(start()), WORDS);

    assertThat(timeline.axis()).isEqualTo("axis.exec");
    assertThat(timeline.tracks().getFirst().label()).isEqualTo("pid 101 · api");
    assertThat(spans(timeline.tracks().getFirst()))
        .containsExactly(
            "0-10 RUNTIME SOMEWHERE Go runtime starts began within",
            "10-60 CODE SOMEWHERE main began within",
            "60-80 CODE STILL_GOING main");
    assertThat(spans(timeline.tracks().get(1)))
        .containsExactly(
            "0-10 BUSY KNOWN CPU 0",
            "10-40 WAIT KNOWN a timer (sleep) · do_nanosleep · ended by api 102",
            "40-45 RUNNABLE KNOWN ready to run, no CPU · do_nanosleep",
            "45-80 BUSY STILL_GOING CPU 0");
    assertThat(timeline.sentence())
        .isEqualTo(
            "api came to main after 60 ms; its first thread ran for 25 ms, was ready without a CPU"
                + " for 5 ms and waited for 30 ms.");
  }

  @Test
  void aFitOfTheClockPutsItOnTheHostsAxis() {
    Incident alone = incident(start());
    Incident fitted =
        new Incident(
                alone.inputs(),
                alone.coverage(),
                List.of(new ClockFit(SchedTracks.CLOCK, 5 * MS, 1000)),
                alone.host(),
                alone.process(),
                alone.unit(),
                alone.threads(),
                alone.go(),
                alone.goroutines(),
                alone.inits(),
                alone.files(),
                alone.sockets(),
                alone.unixSockets(),
                alone.locks(),
                alone.mounts(),
                alone.maps(),
                alone.journal(),
                Map.of())
            .withPerf(alone.perf());

    assertThat(spans(Timelines.of(fitted, WORDS).tracks().get(1)).getFirst())
        .startsWith("1005-1015 BUSY");
  }

  @Test
  void wordsAreInTheReadersLanguage() {
    Timeline timeline = Timelines.of(incident(start()), Words.of(Locale.SIMPLIFIED_CHINESE));

    assertThat(spans(timeline.tracks().get(1)).get(1)).contains("定时器", "由 api 102 结束");
  }

  @Test
  void eachThreadIsAsWideAsItLasted() {
    Random random = new Random(7);
    SchedRecording random101 = new SchedRecording();
    int stack = random101.stack(kernel("schedule"), kernel("pipe_read"), user("main.read"));
    long now = 0;
    for (int i = 0; i < 4000; i++) {
      now += random.nextInt(5000);
      int tid = 101 + random.nextInt(5);
      int next = 101 + random.nextInt(5);
      switch (random.nextInt(3)) {
        case 0 -> random101.leave(now, tid % 2, tid, next, "RSD".charAt(random.nextInt(3)), stack);
        case 1 -> random101.wake(now, next % 2, next, tid, stack);
        default -> random101.sample(now, tid % 2, tid, "cpu-clock", 1, stack);
      }
    }
    PerfData data = random101.build();
    Map<String, Long> lasted =
        ThreadStates.of(data).lanes().stream()
            .collect(
                Collectors.toMap(
                    l -> "[api " + l.tid() + "]", l -> l.lastNanos() - l.firstNanos()));

    List<Profile> profiles = OffCpuProfiles.of(incident(data));
    assertThat(profiles.stream().map(Profile::name)).containsExactly("off-cpu", "off-cpu-wakers");
    for (Profile profile : profiles) {
      Map<String, Long> wide =
          profile.samples().stream()
              .collect(
                  Collectors.groupingBy(
                      s -> s.stack().getFirst().function(),
                      Collectors.summingLong(Profile.Sample::weight)));
      assertThat(wide).isEqualTo(lasted);
    }
  }

  private static List<String> folded(Profile profile) {
    return profile.samples().stream()
        .map(
            s ->
                s.stack().stream().map(Frame::function).collect(Collectors.joining(";"))
                    + " "
                    + s.weight() / MS)
        .toList();
  }

  @Test
  void reasonsAreLeavesAndWakersStandAboveThem() {
    List<Profile> profiles = OffCpuProfiles.of(incident(start()));
    String stack = "runtime.main;example.com/a.init.0;time.Sleep;do_nanosleep;schedule";

    assertThat(folded(profiles.getFirst()))
        .contains(
            "[api 101];[on CPU] 45",
            "[api 101];" + stack + ";[sleep] 30",
            "[api 101];" + stack + ";[runnable] 5");
    assertThat(folded(profiles.get(1)))
        .contains("[api 101];" + stack + ";[sleep];[woken by];runtime.wakep;[api 102] 30");
  }

  @Test
  void aChainIsToldInWords() {
    PerfData data = start();
    ThreadStates states = ThreadStates.of(data);
    ThreadLane lane = states.lane(PID, Long.MAX_VALUE).orElseThrow();
    int row = 0;
    while (lane.state(row) != SchedState.SLEEPING) {
      row++;
    }

    assertThat(WakeWords.of(states.chain(data, lane, row, 4), WORDS))
        .containsExactly(
            "api 101 waited 30 ms: a timer (sleep); ended by: api 102",
            "The last of them did not wait itself in that time: it worked.");
  }

  @Test
  void aHundredThousandSpansAreAsManyBoxesAsThereAreColumns() {
    SchedRecording many = new SchedRecording();
    for (int i = 0; i < 50_000; i++) {
      many.leave(i * 2000L, 0, 101, 0, 'S', 0).leave(i * 2000L + 1000, 0, 0, 101, 'R', 0);
    }
    Timeline timeline = Timelines.of(incident(many.build()), WORDS);

    assertThat(timeline.tracks().getLast().lane().spans()).hasSizeGreaterThan(99_000);
    assertThat(TimelineLayout.of(timeline, timeline.whole(), 1200).boxes()).hasSizeLessThan(1300);
  }

  @Test
  void samplesWithoutStatesHaveAPhaseAndNoThreads() {
    recording.sample(5, 0, PID, "cpu-clock", 1, main).sample(9 * MS, 0, PID, "cpu-clock", 1, main);
    Timeline timeline = Timelines.of(incident(recording.build()), WORDS);

    assertThat(timeline.tracks()).hasSize(1);
    assertThat(timeline.axis()).isEqualTo("axis.recording");
    assertThat(OffCpuProfiles.of(incident(recording.build()))).isEmpty();
  }
}
