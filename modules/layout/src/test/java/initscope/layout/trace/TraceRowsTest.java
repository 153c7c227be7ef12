package initscope.layout.trace;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Progress;
import java.util.BitSet;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TraceRowsTest {
  private final TraceBook book = StepsTrace.book();

  @Test
  void everyRowIsFoundWhereItIs() {
    TraceRows rows = StepsTrace.rows(book);
    double y = 0;
    for (int place = 0; place < rows.count(); place++) {
      TraceRow row = rows.row(place);
      assertThat(rows.find(row)).as("%s", row).isEqualTo(place);
      assertThat(rows.y(place)).isEqualTo(y);
      assertThat(rows.at(y)).isEqualTo(place);
      y += TraceRows.height(row);
      assertThat(rows.at(y - 1)).isEqualTo(place);
    }
    assertThat(rows.height()).isEqualTo(y);
    assertThat(rows.at(y)).isEqualTo(-1);
    assertThat(rows.at(-1)).isEqualTo(-1);
  }

  @Test
  void closedGroupsHideTheirMembersAndRevealingOpensThem() {
    TraceRows rows = StepsTrace.rows(book);
    int goroutine = book.trace().goroutines().find(1);
    TraceRow row = new TraceRow(TraceRow.Sort.GOROUTINE, goroutine);
    TraceRow group = new TraceRow(TraceRow.Sort.GROUP, rows.groups().groupOf(goroutine));
    TraceRow section = TraceRows.Section.GOROUTINES.row();
    assertThat(rows.find(row)).isNotNegative();
    TraceRows closed = rows.toggle(group);
    assertThat(closed.find(row)).isEqualTo(-1);
    assertThat(closed.count()).isEqualTo(rows.count() - rows.groups().count(group.index()));
    TraceRows none = closed.toggle(section);
    assertThat(none.find(group)).isEqualTo(-1);
    assertThat(none.find(section)).isNotNegative();
    assertThat(none.reveal(goroutine).find(row)).isEqualTo(rows.find(row));
  }

  @Test
  void groupsHoldEachGoroutineOnce() {
    for (TraceGroups.By by : TraceGroups.By.values()) {
      TraceGroups groups = book.group(by, Optional.empty());
      BitSet seen = new BitSet();
      long before = Long.MAX_VALUE;
      for (int group = 0; group < groups.size(); group++) {
        assertThat(groups.ranNanos(group)).isLessThanOrEqualTo(before);
        before = groups.ranNanos(group);
        for (int i = 0; i < groups.count(group); i++) {
          assertThat(seen.get(groups.member(group, i))).isFalse();
          seen.set(groups.member(group, i));
          assertThat(groups.groupOf(groups.member(group, i))).isEqualTo(group);
        }
      }
      assertThat(seen.cardinality()).isEqualTo(book.trace().goroutines().size());
    }
  }

  @Test
  void aFilterLeavesWhatIsMeant() throws Exception {
    assertThat(functions("main.worker")).containsOnly("main.worker").hasSize(3);
    assertThat(functions("reason:sync")).contains("main.request");
    assertThat(functions("state:running -runtime"))
        .contains("main.main")
        .doesNotContain("runtime.bgsweep");
    assertThat(functions("by:main.main main.collect")).containsExactly("main.collect");
    assertThat(functions("pkg:runtime/trace"))
        .isNotEmpty()
        .allMatch(f -> f.startsWith("runtime/trace."));
    assertThat(functions("1")).containsExactly("main.main");
    assertThat(functions("")).hasSize(book.trace().goroutines().size());
  }

  private java.util.List<String> functions(String filter) throws Exception {
    return TraceFilter.of(book, filter, Progress.NONE).stream()
        .mapToObj(row -> book.names().function(row))
        .toList();
  }

  @Test
  void deadTimeIsLeftOutAndAMomentKeepsItsPlace() throws Exception {
    TraceAxis axis = DeadTime.leftOut(book.trace(), 5_000_000, Progress.NONE);
    assertThat(axis.cuts()).isPositive();
    TraceAxis all = StepsTrace.axis(book);
    assertThat(axis.whole().span()).isLessThan(all.whole().span() - 20_000_000);
    long left = 0;
    for (int cut = 0; cut < axis.cuts(); cut++) {
      left += axis.cutNanos(cut);
    }
    assertThat(axis.whole().span() + left).isEqualTo(all.whole().span());
    for (long nanos = axis.start(); nanos < axis.end(); nanos += 100_000) {
      long there = axis.nanos(axis.place(nanos));
      assertThat(there).isGreaterThanOrEqualTo(nanos);
      assertThat(axis.place(there)).isEqualTo(axis.place(nanos));
      assertThat(all.nanos(all.place(nanos))).isEqualTo(nanos);
    }
  }

  @Test
  void countersKnowLowestAndHighestWithoutAScan() {
    java.util.Random random = new java.util.Random(5);
    long[] nanos = new long[1000];
    long[] values = new long[1000];
    for (int i = 0; i < nanos.length; i++) {
      nanos[i] = i * 10L;
      values[i] = random.nextInt(1000);
    }
    TraceCounter counter = new TraceCounter(TraceCounter.Name.HEAP, nanos, values);
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(10_000);
      int to = from + random.nextInt(3_000);
      long low = Long.MAX_VALUE;
      long high = -1;
      for (int j = from / 10; j <= Math.min(999, to / 10); j++) {
        low = Math.min(low, values[j]);
        high = Math.max(high, values[j]);
      }
      long[] extent = new long[2];
      counter.extent(from, to, extent);
      assertThat(extent).containsExactly(low, high);
    }
    assertThat(counter.value(-1)).isEqualTo(-1);
    assertThat(counter.value(25)).isEqualTo(values[2]);
  }

  @Test
  void tasksBeginAndEnd() {
    assertThat(book.tasks().size()).isEqualTo(8);
    for (int row = 0; row < book.tasks().size(); row++) {
      assertThat(book.tasks().name(row)).isEqualTo("request");
      assertThat(book.tasks().isEnded(row)).isTrue();
      assertThat(book.tasks().end(row)).isGreaterThan(book.tasks().begin(row));
    }
  }
}
