package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutsTest {
  private static final String[] NEEDED = {
    "g.stack",
    "g.m",
    "g.sched",
    "g.syscallsp",
    "g.syscallpc",
    "g.atomicstatus",
    "g.goid",
    "g.waitreason",
    "g.lockedm",
    "g.gopc",
    "gobuf.sp",
    "gobuf.pc",
    "gobuf.g",
    "gobuf.lr",
    "m.procid",
    "m.curg",
    "moduledata.text",
    "moduledata.etext",
    "moduledata.ftab",
    "moduledata.pctab",
    "moduledata.gofunc",
    "moduledata.bss",
    "moduledata.ebss",
    "moduledata.end",
    "_func.pcsp",
    "_func.nameoff",
    "_func.cuoffset",
    "_func.nfuncdata",
  };

  /// What tells what a goroutine waits for.
  private static final String[] WAITS = {
    "g.waiting",
    "g.timer",
    "g.labels",
    "g.startpc",
    "g._defer",
    "g.param",
    "m.p",
    "m.spinning",
    "m.blocked",
    "m.lockedg",
    "m.incgo",
    "m.alllink",
    "p.id",
    "p.status",
    "p.m",
    "p.runqhead",
    "p.runqtail",
    "p.runnext",
    "p.schedtick",
    "schedt.runq",
    "schedt.nmidle",
    "schedt.npidle",
    "schedt.gcwaiting",
    "gqueue.head",
    "sudog.g",
    "sudog.elem",
    "sudog.c",
    "sudog.waitlink",
    "sudog.isselect",
    "hchan.qcount",
    "hchan.dataqsiz",
    "hchan.closed",
    "hchan.recvq",
    "hchan.sendq",
    "waitq.first",
    "timer.when",
    "timer.period",
    "polldesc.fd",
    "polldesc.rg",
    "polldesc.wg",
    "polldesc.rd",
    "polldesc.wd",
    "notifylist.wait",
    "notifylist.notify",
    "notifylist.head",
    "semaroot.treap",
    "semtable",
    "sync.rwmutex.readercount",
    "sync.rwmutex.readerwait",
    "sync.once.done",
    "sync.cond.notify",
    "poll.fd.sysfd",
    "label.key",
    "label.value",
    "moduledata.pluginpath",
    "moduledata.modulename",
    "moduledata.next",
  };

  @Test
  void everyReleaseHasWhatIsRead() {
    Layouts layouts = Layouts.load();
    assertThat(layouts.minors()).contains(19, 21, 22, 23, 24, 25, 26, 27);
    for (int minor : layouts.minors()) {
      for (String machine : List.of("amd64", "arm64")) {
        Layout layout = layouts.candidates("go1." + minor, machine).getFirst();
        assertThat(layout.exact()).isTrue();
        for (String field : NEEDED) {
          assertThat(layout.has(field)).as(minor + " " + machine + " " + field).isTrue();
        }
        for (String field : WAITS) {
          assertThat(layout.has(field)).as(minor + " " + machine + " " + field).isTrue();
        }
        assertThat(layout.listsInitTasks()).isEqualTo(minor > 20);
        assertThat(layout.waitReason(2)).contains("IO wait");
      }
    }
  }

  /// What a lock, a group and a goroutine's labels look like changed with the releases.
  @ParameterizedTest
  @ValueSource(strings = {"amd64", "arm64"})
  void tellsWhatChanged(String machine) {
    Layouts layouts = Layouts.load();
    for (int minor : layouts.minors()) {
      Layout layout = layouts.candidates("go1." + minor, machine).getFirst();
      String mutex = minor < 24 ? "sync.mutex." : "sync.mutex.mu.";
      assertThat(layout.offset(mutex + "state")).as("1." + minor).isZero();
      assertThat(layout.offset(mutex + "sema")).as("1." + minor).isEqualTo(4);
      assertThat(layout.has("timers.heap")).isEqualTo(minor > 22);
      assertThat(layout.has("labelmap.labelset") || layout.has("labelmap.set"))
          .isEqualTo(minor > 23);
      assertThat(layout.has("hmap.buckets")).isEqualTo(minor < 24);
      assertThat(layout.size("sudog", 0)).isPositive();
      assertThat(layout.size("hchan", 0)).isPositive();
    }
  }

  @Test
  void takesTheNearestForAnUnknownRelease() {
    Layouts layouts = Layouts.load();
    assertThat(layouts.candidates("go1.20.3", "amd64"))
        .extracting(Layout::version)
        .containsExactly("1.19", "1.21");
    assertThat(layouts.candidates("go1.40", "amd64")).noneMatch(Layout::exact).hasSize(1);
    assertThat(layouts.candidates("go1.22", "riscv64")).isEmpty();
    assertThat(layouts.candidates("", "amd64")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "go1.22.12,22",
    "go1.23rc1,23",
    "devel go1.28-0123abc,28",
    "go1.5,5",
    "go1.26.1 X:nodwarf5,26"
  })
  void readsTheMinorRelease(String version, int minor) {
    assertThat(Layouts.minor(version)).hasValue(minor);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "go2.1", "go1.", "weekly.2011-01-02", "go1.x"})
  void doesNotInventAMinorRelease(String version) {
    assertThat(Layouts.minor(version)).isEmpty();
  }
}
