package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.model.Failure;
import initscope.model.change.Plan;
import initscope.model.change.TxId;
import initscope.model.change.TxState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A real file system that is full, or read-only, below the host's {@code /etc}. Needs to mount one: skipped where that is not allowed.
class FullDiskTest {
  private static final String OLD_FILE = "# ours\nvm.dirty_ratio = 20\n";
  private static final int ENOUGH = 200;

  private FakeHost host;
  private Path etc;
  private Plan plan;
  private boolean mounted;
  private final MemoryJournal journal = new MemoryJournal();
  private final TuneEngine engine = Bench.engine(journal, "anna@laptop");

  @BeforeEach
  void make() throws Exception {
    host = new FakeHost(FakeHost.shell("/bin/sh"));
    etc = host.root.resolve("etc");
  }

  @AfterEach
  void remove() throws Exception {
    if (mounted) {
      run("umount", etc.toString());
    }
    host.close();
  }

  private static boolean run(String... words) throws IOException {
    try {
      return new ProcessBuilder(words)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /// Puts the host's files on a file system of their own, with so much room.
  private void mount(String room) throws Exception {
    mounted = run("mount", "-t", "tmpfs", "-o", room, "none", etc.toString());
    Assumptions.assumeTrue(mounted, "may not mount a file system");
    Files.createDirectories(etc.resolve("sysctl.d"));
    Files.createDirectories(etc.resolve("systemd/system/sysinit.target.wants"));
    host.write("etc/machine-id", "0123456789abcdef0123456789abcdef\n");
    host.write(FakeHost.OWN, OLD_FILE);
    plan = Bench.plan(host, true);
  }

  private void remount(String how) throws IOException {
    assertThat(run("mount", "-o", "remount," + how, etc.toString())).isTrue();
  }

  private TxId apply() throws Failure {
    return engine.apply(plan, host::login, ProofOfLife.LOGIN).id().orElseThrow();
  }

  private void assertOld() throws IOException {
    assertThat(host.sysctl(FakeHost.SWAPPINESS)).isEqualTo("60");
    assertThat(host.sysctl(FakeHost.RMEM)).isEqualTo("4096 87380 6291456");
    assertThat(host.read(FakeHost.OWN)).isEqualTo(OLD_FILE);
    assertThat(host.timerArmed()).isFalse();
  }

  private List<String> files() throws IOException {
    List<String> found = new ArrayList<>();
    try (var all = Files.walk(etc)) {
      all.forEach(p -> found.add(etc.relativize(p).toString()));
    }
    return found.stream().sorted().toList();
  }

  private record Tally(int refused, int takenBack, Set<String> reasons) {}

  /// A little more room each time, until it fits: all is as before, whether arm or apply met the end of it.
  private Tally untilItFits(String what, int start, int step, String unit) throws Exception {
    List<String> before = files();
    Set<String> reasons = new TreeSet<>();
    int refused = 0;
    int takenBack = 0;
    for (int room = start; room < start + ENOUGH * step; room += step) {
      remount(what + "=" + room + unit);
      try {
        engine.rollback(apply(), host::login);
        assertOld();
        return new Tally(refused, takenBack, reasons);
      } catch (Failure.HostRefused e) {
        refused++;
        assertThat(e).hasMessageContaining("Nothing was changed");
        reasons.add(reason(e));
      } catch (Failure.ChangeRolledBack e) {
        takenBack++;
        reasons.add(reason(e));
      }
      assertOld();
      assertThat(files()).as("with " + what + " " + room).isEqualTo(before);
    }
    throw new AssertionError("it never fits: " + reasons);
  }

  private String reason(Failure e) {
    return e.getMessage().replaceAll(".*: ", "").replace(host.root.toString(), "");
  }

  @Test
  void withTooFewFilesLeftAllIsAsBefore() throws Exception {
    mount("size=1m");
    Tally tally = untilItFits("nr_inodes", files().size() + 1, 1, "");
    assertThat(tally.refused()).isGreaterThan(10);
    System.err.println("too few files: " + tally);
  }

  @Test
  void withTooFewBytesLeftAllIsAsBefore() throws Exception {
    mount("size=1m,nr_inodes=1000");
    Tally tally = untilItFits("size", 8, 4, "k");
    assertThat(tally.refused()).isGreaterThan(10);
    System.err.println("too few bytes: " + tally);
  }

  @Test
  void onAReadOnlyFileSystemNothingIsBegun() throws Exception {
    mount("size=1m");
    remount("ro");
    assertThatThrownBy(this::apply)
        .isInstanceOf(Failure.HostRefused.class)
        .hasMessageContaining("Nothing was changed")
        .hasMessageContaining("cannot write below");
    remount("rw");
    assertOld();
    assertThat(journal.all.values()).allMatch(t -> t.state() == TxState.ROLLED);
  }

  @Test
  void aDiskThatFillsUpLaterDoesNotKeepTheOldFileAway() throws Exception {
    mount("size=1m");
    TxId id = apply();
    fill();
    // The begin marker needs a file of its own, and the new text was laid beside its target by arm.
    assertThatThrownBy(() -> engine.confirm(id, host::login))
        .isInstanceOf(Failure.ChangeRolledBack.class);
    assertOld();
  }

  @Test
  void aDiskThatFillsUpInTheMiddleOfConfirmDoesNotKeepTheOldFileAway() throws Exception {
    mount("size=1m");
    TxId id = apply();
    host.crashAt = 10; // the new file is there
    assertThatThrownBy(() -> engine.confirm(id, host::login)).isInstanceOf(Failure.class);
    host.crashAt = 0;
    assertThat(host.read(FakeHost.OWN)).contains("vm.swappiness = 1");
    fill();
    host.fireTimers();
    assertOld();
    assertThat(engine.status(id, host::login).state()).isEqualTo(TxState.ROLLED);
  }

  @Test
  void whatIsOnTrialGoesBackThoughTheDiskIsReadOnlyForAWhile() throws Exception {
    mount("size=1m");
    TxId id = apply();
    remount("ro");
    host.fireTimers();
    assertThat(host.timerArmed()).as("it is tried again").isTrue();
    remount("rw");
    host.fireTimers();
    assertOld();
    assertThat(engine.status(id, host::login).state()).isEqualTo(TxState.ROLLED);
  }

  private void fill() throws IOException {
    long used = files().size();
    remount("nr_inodes=" + (used + 1));
    byte[] page = new byte[4096];
    try (var out = Files.newOutputStream(etc.resolve("filler"))) {
      while (true) {
        out.write(page);
      }
    } catch (IOException e) {
      return; // full
    }
  }
}
