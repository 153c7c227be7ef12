package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.collect.steps.Step;
import initscope.formats.proc.MapsDecoder;
import initscope.model.Bytes;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.EvidenceRef;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.TimeLapse;
import initscope.model.go.TimeLapse.Ending;
import initscope.model.host.Mapping;
import initscope.remote.reads.FileRanges;
import initscope.remote.reads.RandomReads;
import initscope.remote.reads.Range;
import initscope.xray.LapseProgram;
import initscope.xray.LapseReader;
import initscope.xray.lapse.Lapse;
import initscope.xray.lapse.LapseSample;
import initscope.xray.lapse.Source;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Memory;
import initscope.xray.memory.MemoryLostException;
import initscope.xray.memory.SparseMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// Looks at a process many times a second until {@code main} begins, and keeps every look. Nothing is stopped, nothing is started on
/// the host but its own sftp-server, which reads.
final class TimeLapseStep {
  private static final int HEAD = 4096;
  private static final int MAPS_PART = 32 << 10;
  private static final int MAX_MAPS_PARTS = 64;
  private static final long SECOND = 1_000_000_000L;
  private static final long FINISH_NANOS = 1_200_000_000L;

  private final HostAccess host;
  private final Step step;
  private final Target target;
  private final LapseOptions options;
  private final LapseEntries entries;
  private final Optional<Runnable> begin;
  private final List<LapseSample> samples = new ArrayList<>();
  private Optional<LapseProgram> program = Optional.empty();
  private Optional<TimeLapse> result = Optional.empty();
  private OptionalLong pid = OptionalLong.empty();
  private List<Mapping> maps = List.of();
  private Ending ending = Ending.LOST;
  private State state = State.EMPTY;
  private String why = "no sample was taken";
  private String waited = "";
  private long finishNanos;
  private long usual;
  private int batches;
  private long bytes;

  /// @param begin called once the step waits for the process to begin; with it the one that runs already is not looked at
  TimeLapseStep(
      HostAccess host,
      Spool spool,
      Step step,
      Target target,
      LapseOptions options,
      Optional<Runnable> begin) {
    this.begin = begin;
    this.host = host;
    this.step = step;
    this.target = target;
    this.options = options;
    this.entries = new LapseEntries(spool, step);
  }

  /// Takes it. What a host refuses is coverage; what was seen before a link was lost or the user stopped it is kept.
  void run(Progress progress) throws Failure, CancelledException {
    progress.report(0, -1, "time-lapse: finding the process");
    LapseTarget asked = LapseTarget.find(host, target, progress);
    LapseTarget found = begin.isPresent() ? asked.next() : asked;
    batches++;
    try (RandomReads reads = host.reads(progress)) {
      run(reads, found, progress);
    } catch (Failure.HostRefused e) {
      state = gaveAnything() ? State.DONE : State.REFUSED;
      why = e.todo();
    }
  }

  private void run(RandomReads reads, LapseTarget found, Progress progress)
      throws Failure, CancelledException {
    pid = found.pid();
    Optional<String> path = found.executable();
    if (pid.isEmpty()) {
      if (path.isEmpty()) {
        state = State.SKIPPED;
        why = "no process runs, and which executable it is going to run is not known";
        return;
      }
      await(reads, found, path.get(), progress);
    }
    if (pid.isPresent()) {
      sample(reads, progress);
    }
  }

  /// Learns of the program what its file tells, then waits for the process.
  private void await(RandomReads reads, LapseTarget found, String path, Progress progress)
      throws Failure, CancelledException {
    HostMemory file = new HostMemory(reads, path, untilNamed(progress));
    Bytes head = head(file);
    if (head.isEmpty()) {
      state = State.REFUSED;
      why = path + ": " + file.reason().orElse("not readable");
      return;
    }
    open(file, SparseMemory.of(List.of()), List.of(), file);
    long begun = System.nanoTime();
    LapseWait wait = new LapseWait(reads, found, head, progress);
    begin.ifPresent(Runnable::run);
    pid = wait.await(options.patience());
    String words = LapseWords.seconds(System.nanoTime() - begun);
    waited = "waited " + words + " for the process to begin; ";
    if (pid.isEmpty()) {
      state = State.EMPTY;
      why =
          "no process ran "
              + path
              + " within "
              + words
              + (wait.missed() > 0 ? "; " + wait.missed() + " new processes were not asked" : "")
              + (wait.denied() > 0
                  ? "; this login may not look at "
                      + wait.denied()
                      + " new processes of others: log in as their user or as root, or let sudo be"
                      + " used"
                  : "");
    }
  }

  private Bytes head(HostMemory file) throws Failure, CancelledException {
    try {
      return file.read(List.of(new initscope.xray.memory.Range(0, HEAD))).getFirst().bytes();
    } catch (MemoryLostException e) {
      file.check();
      return Bytes.EMPTY;
    }
  }

