package initscope.remote;

import initscope.model.Progress;
import initscope.remote.reads.Chunk;
import initscope.remote.reads.DdReader;
import initscope.remote.reads.RandomReads;
import initscope.remote.reads.Range;
import initscope.remote.reads.Reads;
import initscope.remote.reads.SftpReader;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// Not a test: prints what connecting, running and reading memory cost on loopback.
final class SshMeasure {
  private SshMeasure() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("measure");
    try (RealSshd sshd = RealSshd.start(folder)) {
      for (int i = 0; i < 5; i++) {
        long start = System.nanoTime();
        try (Session session = sshd.connect()) {
          System.out.println("connect " + (System.nanoTime() - start) / 1000 + " us");
          long[] times = new long[20];
          for (int k = 0; k < times.length; k++) {
            long s = System.nanoTime();
            session.run(Command.of("true"), OutputLimits.DEFAULT, Progress.NONE);
            times[k] = (System.nanoTime() - s) / 1000;
          }
          Arrays.sort(times);
          System.out.println("exec median " + times[10] + " us, best " + times[0] + " us");
        }
      }
      try (Session session = sshd.connect();
          Arena arena = Arena.ofConfined()) {
        long size = 256L << 20;
        var memory = arena.allocate(size, 4096);
        memory.fill((byte) 1);
        String mem = "/proc/" + ProcessHandle.current().pid() + "/mem";
        try (RandomReads sftp = SftpReader.start(session, false, Progress.NONE)) {
          for (int i = 0; i < 3; i++) {
            measure(sftp, mem, scattered(memory.address(), size, 10_000));
          }
          var bulk = new ArrayList<Range>();
          bulk.add(new Range(memory.address(), 64 << 20));
          measure(sftp, mem, bulk);
          measure(sftp, mem, bulk);
        }
        measure(new DdReader(session, false), mem, scattered(memory.address(), size, 300));
      }
    }
  }

  private static List<Range> scattered(long base, long size, int count) {
    var random = new Random(count);
    var ranges = new ArrayList<Range>();
    for (int i = 0; i < count; i++) {
      ranges.add(new Range(base + (random.nextLong(size - 4096) & -8L), 256));
    }
    return ranges;
  }

  private static void measure(RandomReads reader, String path, List<Range> ranges)
      throws Exception {
    Reads reads = reader.read(path, ranges, Progress.NONE);
    long nanos = reads.laptopEndNanos() - reads.laptopStartNanos();
    long complete = reads.chunks().stream().filter(Chunk::complete).count();
    System.out.println(
        reader.how()
            + ": "
            + ranges.size()
            + " ranges, "
            + complete
            + " complete, "
            + reads.requests()
            + " requests, "
            + nanos / 1_000_000
            + " ms, "
            + nanos / 1000 / ranges.size()
            + " us each");
  }
}
