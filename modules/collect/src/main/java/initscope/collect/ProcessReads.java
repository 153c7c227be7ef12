package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.collect.steps.Step;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.remote.reads.RandomReads;
import initscope.xray.memory.RecordingMemory;

/// The executable and the memory of a process on a host, and what was read of either.
final class ProcessReads {
  private final HostMemory hostFile;
  private final HostMemory hostProcess;
  private final RecordingMemory file;
  private final RecordingMemory process;

  ProcessReads(RandomReads reads, long pid, Progress progress) {
    hostFile = new HostMemory(reads, "/proc/" + pid + "/exe", progress);
    hostProcess = new HostMemory(reads, "/proc/" + pid + "/mem", progress);
    file = new RecordingMemory(hostFile);
    process = new RecordingMemory(hostProcess);
  }

  /// The executable; what is read of it is kept.
  RecordingMemory file() {
    return file;
  }

  /// The memory; what is read of it is kept.
  RecordingMemory process() {
    return process;
  }

  /// The executable as the host gives it: how much of it, and why not more.
  HostMemory hostFile() {
    return hostFile;
  }

  /// The same of the memory.
  HostMemory hostProcess() {
    return hostProcess;
  }

  /// Stores what was read, of each where that is anything.
  ///
  /// @param folder of the two entries: what they were read for
  void keep(Spool spool, Step step, String folder, long nowNanos) throws Failure {
    if (hostFile.bytes() > 0) {
      SparseEntry.write(spool, step, folder + "/exe.sparse", file, nowNanos);
    }
    if (hostProcess.bytes() > 0) {
      SparseEntry.write(spool, step, folder + "/memory.sparse", process, nowNanos);
    }
  }

  /// Throws what ended the reading early: a lost link, or the user.
  void check() throws Failure, CancelledException {
    hostFile.check();
    hostProcess.check();
  }

  /// Batches of reads: about one round trip each.
  int batches() {
    return hostFile.batches() + hostProcess.batches();
  }

  /// Bytes read.
  long bytes() {
    return hostFile.bytes() + hostProcess.bytes();
  }
}
