package initscope.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.collect.spool.FileBytes;
import initscope.collect.spool.Spool;
import initscope.collect.spool.SpoolFolder;
import initscope.collect.steps.Step;
import initscope.evidence.Capture;
import initscope.evidence.CaptureFacts;
import initscope.evidence.CaptureReader;
import initscope.evidence.EntryInfo;
import initscope.evidence.SpoolReader;
import initscope.model.Coverage;
import initscope.model.Coverage.State;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.RawEntry;
import initscope.model.testing.Sshd;
import initscope.remote.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Captures that a kill, a cut link, a full disk or the user ends: what is left opens and says what is missing.
@SuppressWarnings("try") // nothing interrupts a test
class EndedEarlyTest {
  private static final int POINTS = 20;

  @TempDir Path temp = Path.of("");

  private static final Target TARGET = new Target.Pid(ProcessHandle.current().pid());

  private static CaptureFacts facts() {
    return CaptureFacts.begin("test", "here", "attach", TARGET.words(), 0);
  }

  private static Collected take(HostAccess host, Path file, Progress progress) throws Exception {
    return CaptureFile.take(host, TARGET, CollectOptions.ATTACH, facts(), file, progress);
  }

  /// A spool that ended early opens: every entry with a line is whole, and each step either answered or says why it did not.
  private static Capture check(Path spool) throws Failure {
    Capture capture = SpoolReader.open(new SpoolFolder(spool)).value();
    int inFlight = 0;
    for (EntryInfo info : capture.index()) {
      RawEntry entry = capture.entry(info.name()).orElseThrow();
      assertThat(capture.verify(entry)).isEmpty();
      inFlight += info.sha256().isEmpty() ? 1 : 0;
    }
    assertThat(inFlight).isLessThanOrEqualTo(1);
    assertThat(capture.facts().sealed()).isFalse();
    Set<String> gave = new HashSet<>();
    capture.index().forEach(info -> gave.add(info.step()));
    List<String> steps =
        Plan.of(TARGET, CollectOptions.ATTACH).running().stream().map(Step::id).toList();
    assertThat(capture.facts().coverage()).extracting(Coverage::step).containsAll(steps);
    for (Coverage coverage : capture.facts().coverage()) {
      assertThat(coverage.state() == State.DONE || coverage.step().equals("xray"))
          .as(coverage.toString())
          .isEqualTo(gave.contains(coverage.step()) || coverage.step().equals("xray"));
      assertThat(coverage.state() == State.DONE || !coverage.why().isEmpty()).isTrue();
    }
    return capture;
  }

  /// Captures this machine until it is killed. Arguments: process, file.
  static final class Capturer {
    private Capturer() {}

    public static void main(String[] args) throws Exception {
      CaptureFile.take(
          new LocalHost("/bin/sh", "-s"),
          new Target.Pid(Long.parseLong(args[0])),
          CollectOptions.ATTACH,
          facts(),
          Path.of(args[1]),
          Progress.NONE);
    }
  }

