package initscope.formats.perfdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.formats.perf.PerfScriptDecoder;
import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.perf.PerfData;
import initscope.model.perf.PerfSamples;
import initscope.model.perf.PerfThread;
import initscope.model.perf.SchedEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Records here and now, and compares with what `perf script` prints of the same file.
class LivePerfTest {
  private static final String WORK =
      "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do ls / >/dev/null & done;"
          + " wait";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-e cpu-clock -F 499 -g",
        "-e cpu-clock -F 499 -g -a",
        "-e cpu-clock -F 499",
        "-e cpu-clock:u -c 500000 -g",
        "-e cpu-clock -F 499 -g --no-bpf-event --buildid-mmap",
        "-e cpu-clock,task-clock,page-faults -F 499 -g",
        "-e cpu-clock,context-switches -a -g -k mono",
        "-e sched:sched_switch,sched:sched_wakeup,sched:sched_process_exec,sched:sched_process_fork,sched:sched_process_exit,sched:sched_stat_runtime"
            + " -g -a",
        "-e sched:* -a -g",
        "-e sched:sched_switch -e cpu-clock -F 499 -a -g -m 4",
        "-e cpu-clock -F 499 -g -d --phys-data --transaction --weight",
        "-e cpu-clock -F 499 -g --intr-regs=ax,ip --user-regs=ip,sp",
        "-z -e cpu-clock -F 999 -g -a",
        "-z -e sched:*,cpu-clock -g -a",
        "-e syscalls:sys_enter_openat,cpu-clock -F 499 -g"
      })
  void isWhatPerfScriptPrints(String options) throws Exception {
    Path file = folder.resolve("perf.data");
    record(file, options, false);
    compare(file, options.contains("-g"), false);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-e cpu-clock -F 499 -g",
        "-e sched:sched_switch,sched:sched_wakeup,sched:sched_process_exec -g -a",
        "-e cpu-clock,page-faults -F 499 -g -a"
      })
  void isWhatPerfScriptPrintsOfAPipe(String options) throws Exception {
    Path file = folder.resolve("perf.data");
    record(file, options, true);
    compare(file, true, false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-e cpu-clock -F 499 --call-graph dwarf,4096"})
  void beginsAsPerfScriptUnwinds(String options) throws Exception {
    Path file = folder.resolve("perf.data");
    record(file, options, false);
    compare(file, true, true);
  }

  private void record(Path file, String options, boolean pipe) throws Exception {
    String command =
        "perf record --sample-cpu -N -q "
            + options.replace("*", "\\*")
            + (pipe ? " -o - -- sh -c '%s' > %s" : " -o %2$s -- sh -c '%1$s'")
                .formatted(WORK, file);
    int status = run(command, folder.resolve("record.txt"));
    assumeTrue(
        status == 0 && Files.exists(file) && Files.size(file) > 200,
        () -> "perf cannot record here: " + command);
  }

  private int run(String command, Path out) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder("sh", "-c", command)
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return -1;
    }
    return process.exitValue();
  }

  private void compare(Path file, boolean stacks, boolean unwound) throws Exception {
    Path text = folder.resolve("perf.txt");
    String fields = "comm,pid,tid,cpu,time,period,event,ip,sym,symoff,dso,trace";
    int status =
        run(
            "perf script --ns --no-inline --show-lost-events -F %s -i %s".formatted(fields, file),
            text);
    assumeTrue(status == 0, "perf did not come to the end of its text: the machine is too busy");
    PerfData printed = new PerfScriptDecoder().decode(Bytes.of(Files.readAllBytes(text))).value();
    assumeTrue(printed.samples().size() > 0, "perf printed nothing");
    Decoded<PerfData> decoded = new PerfDataDecoder().decode(Bytes.of(Files.readAllBytes(file)));
    PerfData data = decoded.value();

    assertThat(decoded.problems())
        .extracting(Problem::id)
        .allMatch(id -> unwound && id.equals("perfdata.stacks.dwarf"));
    List<String> seen = rows(data);
    List<String> wanted = rows(printed);
    assertThat(seen).isEqualTo(wanted);
    for (int row = 0; row < wanted.size(); row++) {
      List<Frame> ours = stack(data, row);
      List<Frame> theirs = stack(printed, row);
      if (unwound) {
        int both = Math.min(ours.size(), theirs.size());
        ours = ours.subList(0, both);
        theirs = theirs.subList(0, both);
      }
      if (theirs.isEmpty()) {
        continue; // a word of rubbish makes perf drop the whole stack
      }
      assertThat(frames(ours, theirs, stacks))
          .as(seen.get(row))
          .isEqualTo(frames(theirs, theirs, stacks));
    }
    assertThat(sched(data)).isEqualTo(sched(printed));
    assertThat(tracepoints(data)).isEqualTo(tracepoints(printed));
    assertThat(data.lost()).isEqualTo(printed.lost());
  }

  private static List<Frame> stack(PerfData data, int row) {
    return data.stacks().stack(data.samples().stack(row)).reversed();
  }

  /// Names only where perf has none, and then the address too.
  private static List<String> frames(List<Frame> all, List<Frame> theirs, boolean addresses) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String module = all.get(i).module().orElse("");
      boolean unknown = i < theirs.size() && theirs.get(i).function().equals("[unknown]");
      words.add(unknown && addresses ? module + "+" + Long.toHexString(all.get(i).pc()) : module);
    }
    return words;
  }

  private static List<String> rows(PerfData data) {
    PerfSamples samples = data.samples();
    List<String> rows = new ArrayList<>();
    for (int row = 0; row < samples.size(); row++) {
      PerfThread thread = data.threads().get(samples.thread(row));
      if (thread.tid() == -1 || thread.comm().startsWith(":-1")) {
        rows.add("a thread that has ended");
        continue;
      }
      rows.add(
          "%s [%d] %d %d %s"
              .formatted(
                  thread,
                  samples.cpu(row),
                  samples.timeNanos(row),
                  samples.weight(row),
                  data.events().get(samples.event(row))));
    }
    return rows;
  }

  private static List<String> tracepoints(PerfData data) {
    return data.described().stream().filter(e -> e.startsWith("s")).sorted().toList();
  }

  private static String sched(PerfData data) {
    SchedEvents events = data.sched();
    return java.util.stream.IntStream.range(0, events.size())
        .mapToObj(
            i ->
                "%s %d %d %d %c %d %s%n"
                    .formatted(
                        events.kind(i),
                        events.sample(i),
                        events.tid(i),
                        events.other(i),
                        events.state(i),
                        events.valueNanos(i),
                        events.word(i)))
        .collect(Collectors.joining());
  }
}