  /// Opens the program, and keeps what was read for that.
  private void open(HostMemory file, Memory process, List<Mapping> maps, HostMemory asked)
      throws Failure, CancelledException {
    Memory keptFile = kept(Source.EXECUTABLE, file);
    LapseProgram.Opened opened = LapseProgram.open(keptFile, kept(Source.MEMORY, process), maps);
    batches += file.batches();
    bytes += file.bytes();
    file.check();
    asked.check();
    program = opened.program();
    if (program.isEmpty()) {
      boolean unread = file.bytes() == 0;
      state = unread ? State.REFUSED : State.EMPTY;
      why = unread ? file.reason().orElse(opened.refusal()) : opened.refusal();
    }
  }

  private Memory kept(Source source, Memory live) {
    return ranges -> {
      List<Chunk> chunks = live.read(ranges);
      chunks.forEach(chunk -> entries.writer().fixed(source, chunk));
      return chunks;
    };
  }

  private void sample(RandomReads reads, Progress progress) throws Failure, CancelledException {
    long process = pid.orElseThrow();
    HostMemory memory = new HostMemory(reads, "/proc/" + process + "/mem", untilNamed(progress));
    if (program.isEmpty()) {
      HostMemory file = new HostMemory(reads, LapseWait.exe(process), untilNamed(progress));
      maps = maps(reads, process, progress, () -> {});
      open(file, memory, maps, memory);
    }
    if (program.isEmpty()) {
      return;
    }
    entries.writer().note("pid", Long.toString(process));
    entries.writer().note("interval", Long.toString(options.interval().toNanos()));
    entries.writer().note("transport", reads.how());
    boolean cancelled = true;
    try {
      loop(new LapseSampler(reads, process), reads, memory, progress);
      cancelled = false;
    } catch (CancelledException e) {
      ending = Ending.CANCELLED;
      throw e;
    } finally {
      bytes += memory.bytes();
      batches += memory.batches();
      finish(cancelled && ending == Ending.LOST);
    }
    result.ifPresent(lapse -> why = LapseWords.of(lapse, waited));
  }

  private void loop(LapseSampler sampler, RandomReads reads, HostMemory memory, Progress progress)
      throws Failure, CancelledException {
    long begun = System.nanoTime();
    Search search = new Search(sampler, memory, progress, begun);
    while (true) {
      long at = System.nanoTime();
      take(sampler, search.g, progress, begun);
      search.sampled = System.nanoTime();
      if (search.g == 0) { // the first sample is in haste: states alone
        maps = maps.isEmpty() ? maps(reads, pid.orElseThrow(), progress, search::take) : maps;
        search.run();
      }
      Optional<Ending> end = end(program.orElseThrow(), samples.getLast(), at - begun);
      if (end.isPresent()) {
        ending = end.get();
        return;
      }
      LapseSampler.sleep(at + pauseNanos() - System.nanoTime());
    }
  }

  /// On a slow link, or a slow host, a third of the time is left to it.
  private long pauseNanos() {
    return Math.max(options.interval().toNanos(), usual + usual / 2);
  }

  private void take(LapseSampler sampler, long g, Progress progress, long begun)
      throws Failure, CancelledException {
    LapseProgram known = program.orElseThrow();
    Optional<LapseSample> last =
        samples.isEmpty() ? Optional.empty() : Optional.of(samples.getLast());
    LapseSample sample = sampler.take(known.wanted(g, last), progress);
    batches++;
    bytes += sample.bytes();
    samples.add(sample);
    entries.writer().sample(sample);
    entries.flush(hostNanos(sample));
    if (samples.size() > 1) { // the first opens the files
      usual = (sample.receivedNanos() - sample.sentNanos() + 3 * usual) / 4;
    }
    long elapsed = System.nanoTime() - begun;
    String what = sample.gone() ? "the process has ended" : known.progress(sample);
    progress.report(
        elapsed / SECOND,
        options.limit().toSeconds(),
        "time-lapse: " + what + "; " + samples.size() + " samples, " + LapseWords.seconds(elapsed));
  }

  /// Looks for goroutine 1, which takes several batches, and goes on taking samples between them.
  private final class Search {
    private final LapseSampler sampler;
    private final HostMemory memory;
    private final Progress progress;
    private final long begun;
    private long g;
    private long sampled = System.nanoTime();
    private Optional<Failure> failed = Optional.empty();
    private boolean cancelled;

    Search(LapseSampler sampler, HostMemory memory, Progress progress, long begun) {
      this.sampler = sampler;
      this.memory = memory;
      this.progress = progress;
      this.begun = begun;
    }