  @Test
  void killedAtAnyPoint() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "no /proc");
    Collected whole = take(new LocalHost("/bin/sh", "-s"), temp.resolve("w.isz"), Progress.NONE);
    assertThat(whole.facts().pid()).isPresent();
    int entries = CaptureReader.open(FileBytes.map(temp.resolve("w.isz"))).value().index().size();
    Random random = new Random(20);
    for (int i = 0; i < POINTS; i++) {
      Path file = temp.resolve("killed" + i + ".isz");
      Path index = CaptureFile.spool(file).resolve(CaptureReader.INDEX);
      int lines = 1 + random.nextInt(entries);
      Process capturer = capturer(file);
      while (capturer.isAlive() && lines(index) < lines && !Files.exists(file)) {
        Thread.onSpinWait();
      }
      capturer.destroyForcibly().waitFor();
      if (!Files.exists(file)) {
        Capture capture = check(CaptureFile.spool(file));
        assertThat(capture.index()).hasSizeGreaterThanOrEqualTo(Math.max(0, lines - entries / 2));
      }
    }
  }

  private static Process capturer(Path file) throws IOException {
    return new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Capturer.class.getName(),
            Long.toString(ProcessHandle.current().pid()),
            file.toString())
        .inheritIO()
        .start();
  }

  private static long lines(Path index) throws IOException {
    try {
      return Files.readString(index).lines().count();
    } catch (java.nio.file.NoSuchFileException e) {
      return 0;
    }
  }

  @Test
  void cutOffAtAnyByte() throws Exception {
    try (Sshd sshd = Sshd.start(Files.createDirectories(temp.resolve("sshd")))) {
      long all;
      try (DelayProxy proxy = new DelayProxy(sshd.port(), 0);
          Session session = Login.to(sshd, proxy.port())) {
        all = take(new SessionHost(session), temp.resolve("w.isz"), Progress.NONE).receivedBytes();
      }
      Random random = new Random(7);
      int kept = 0;
      for (int i = 0; i < POINTS; i++) {
        Path file = temp.resolve("cut" + i + ".isz");
        try (DelayProxy proxy = new DelayProxy(sshd.port(), 0);
            Session session = Login.to(sshd, proxy.port())) {
          proxy.cutAfter(random.nextLong(1, all * 3 / 4)); // this machine answers less at times
          assertThatThrownBy(() -> take(new SessionHost(session), file, Progress.NONE))
              .isInstanceOfSatisfying(
                  Failure.HostUnreachable.class, e -> assertThat(e.exitStatus()).isEqualTo(4));
        }
        assertThat(file).doesNotExist();
        if (Files.exists(CaptureFile.spool(file))) {
          check(CaptureFile.spool(file));
          kept++;
        }
      }
      assertThat(kept).isPositive();
    }
  }

  @Test
  void aFullDiskLeavesWhatFitted() throws Exception {
    assumeTrue(System.getProperty("user.name").equals("root"), "not root: no disk can be mounted");
    Path whole = temp.resolve("whole");
    try (Spool spool = Spool.create(whole, facts())) {
      Collector.collect(
          new LocalHost("/bin/sh", "-s"), TARGET, CollectOptions.ATTACH, spool, Progress.NONE);
    }
    int pages;
    try (Stream<Path> files = Files.walk(whole)) {
      pages =
          files
              .filter(Files::isRegularFile)
              .mapToInt(file -> (int) (file.toFile().length() + 4095) / 4096)
              .sum();
    }
    for (int kilobytes : List.of(8, pages, 2 * pages, 4 * pages + 8)) {
      Path disk = Files.createDirectories(temp.resolve("disk" + kilobytes));
      Process mount =
          new ProcessBuilder(
                  "mount", "-t", "tmpfs", "-o", "size=" + kilobytes + "k", "tmpfs", disk.toString())
              .inheritIO()
              .start();
      assumeTrue(mount.waitFor() == 0, "no disk can be mounted");
      try {
        Path file = disk.resolve("x.isz");
        assertThatThrownBy(() -> take(new LocalHost("/bin/sh", "-s"), file, Progress.NONE))
            .isInstanceOfSatisfying(
                Failure.Local.class, e -> assertThat(e.exitStatus()).isEqualTo(1))
            .hasMessageContaining("disk is full");
        assertThat(file).doesNotExist();
        assertThat(disk.resolve("x.isz.new")).doesNotExist();
        if (Files.exists(CaptureFile.spool(file))) {
          Capture capture = SpoolReader.open(new SpoolFolder(CaptureFile.spool(file))).value();
          assertThat(capture.index()).isNotEmpty();
          assertThat(capture.facts().coverage()).isNotEmpty();
        }
      } finally {
        Sshd.run("umount", "-l", disk.toString());
      }
    }
  }

  @Test
  void cancelledAtAnyReport() throws Exception {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "no /proc");
    List<String> reports = new ArrayList<>();
    try (Sshd sshd = Sshd.start(Files.createDirectories(temp.resolve("sshd")));
        Session session = Login.to(sshd, sshd.port())) {
      take(
          new SessionHost(session),
          temp.resolve("w.isz"),
          (done, total, what) -> reports.add(what));
      for (int at = 0; at < reports.size(); at += 1 + reports.size() / POINTS) {
        Path file = temp.resolve("cancelled" + at + ".isz");
        int wanted = at;
        int[] seen = {0};
        Progress cancelling =
            (done, total, what) -> {
              if (seen[0]++ == wanted) {
                Thread.currentThread().interrupt(); // as the hook of Ctrl-C does
                throw new Progress.CancelledException();
              }
            };
        try {
          take(new SessionHost(session), file, cancelling);
        } catch (Progress.CancelledException e) {
          assertThat(Thread.interrupted()).isTrue();
        }
        if (Files.exists(CaptureFile.spool(file))) {
          assertThat(check(CaptureFile.spool(file)).index()).isNotEmpty();
        } else {
          assertThat(at == 0 || Files.exists(file) || seen[0] <= wanted + 1).isTrue();
        }
      }
      assertThat(CaptureFile.spool(temp.resolve("cancelled0.isz"))).doesNotExist();
    }
  }

  @Test
  void aSpoolOfAnEarlierCaptureIsNotTouched() throws Exception {
    Path file = temp.resolve("x.isz");
    Files.createDirectories(CaptureFile.spool(file));
    Files.writeString(CaptureFile.spool(file).resolve(CaptureReader.FACTS), "{}");
    assertThatThrownBy(() -> CaptureFile.check(file))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("unfinished capture is there");
    assertThatThrownBy(() -> take(new LocalHost("/bin/sh", "-s"), file, Progress.NONE))
        .isInstanceOf(Failure.Usage.class);
    assertThat(Files.readString(CaptureFile.spool(file).resolve(CaptureReader.FACTS)))
        .isEqualTo("{}");
  }
}
