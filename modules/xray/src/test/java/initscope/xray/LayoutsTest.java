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
        assertThat(layout.listsInitTasks()).isEqualTo(minor > 20);
        assertThat(layout.waitReason(2)).contains("IO wait");
      }
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
