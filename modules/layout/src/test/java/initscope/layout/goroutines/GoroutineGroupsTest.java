package initscope.layout.goroutines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.layout.waits.WaitIndex;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.Goroutine;
import initscope.model.testing.Goroutines;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GoroutineGroupsTest {
  private static GoroutineGroups groups(Incident incident, String filter, Grouping grouping)
      throws CancelledException {
    return GoroutineGroups.of(
        incident.goroutines(),
        new WaitIndex(incident.go().orElseThrow().waits()),
        GoroutineFilter.parse(filter).filter(),
        grouping,
        Progress.NONE);
  }

  @Test
  void equalStacksAreOneGroupAndGoroutineOneComesFirst() throws CancelledException {
    GoroutineGroups groups = groups(Goroutines.deadlock(), "", Grouping.STACK);
    assertThat(groups.groups().getFirst().members()).extracting(Goroutine::id).containsExactly(1L);
    GoroutineGroups.Group six = groups.groups().get(1);
    assertThat(six.members())
        .extracting(Goroutine::id)
        .containsExactly(19L, 20L, 21L, 22L, 23L, 24L);
    assertThat(six.common()).isEqualTo(six.members().getFirst().frames());
    assertThat(six.name()).endsWith("registry.(*Store).Get");
  }

  @Test
  void whatGroupsByReasonShareIsTheOuterEndOfTheirStacks() throws CancelledException {
    GoroutineGroups groups =
        groups(Goroutines.crowd(2_000), "reason:\"chan receive\"", Grouping.REASON);
    assertThat(groups.groups()).hasSize(1);
    assertThat(groups.passed()).isEqualTo(groups.groups().getFirst().members().size());
    assertThat(groups.groups().getFirst().common()).isEmpty();
    GoroutineGroups readers = groups(Goroutines.crowd(2_000), "reason:IO", Grouping.REASON);
    assertThat(readers.groups().getFirst().common()).isEmpty(); // their outermost lines differ
    GoroutineGroups one = groups(Goroutines.crowd(2_000), "pkg:pool7", Grouping.CREATOR);
    assertThat(one.groups().getFirst().common())
        .extracting(Frame::function)
        .contains("runtime.chanrecv");
  }

  @ParameterizedTest
  @EnumSource(Grouping.class)
  void everyGoroutineIsInOneGroup(Grouping grouping) throws CancelledException {
    Incident crowd = Goroutines.crowd(3_000);
    GoroutineGroups groups = groups(crowd, "", grouping);
    assertThat(groups.groups().stream().flatMap(g -> g.members().stream()).map(Goroutine::id))
        .containsExactlyInAnyOrderElementsOf(
            crowd.goroutines().stream().map(Goroutine::id).toList());
    assertThat(groups.groups()).extracting(GoroutineGroups.Group::key).doesNotHaveDuplicates();
    assertThat(groups.passed()).isEqualTo(groups.all());
  }

  @Test
  void membersOfAnOpenGroupFollowItsHeading() throws CancelledException {
    GoroutineGroups groups = groups(Goroutines.deadlock(), "", Grouping.STACK);
    List<GoroutineRows.Row> closed = GoroutineRows.of(groups, Set.of());
    assertThat(closed).hasSize(groups.groups().size());
    List<GoroutineRows.Row> open = GoroutineRows.of(groups, Set.of(groups.groups().get(1).key()));
    assertThat(open).hasSize(closed.size() + 6);
    assertThat(open.get(2))
        .isEqualTo(new GoroutineRows.Member(groups.groups().get(1).members().getFirst(), true));
  }

  @Test
  void anAnswerThatNobodyWantsIsGivenUp() {
    assertThatThrownBy(
            () ->
                GoroutineGroups.of(
                    Goroutines.crowd(5_000).goroutines(),
                    WaitIndex.EMPTY,
                    GoroutineFilter.ALL,
                    Grouping.STACK,
                    (done, total, what) -> {
                      if (done > 2_000) {
                        throw new CancelledException();
                      }
                    }))
        .isInstanceOf(CancelledException.class);
  }
}
