package initscope.collect;

import initscope.collect.spool.Spool;
import initscope.evidence.CaptureFacts;
import initscope.model.Progress;
import initscope.model.testing.Sshd;
import initscope.remote.Session;
import java.nio.file.Files;
import java.nio.file.Path;

/// Not a test: prints what an attach capture costs. Arguments: process number, one-way delay in milliseconds.
@SuppressWarnings("try") // nothing interrupts a test
final class CaptureMeasure {
  private CaptureMeasure() {}

  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("measure");
    Target target = new Target.Pid(Long.parseLong(args[0]));
    try (Sshd sshd = Sshd.start(folder);
        DelayProxy proxy = new DelayProxy(sshd.port(), Long.parseLong(args[1]));
        Session session = Login.to(sshd, proxy.port())) {
      for (int i = 0; i < 6; i++) {
        boolean xray = i % 2 == 1;
        CollectOptions options =
            xray ? CollectOptions.ATTACH : CollectOptions.ATTACH.without("xray");
        CaptureFacts facts = CaptureFacts.begin("measure", "here", "attach", target.words(), 0);
        Spool spool = Spool.create(folder.resolve("spool" + i), facts);
        long start = System.nanoTime();
        Collected collected = Collector.collect(session, target, options, spool, Progress.NONE);
        long read = System.nanoTime();
        Path file = folder.resolve(i + ".isz");
        spool.seal(file);
        long sealed = System.nanoTime();
        System.out.printf(
            "xray %b: read %d ms, seal %d ms, %d round trips, %d bytes received, .isz %d bytes,"
                + " %s%n",
            xray,
            (read - start) / 1_000_000,
            (sealed - read) / 1_000_000,
            collected.roundTrips(),
            collected.receivedBytes(),
            Files.size(file),
            collected.transport());
        spool.delete();
      }
    }
  }
}
