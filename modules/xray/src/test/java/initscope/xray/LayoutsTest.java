package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutsTest {
  static final String[] NEEDED = {
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
    "moduledata",
    "moduledata.text",
    "moduledata.etext",
    "moduledata.minpc",
    "moduledata.maxpc",
    "moduledata.noptrdata",
    "moduledata.enoptrdata",
    "moduledata.data",
    "moduledata.edata",
    "moduledata.noptrbss",
    "moduledata.enoptrbss",
    "moduledata.funcnametab",
    "moduledata.cutab",
    "moduledata.filetab",
    "moduledata.pclntable",
    "moduledata.ftab",
    "moduledata.pctab",
    "moduledata.bss",
    "moduledata.ebss",
    "moduledata.end",
    "functab",
    "inlinedcall",
    "inlinedcall.parentpc",
    "_func.pcsp",
    "_func.pcfile",
    "_func.pcln",
    "_func.npcdata",
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
    "semaroot.treap",
    "sync.rwmutex.readercount",
    "sync.rwmutex.readerwait",
    "sync.once.done",
    "poll.fd.sysfd",
    "moduledata.pluginpath",
    "moduledata.modulename",
    "moduledata.next",
  };

  @Test
  void everyReleaseHasWhatIsRead() {
    Layouts layouts = Layouts.load();
    assertThat(layouts.minors()).contains(16, 17, 19, 20, 21, 22, 23, 24, 25, 26, 27);
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
        assertThat(layout.has("moduledata.gofunc")).isEqualTo(minor > 17);
        assertThat(layout.has("_func.entry")).isEqualTo(minor < 18);
        assertThat(layout.size("functab", 0)).isEqualTo(minor < 18 ? 16 : 8);
        assertThat(layout.listsInitTasks()).isEqualTo(minor > 20);
        assertThat(layout.waitReason(2)).contains("IO wait");
      }
    }
  }

  /// A name in the code that no release has is a slip; one that only some with its type
  /// have is asked for with {@code has} too.
  @Test
  void everyFieldThatTheCodeNamesIsThere() throws IOException {
    String code = code();
    List<String> named = literals(code, "\\boffset\\(\\s*\"([a-z_]+(?:\\.[a-z_]+)+)\"\\s*\\)");
    List<String> guarded = literals(code, "\\bhas\\(\\s*\"([a-z_.]+)\"\\s*\\)");
    assertThat(named).contains("g.atomicstatus", "m.procid").hasSizeGreaterThan(10);
    Layouts layouts = Layouts.load();
    for (String field : named) {
      String type = field.substring(0, field.lastIndexOf('.'));
      List<Layout> all =
          layouts.minors().stream()
              .map(m -> layouts.candidates("go1." + m, "amd64").getFirst())
              .toList();
      assertThat(all).as(field + " is in no release").anyMatch(layout -> layout.has(field));
      assertThat(all)
          .as(field + " is not in every release that has " + type)
          .allMatch(l -> l.has(field) || !l.has(type) || guarded.contains(field));
    }
  }

  private static String code() throws IOException {
    StringBuilder code = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java/initscope/xray"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        code.append(Files.readString(file));
      }
    }
    return code.toString();
  }

  private static List<String> literals(String code, String pattern) {
    return Pattern.compile(pattern).matcher(code).results().map(m -> m.group(1)).toList();
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
      boolean dumped = minor > 17 || machine.equals("amd64");
      assertThat(layout.has("notifylist.head")).as("1." + minor).isEqualTo(dumped);
      assertThat(layout.has("sync.cond.notify.head")).as("1." + minor).isEqualTo(dumped);
      assertThat(layout.has("semtable")).as("1." + minor).isEqualTo(minor > 18);
      assertThat(layout.has("timers.heap")).isEqualTo(minor > 22);
      assertThat(layout.has("labelmap.labelset") || layout.has("labelmap.set"))
          .isEqualTo(minor > 23);
      assertThat(layout.has("label.key") || minor < 24).isTrue();
      assertThat(layout.has("hmap.buckets")).isEqualTo(minor < 24);
      assertThat(layout.size("sudog", 0)).isPositive();
      assertThat(layout.size("hchan", 0)).isPositive();
    }
  }

  @Test
  void takesTheNearestForAnUnknownRelease() {
    Layouts layouts = Layouts.load();
    assertThat(layouts.candidates("go1.18.3", "amd64"))
        .extracting(Layout::version)
        .containsExactly("1.17", "1.19");
    assertThat(layouts.candidates("go1.12.3", "amd64"))
        .extracting(Layout::version)
        .containsExactly("1.16");
    assertThat(layouts.candidates("go1.40", "amd64")).noneMatch(Layout::exact).hasSize(1);
    assertThat(layouts.candidates("go1.22", "riscv64")).isEmpty();
    assertThat(layouts.candidates("", "amd64")).isEmpty();
  }

  /// The same number is another word in another release; between two that agree on it, it is that word.
  @Test
  void givesOnlyWordsThatAreKnownToHold() {
    Layouts layouts = Layouts.load();
    Layout between = layouts.candidates("go1.18.3", "amd64").getFirst();
    assertThat(between.exact()).isFalse();
    assertThat(between.waitReason(18)).contains("semacquire");
    assertThat(layouts.candidates("go1.99", "amd64").getFirst().waitReason(2)).isEmpty();
    Layout devel = layouts.candidates("devel go1.24-0123abc", "amd64").getFirst();
    assertThat(devel.exact()).isFalse();
    assertThat(devel.waitReason(2)).isEmpty();
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
