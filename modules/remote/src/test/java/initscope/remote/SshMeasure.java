package initscope.remote;

import initscope.model.Progress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Not a test: prints what connecting and running cost on loopback.
final class SshMeasure {
  private SshMeasure() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("measure");
    try (RealSshd sshd = RealSshd.start(folder)) {
      for (int i = 0; i < 4; i++) {
        long start = System.nanoTime();
        try (Session session = sshd.connect()) {
          System.out.println("connect " + (System.nanoTime() - start) / 1000 + " us");
          long[] times = new long[20];
          for (int k = 0; k < times.length; k++) {
            long s = System.nanoTime();
            session.run(Command.of("true"), OutputLimits.DEFAULT, Progress.NONE);
            times[k] = (System.nanoTime() - s) / 1000;
          }
          System.out.println("exec " + Arrays.toString(times));
        }
      }
    }
  }
}
