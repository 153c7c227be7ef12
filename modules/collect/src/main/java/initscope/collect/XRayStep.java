package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolEntry;
import initscope.collect.spool.SpoolFolder;
import initscope.collect.steps.Step;
import initscope.evidence.Capture;
import initscope.formats.proc.MapsDecoder;
import initscope.formats.proc.TaskSchedDecoder;
import initscope.model.Bytes;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.RawEntry.Sensitivity;
import initscope.model.go.GoRuntime;
import initscope.model.host.LastRun;
import initscope.model.host.Mapping;
import initscope.remote.reads.FileRanges;
import initscope.remote.reads.RandomReads;
import initscope.remote.reads.Reads;
import initscope.xray.XRay;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Looks into the running process and keeps every byte it read, so that the file gives the same answer.
final class XRayStep {
  private static final int MAX_THREADS = 64;
  private static final int SCHED_BYTES = 8 << 10;

  private final HostAccess host;
  private final Spool spool;
  private final Step step;
  private final long pid;
  private int batches;
  private long bytes;
  private String transport = "";

  XRayStep(HostAccess host, Spool spool, Step step, long pid) {
    this.host = host;
    this.spool = spool;
    this.step = step;
    this.pid = pid;
  }

  /// Reads; what a host refuses is coverage.
  Coverage run(long nowNanos, Progress progress) throws Failure, CancelledException {
    Optional<Bytes> maps = new SpoolFolder(spool.folder()).read(Capture.RAW + "proc/maps");
    if (maps.isEmpty()) {
      return new Coverage(step.id(), State.SKIPPED, "/proc/PID/maps was not read");
    }
    List<Mapping> mappings = new MapsDecoder().decode(maps.get()).value();
    try (RandomReads reads = host.reads(progress)) {
      transport = reads.how();
      return run(reads, mappings, nowNanos, progress);
    } catch (Failure.HostRefused e) {
      return new Coverage(step.id(), State.REFUSED, e.todo());
    }
  }

  private Coverage run(RandomReads reads, List<Mapping> maps, long nowNanos, Progress progress)
      throws Failure, CancelledException {
    ProcessReads of = new ProcessReads(reads, pid, progress);
    GoRuntime runtime = XRay.read(of.file(), of.process(), maps, XRay.Options.DEFAULT);
    batches = of.batches();
    bytes = of.bytes();
    of.keep(spool, step, "xray", nowNanos);
    of.check();
    if (of.hostProcess().bytes() > 0) {
      lastRuns(reads, nowNanos, progress);
    }
    return coverage(runtime, of.hostFile(), of.hostProcess());
  }

  /// Asks once more when threads last ran: what memory shows has been so for as long only where they did not run meanwhile.
  private void lastRuns(RandomReads reads, long nowNanos, Progress progress)
      throws Failure, CancelledException {
    Optional<Bytes> before = new SpoolFolder(spool.folder()).read(Capture.RAW + "proc/task-sched");
    List<Long> tids =
        new TaskSchedDecoder()
            .decode(before.orElse(Bytes.EMPTY)).value().stream()
                .filter(LastRun.Thread.class::isInstance)
                .map(one -> ((LastRun.Thread) one).tid())
                .sorted(Comparator.comparing((Long tid) -> tid != pid))
                .limit(reads.how().equals("dd") ? 1 : MAX_THREADS) // dd takes a round trip for each
                .toList();
    if (tids.isEmpty()) {
      return;
    }
    List<FileRanges> files =
        tids.stream()
            .map(tid -> FileRanges.text("/proc/" + pid + "/task/" + tid + "/sched", SCHED_BYTES))
            .toList();
    List<Reads> answers;
    try {
      answers = reads.readAll(files, progress);
    } catch (Failure.HostRefused _) {
      return; // the memory was read all the same
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < answers.size(); i++) {
      String name = "task/" + tids.get(i) + "/sched:";
      answers.get(i).chunks().stream()
          .flatMap(chunk -> chunk.bytes().utf8().lines())
          .filter(line -> line.startsWith("se.exec_start"))
          .forEach(line -> lines.append(name).append(line).append('\n'));
    }
    bytes += lines.length();
    batches++;
    keep("xray/task-sched", Bytes.of(lines.toString()), nowNanos);
  }

  private void keep(String name, Bytes content, long nowNanos) throws Failure {
    Spool.EntryHead head =
        new Spool.EntryHead(name, step.id(), List.of(), nowNanos, Sensitivity.PLAIN);
    SpoolEntry entry = spool.begin(head, step.byteLimit());
    entry.write(content.toArray(), 0, (int) content.size());
    entry.commit(OptionalInt.empty(), nowNanos, false);
  }

  private Coverage coverage(GoRuntime runtime, HostMemory file, HostMemory process) {
    if (file.bytes() == 0) {
      return new Coverage(step.id(), State.REFUSED, file.reason().orElse("nothing could be read"));
    }
    if (process.bytes() == 0 && process.reason().isPresent()) {
      return new Coverage(step.id(), State.REFUSED, process.reason().get());
    }
    return runtime
        .refusal()
        .map(why -> new Coverage(step.id(), State.EMPTY, why))
        .orElse(new Coverage(step.id(), State.DONE, ""));
  }

  /// Batches of reads: about one round trip each.
  int batches() {
    return batches;
  }

  /// Bytes read.
  long bytes() {
    return bytes;
  }

  /// How the host was read; empty where it was not.
  Optional<String> transport() {
    return Optional.of(transport).filter(t -> !t.isEmpty());
  }
}