    /// Takes a sample where it is time for one.
    void take() throws Failure, CancelledException {
      if (System.nanoTime() - sampled >= options.interval().toNanos()) {
        sampled = System.nanoTime();
        TimeLapseStep.this.take(sampler, 0, progress, begun);
      }
    }

    void run() throws Failure, CancelledException {
      try {
        g = program.orElseThrow().findFirst(this::read, maps).orElse(0L);
      } catch (MemoryLostException e) {
        memory.check();
        if (cancelled) {
          throw new CancelledException();
        }
        if (failed.isPresent()) {
          throw failed.get();
        }
      }
    }

    private List<Chunk> read(List<initscope.xray.memory.Range> ranges) throws MemoryLostException {
      List<Chunk> chunks = memory.read(ranges);
      try {
        take();
      } catch (Failure e) {
        failed = Optional.of(e);
        throw new MemoryLostException(e.what(), e);
      } catch (CancelledException e) {
        cancelled = true;
        throw new MemoryLostException("cancelled", e);
      }
      return chunks;
    }
  }

  private Optional<Ending> end(LapseProgram known, LapseSample sample, long elapsed) {
    if (sample.gone()) {
      return Optional.of(Ending.PROCESS_ENDED);
    }
    if (known.done(sample)) {
      return Optional.of(Ending.MAIN);
    }
    boolean over = elapsed >= options.limit().toNanos() || entries.isFull();
    return over ? Optional.of(Ending.TIME_LIMIT) : Optional.empty();
  }

  /// Host time of a sample, well enough for the index.
  private static long hostNanos(LapseSample sample) {
    String text = sample.text(Source.UPTIME);
    int point = text.indexOf('.');
    boolean fits =
        point > 0
            && point < 11
            && text.substring(0, point).chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? Long.parseLong(text.substring(0, point)) * SECOND : 0;
  }

  /// Lets names be read for a moment after the user stopped it.
  private Progress untilNamed(Progress progress) {
    return (done, total, what) -> {
      if (finishNanos == 0) {
        progress.report(done, total, what);
      } else if (System.nanoTime() - finishNanos > FINISH_NANOS) {
        throw new CancelledException();
      }
    };
  }

  /// Names what was seen, as far as the link still allows, and ends the entries.
  ///
  /// @param lost whether the link is
  private void finish(boolean lost) throws Failure {
    long nanos = samples.isEmpty() ? 0 : hostNanos(samples.getLast());
    finishNanos = ending == Ending.CANCELLED ? System.nanoTime() : 0;
    if (!lost && program.isPresent()) {
      try {
        Lapse lapse = new Lapse(Map.of(), Map.of("end", ending.word()), samples);
        EvidenceRef none = EvidenceRef.whole("", "");
        result = Optional.of(LapseReader.read(program.get(), lapse, offset -> none));
      } catch (MemoryLostException e) {
        why = String.valueOf(e.getMessage()); // names are missing, the samples are there
      }
    }
    entries.writer().note("end", ending.word());
    if (!lost) {
      entries.writer().end();
    }
    entries.flush(nanos);
    entries.commit(nanos);
    state = samples.isEmpty() ? State.EMPTY : State.DONE;
  }

  /// What is done between two batches.
  private interface Between {
    void run() throws Failure, CancelledException;
  }

  private List<Mapping> maps(RandomReads reads, long process, Progress progress, Between between)
      throws Failure, CancelledException {
    String path = "/proc/" + process + "/maps";
    List<byte[]> parts = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < MAX_MAPS_PARTS; i++) {
      FileRanges next = new FileRanges(path, List.of(new Range(at, MAPS_PART)), true);
      Bytes part = reads.readAll(List.of(next), progress).getFirst().chunks().getFirst().bytes();
      batches++;
      if (part.isEmpty()) {
        break;
      }
      entries
          .writer()
          .fixed(
              Source.MAPS, Chunk.of(new initscope.xray.memory.Range(at, (int) part.size()), part));
      parts.add(part.toArray());
      at += part.size();
      between.run();
    }
    var all = new java.io.ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return new MapsDecoder().decode(Bytes.of(all.toByteArray())).value();
  }

  /// What it gave.
  ///
  /// @param now the process that the rest of the capture found; empty where none runs
  Coverage coverage(OptionalLong now) {
    boolean other = pid.isPresent() && now.isPresent() && now.getAsLong() != pid.getAsLong();
    String more =
        other
            ? "; it was process " + pid.getAsLong() + ", since then " + now.getAsLong() + " runs"
            : "";
    return new Coverage(step.id(), state, why + more);
  }

  /// The process that was looked at; empty where none began.
  OptionalLong pid() {
    return pid;
  }

  /// Whether there is a sample.
  boolean gaveAnything() {
    return !samples.isEmpty();
  }

  /// Batches of reads: about one round trip each.
  int batches() {
    return batches;
  }

  /// Bytes read.
  long bytes() {
    return bytes;
  }
}
