package initscope.collect;

import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.reads.FileRanges;
import initscope.remote.reads.RandomReads;
import initscope.remote.reads.Reads;
import initscope.xray.lapse.LapseSample;
import initscope.xray.lapse.Source;
import initscope.xray.memory.Chunk;
import initscope.xray.memory.Range;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/// Takes one sample after another: each is one batch of reads, the host's clock before and after the memory in it.
final class LapseSampler {
  private static final int CLOCK_BYTES = 79; // its first lines, and no list of timers
  private static final int TEXT_BYTES = 64;
  private static final int STAT_BYTES = 1024;
  private static final int SERVER_EVERY = 8;

  private final RandomReads reads;
  private final long pid;
  private final long originNanos = System.nanoTime();
  private boolean timer = true;
  private int count;

  LapseSampler(RandomReads reads, long pid) {
    this.reads = reads;
    this.pid = pid;
  }

  /// Takes one.
  ///
  /// @param ranges of the process's memory
  LapseSample take(List<Range> ranges, Progress progress) throws Failure, CancelledException {
    List<Source> sources = new ArrayList<>();
    List<FileRanges> files = new ArrayList<>();
    text(Source.UPTIME, "/proc/uptime", TEXT_BYTES, sources, files);
    if (timer) {
      text(Source.CLOCK, "/proc/timer_list", CLOCK_BYTES, sources, files);
    }
    List<initscope.remote.reads.Range> wanted = new ArrayList<>();
    ranges.forEach(r -> wanted.add(new initscope.remote.reads.Range(r.address(), r.length())));
    sources.add(Source.MEMORY);
    files.add(FileRanges.of("/proc/" + pid + "/mem", wanted));
    String thread = "/proc/" + pid + "/task/" + pid + "/schedstat";
    text(Source.THREAD, thread, TEXT_BYTES, sources, files);
    if (timer) {
      text(Source.CLOCK_AFTER, "/proc/timer_list", CLOCK_BYTES, sources, files);
    }
    if (count == 0) {
      text(Source.PROCESS, "/proc/" + pid + "/stat", STAT_BYTES, sources, files);
    }
    if (count % SERVER_EVERY == 0) {
      text(Source.SERVER, "/proc/self/schedstat", TEXT_BYTES, sources, files);
    }
    List<Reads> answers = reads.readAll(files, progress);
    count++;
    return sample(sources, answers);
  }

  private LapseSample sample(List<Source> sources, List<Reads> answers) {
    Map<Source, List<Chunk>> chunks = new EnumMap<>(Source.class);
    int requests = 0;
    for (int i = 0; i < answers.size(); i++) {
      List<Chunk> list = new ArrayList<>();
      for (initscope.remote.reads.Chunk chunk : answers.get(i).chunks()) {
        Range range = new Range(chunk.range().offset(), chunk.range().length());
        list.add(Chunk.partial(range, chunk.bytes(), chunk.reason().orElse("not read")));
      }
      requests += answers.get(i).requests();
      chunks.put(sources.get(i), list);
    }
    if (timer && chunks.getOrDefault(Source.CLOCK, List.of()).getFirst().bytes().isEmpty()) {
      timer = false; // only root may read it
      chunks.remove(Source.CLOCK);
      chunks.remove(Source.CLOCK_AFTER);
    }
    long sent = answers.getFirst().laptopStartNanos() - originNanos;
    long received = answers.getLast().laptopEndNanos() - originNanos;
    return new LapseSample(sent, received, requests, -1, chunks);
  }

  private static void text(
      Source source, String path, int bytes, List<Source> sources, List<FileRanges> files) {
    sources.add(source);
    files.add(FileRanges.text(path, bytes));
  }

  /// Waits; not at all for a time that is over.
  static void sleep(long nanos) {
    if (nanos > 0) {
      LockSupport.parkNanos(nanos);
    }
  }
}
