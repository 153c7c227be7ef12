package initscope.layout.memory;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.layout.Sizes;
import initscope.layout.Words;
import initscope.layout.memory.Area.Kind;
import initscope.layout.memory.Area.Reason;
import initscope.model.Incident;
import initscope.model.testing.Goroutines;
import initscope.model.testing.OrdersdIncident;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryMapTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  @Test
  void whatANameOrAnAddressProvesIsToldAndTheRestStaysAnonymous() {
    List<Area> areas = MemoryMap.of(Goroutines.deadlock());
    assertThat(areas)
        .extracting(Area::kind)
        .containsExactly(
            Kind.PROGRAM_CODE,
            Kind.PROGRAM_READONLY,
            Kind.PROGRAM_DATA,
            Kind.PROGRAM_DATA,
            Kind.C_HEAP,
            Kind.GO_HEAP,
            Kind.RESERVED,
            Kind.ANONYMOUS,
            Kind.RESERVED,
            Kind.LIBRARY,
            Kind.LIBRARY,
            Kind.LIBRARY,
            Kind.ANONYMOUS,
            Kind.THREAD_STACK,
            Kind.KERNEL,
            Kind.KERNEL,
            Kind.KERNEL);
    assertThat(areas.get(3).reason()).isEqualTo(Reason.AFTER_DATA);
    assertThat(areas.get(5).reason()).isEqualTo(Reason.OBJECT);
    assertThat(areas.getLast().gapBytes()).isNegative(); // more than 2^63: the hole up to vsyscall
  }

  @Test
  void theAddressAloneProvesAnArenaOnlyUpToGo125() {
    Incident base = Goroutines.with(List.of(), initscope.model.go.WaitGraph.EMPTY);
    assertThat(MemoryMap.of(base).get(5).reason()).isEqualTo(Reason.ARENA_ADDRESS);
    assertThat(MemoryMap.of(OrdersdIncident.incident())).isEmpty();
  }

  @Test
  void theStripFillsItsWidthAndMergesNeighbours() {
    List<Area> areas = MemoryMap.of(Goroutines.deadlock());
    MemoryLayout layout = MemoryLayout.of(areas, 1200, WORDS);
    MemoryLayout.Cell last = layout.cells().getLast();
    assertThat(last.x() + last.width()).isBetween(1199.0, 1201.0);
    assertThat(layout.cells().stream().mapToInt(c -> c.areas().size()).sum())
        .isEqualTo(areas.size());
    assertThat(layout.cells()).filteredOn(c -> c.kind() == Kind.LIBRARY).hasSize(1);
    assertThat(layout.breaks()).hasSizeGreaterThan(4);
    assertThat(MemoryLayout.of(List.of(), 1200, WORDS).cells()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0 B",
    "512,512 B",
    "4096,4 KiB",
    "1572864,1.5 MiB",
    "140737488355328,128 TiB",
    "-1,16 EiB"
  })
  void sizes(long bytes, String text) {
    assertThat(Sizes.of(bytes)).isEqualTo(text);
  }
}
