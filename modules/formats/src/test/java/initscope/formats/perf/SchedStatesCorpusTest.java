package initscope.formats.perf;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.perf.PerfData;
import initscope.model.sched.Doubt;
import initscope.model.sched.SchedState;
import initscope.model.sched.ThreadLane;
import initscope.model.sched.ThreadStates;
import initscope.model.testing.Corpus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// States of threads of real recordings, against figures that were worked out apart from the code under test.
class SchedStatesCorpusTest {
  private static final String SCHED = "perf-script/sched/";

  private static PerfData data(String file) {
    return new PerfScriptDecoder().decode(Corpus.bytes(SCHED + file)).value();
  }

  /// What `perf sched latency` prints of a task.
  ///
  /// @param ranNanos between a switch in and the next switch out
  /// @param switches how often it took a CPU
  /// @param maxDelayNanos longest wait for a CPU, after a wakeup or a preemption
  private record Task(long ranNanos, int switches, long maxDelayNanos) {
    Task with(long ran, int more, long delay) {
      return new Task(ranNanos + ran, switches + more, Math.max(maxDelayNanos, delay));
    }
  }

  @Test
  void saysOfEveryTaskWhatASecondReadingOfTheTextSays() {
    Map<Integer, Task> expected = naive(Corpus.bytes(SCHED + "perf-sched-script.txt").utf8());
    Map<Integer, Task> seen = new TreeMap<>();
    for (ThreadLane lane : ThreadStates.of(data("perf-sched-script.txt")).lanes()) {
      seen.put(lane.tid(), task(lane));
    }
    seen.values().removeIf(t -> t.switches() == 0);

    assertThat(seen).containsExactlyInAnyOrderEntriesOf(expected).hasSizeGreaterThan(10);
  }

  /// Only stretches with both ends in the recording.
  private static Task task(ThreadLane lane) {
    Task task = new Task(0, 0, 0);
    for (int row = 1; row < lane.size(); row++) {
      boolean in = lane.state(row) == SchedState.RUNNING;
      boolean ended = row + 1 < lane.size() || lane.exited();
      if (in) {
        boolean waited = lane.state(row - 1) == SchedState.RUNNABLE;
        task = task.with(ended ? lane.nanos(row) : 0, 1, waited ? lane.nanos(row - 1) : 0);
      }
    }
    return task;
  }

  /// Line by line, by the words on it.
  private static Map<Integer, Task> naive(String text) {
    Map<Integer, Task> tasks = new TreeMap<>();
    Map<Integer, Long> ranSince = new HashMap<>();
    Map<Integer, Long> readySince = new HashMap<>();
    Map<Integer, Boolean> seen = new HashMap<>();
    for (String line : text.lines().toList()) {
      String[] parts = line.strip().split("\\s+\\[\\d+\\]\\s+", 2);
      if (parts.length < 2) {
        continue;
      }
      long now = micros(parts[1].split(":", 2)[0]) * 1000;
      int on = Integer.parseInt(parts[0].substring(parts[0].lastIndexOf(' ') + 1));
      boolean first = on != 0 && seen.put(on, true) == null;
      if (first && !ranSince.containsKey(on)) {
        ranSince.put(on, now); // a sample shows its own thread running
        if (!line.contains("sched_switch") && !line.contains("sched_stat_runtime")) {
          tasks.merge(on, new Task(0, 1, 0), (a, b) -> a.with(0, 1, 0));
        }
      }
      if (line.contains("sched_wakeup:")) {
        int tid = number(line, " pid=");
        if (!ranSince.containsKey(tid)) {
          readySince.putIfAbsent(tid, now);
        }
      } else if (line.contains("sched_switch:")) {
        leave(line, now, tasks, ranSince, readySince);
        take(line, now, tasks, ranSince, readySince);
        seen.put(number(line, " next_pid="), true);
      }
    }
    tasks.remove(0);
    return tasks;
  }

  private static void leave(
      String line,
      long now,
      Map<Integer, Task> tasks,
      Map<Integer, Long> ranSince,
      Map<Integer, Long> readySince) {
    int prev = number(line, " prev_pid=");
    Long since = ranSince.remove(prev);
    if (prev != 0 && since != null) {
      tasks.merge(
          prev, new Task(0, 0, 0).with(now - since, 0, 0), (a, b) -> a.with(now - since, 0, 0));
    }
    if (line.contains("prev_state=R")) {
      readySince.put(prev, now);
    }
  }

  private static void take(
      String line,
      long now,
      Map<Integer, Task> tasks,
      Map<Integer, Long> ranSince,
      Map<Integer, Long> readySince) {
    int next = number(line, " next_pid=");
    Long ready = readySince.remove(next);
    long delay = ready == null ? 0 : now - ready;
    ranSince.put(next, now);
    tasks.merge(next, new Task(0, 1, delay), (a, b) -> a.with(0, 1, delay));
  }

  private static long micros(String seconds) {
    return Long.parseLong(seconds.replace(".", ""));
  }

  private static int number(String line, String name) {
    int from = line.indexOf(name) + name.length();
    int to = from;
    while (to < line.length() && Character.isDigit(line.charAt(to))) {
      to++;
    }
    return Integer.parseInt(line.substring(from, to));
  }

  private static List<String> rows(ThreadLane lane) {
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < lane.size(); row++) {
      rows.add(lane.state(row) + " " + lane.nanos(row) + " " + lane.reason(row).word());
    }
    return rows;
  }

  @Test
  void centos7TellsASleepWithItsStack() {
    ThreadStates states = ThreadStates.of(data("centos7-go-client-offcpu.perf-script.txt"));
    ThreadLane sysmon =
        states.lanes().stream().filter(l -> l.tid() == 2345).findFirst().orElseThrow();

    assertThat(rows(sysmon)).containsExactly("SLEEPING 1358000 poll", "RUNNABLE 0 runnable");
  }

  @Test
  void aMergedRecordingTellsTheSameSleep() {
    PerfData merged = data("centos7-go-client-offcpu.after-perf-inject.txt");
    ThreadLane sysmon = ThreadStates.of(merged).lanes().getFirst();

    assertThat(sysmon.tid()).isEqualTo(2345);
    assertThat(rows(sysmon)).containsExactly("SLEEPING 1358063 poll", "RUNNABLE 0 runnable");
  }

  @Test
  void aStartFromWakeupToItsEnd() {
    ThreadStates states = ThreadStates.of(data("perf-script-exec-sleep-start.txt"));
    ThreadLane sleep =
        states.lanes().stream().filter(l -> l.tid() == 20919).findFirst().orElseThrow();

    assertThat(sleep.exited()).isTrue();
    assertThat(states.doubts()).doesNotContain(Doubt.NO_WAKEUPS);
    assertThat(rows(sleep))
        .containsExactly(
            "RUNNABLE 385000 runnable",
            "RUNNING 331000 not known",
            "SLEEPING 1000156000 sleeping",
            "RUNNABLE 46000 runnable",
            "RUNNING 139000 not known");
  }
}
