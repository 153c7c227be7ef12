package initscope.model.boot;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.boot.PathStep.Gap;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class BootGraphTest {
  private static final long MS = 1_000_000L;
  private static final BootTimes FROM_100 =
      new BootTimes(
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.empty(),
          OptionalLong.of(100 * MS),
          OptionalLong.of(10_000 * MS));

  private static BootUnit unit(String name, long startMillis, long doneMillis, String... after) {
    return unit(name, startMillis, doneMillis, Map.of(LinkKind.AFTER, List.of(after)));
  }

  private static BootUnit unit(
      String name, long startMillis, long doneMillis, Map<LinkKind, List<String>> links) {
    return new BootUnit(
        name,
        "",
        "active",
        "",
        "success",
        OptionalLong.of(startMillis * MS),
        OptionalLong.of(doneMillis * MS),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        links,
        Optional.empty());
  }

  private static Boot boot(BootUnit... units) {
    return new Boot("252", FROM_100, List.of(units));
  }

  private static CriticalPath path(Boot boot, String target) {
    return BootGraph.of(boot).pathTo(target).orElseThrow();
  }

  private static List<String> names(CriticalPath path) {
    return path.steps().stream().map(PathStep::unit).toList();
  }

  private static final Boot TWO_WAYS =
      boot(
          unit("disk.mount", 150, 2_150),
          unit("quick.service", 150, 650),
          unit("slow.service", 2_160, 5_160, "disk.mount", "quick.service"),
          unit("late.service", 660, 4_660, "quick.service"),
          unit("multi-user.target", 5_165, 5_165, "slow.service", "late.service"));

  /// What the initrd left has stamps from before the host's own systemd.
  @Test
  void whatWasDoneInTheInitrdIsNoPartOfThePath() {
    CriticalPath path =
        path(
            boot(
                unit("dev-vda.device", 30, 40),
                unit("root.mount", 50, 120, "dev-vda.device"),
                unit("app.service", 600, 1_100, "root.mount")),
            "app.service");
    assertThat(names(path)).containsExactly("root.mount", "app.service");
    assertThat(path.steps())
        .extracting(step -> step.gapNanos() / MS + " " + step.takesNanos() / MS)
        .containsExactly("0 20", "480 500");
    CriticalPath alone =
        path(
            boot(unit("dev-vda.device", 30, 40), unit("app.service", 600, 1_100, "dev-vda.device")),
            "app.service");
    assertThat(names(alone)).containsExactly("app.service");
    assertThat(alone.steps().getFirst().gapNanos()).isEqualTo(500 * MS);
  }

  @Test
  void aLongChainHasPredictionsForItsLongestStepsOnly() {
    BootUnit[] units = new BootUnit[4_000];
    for (int i = 0; i < units.length; i++) {
      String[] after = i == 0 ? new String[0] : new String[] {"u" + (i - 1) + ".service"};
      units[i] =
          unit("u" + i + ".service", 100 + i * 2L, 101 + i * 2L + (i % 100 == 0 ? 1 : 0), after);
    }
    CriticalPath path = path(boot(units), "u3999.service");
    assertThat(path.steps()).hasSize(4_000);
    assertThat(path.steps()).filteredOn(step -> step.gainNanos() > 0).hasSize(300);
    assertThat(path.steps().getFirst().gainNanos()).isPositive();
  }

  @Test
  void thePathIsTheChainOfThoseThatWereDoneLast() {
    CriticalPath path = path(TWO_WAYS, "multi-user.target");
    assertThat(names(path)).containsExactly("disk.mount", "slow.service", "multi-user.target");
    assertThat(path.totalNanos()).isEqualTo(5_065 * MS);
    assertThat(path.steps().get(1).unorderedGainNanos()).isEqualTo(500 * MS);
  }

  @Test
  void slackIsWhatAUnitCouldHaveTakenLonger() {
    Map<String, Long> slack = path(TWO_WAYS, "multi-user.target").slackNanos();
    assertThat(slack)
        .containsEntry("slow.service", 0L)
        .containsEntry("disk.mount", 0L)
        .containsEntry("late.service", 500 * MS)
        .containsEntry("quick.service", 500 * MS);
  }

  @Test
  void anInstantUnitWinsOnlyUpToTheNextWay() {
    BootGraph graph = BootGraph.of(TWO_WAYS);
    Prediction slow =
        graph.predict(new WhatIf.Instant("slow.service"), "multi-user.target").orElseThrow();
    assertThat(slow.gainNanos()).isEqualTo(500 * MS);
    assertThat(slow.predictedNanos()).isEqualTo(4_665 * MS);
    Prediction quick =
        graph.predict(new WhatIf.Instant("quick.service"), "multi-user.target").orElseThrow();
    assertThat(quick.gainNanos()).isZero();
  }

  @Test
  void aDroppedOrderingIsNoLongerWaitedFor() {
    BootGraph graph = BootGraph.of(TWO_WAYS);
    Prediction dropped =
        graph
            .predict(new WhatIf.Unordered("slow.service", "disk.mount"), "multi-user.target")
            .orElseThrow();
    assertThat(dropped.gainNanos()).isEqualTo(500 * MS); // late.service decides then
    assertThat(graph.predict(new WhatIf.Unordered("slow.service", "late.service"), "x.target"))
        .isEmpty();
    assertThat(
            graph.predict(
                new WhatIf.Unordered("slow.service", "late.service"), "multi-user.target"))
        .isEmpty();
  }

  /// systemd-analyze critical-chain names such a unit, since its last stamps are later.
  @Test
  void whatWasDoneAfterTheStartWasNotWaitedFor() {
    Boot boot =
        boot(
            unit("first.service", 150, 400),
            unit("again.service", 7_000, 7_500),
            unit("web.service", 420, 900, "first.service", "again.service"));
    assertThat(names(path(boot, "web.service"))).containsExactly("first.service", "web.service");
  }

  @Test
  void beforeOfTheOtherCountsAsAfter() {
    Boot boot =
        boot(
            unit("a.service", 150, 900, Map.of(LinkKind.BEFORE, List.of("b.service"))),
            unit("b.service", 905, 950, Map.of()));
    assertThat(names(path(boot, "b.service"))).containsExactly("a.service", "b.service");
  }

  @Test
  void aTriggeredUnitKeepsItsTime() {
    Boot boot =
        boot(
            unit("base.service", 150, 1_150),
            unit(
                "bus.service",
                3_000,
                3_100,
                Map.of(
                    LinkKind.AFTER,
                    List.of("base.service"),
                    LinkKind.TRIGGERED_BY,
                    List.of("bus.socket"))));
    CriticalPath path = path(boot, "bus.service");
    assertThat(path.steps().getLast().gap()).isEqualTo(Gap.TRIGGERED);
    assertThat(path.steps().getFirst().gainNanos()).isZero();
  }

  @Test
  void udevAnnouncesADevice() {
    Boot boot =
        boot(
            unit("systemd-udevd.service", 150, 300),
            unit("dev-vdb.device", 4_000, 4_000),
            unit("data.mount", 4_010, 4_200, "dev-vdb.device"));
    CriticalPath path = path(boot, "data.mount");
    assertThat(names(path))
        .containsExactly("systemd-udevd.service", "dev-vdb.device", "data.mount");
    assertThat(path.steps().get(1).gap()).isEqualTo(Gap.DEVICE);
    assertThat(path.steps().get(1).gapNanos()).isEqualTo(3_700 * MS);
  }

  @Test
  void stampsThatGoInACircleEnd() {
    Boot boot =
        boot(
            unit("a.service", 200, 200, "c.service"),
            unit("b.service", 200, 200, "a.service"),
            unit("c.service", 200, 200, "b.service"));
    assertThat(names(path(boot, "c.service"))).hasSizeLessThan(4);
  }

  @Test
  void withoutOrderingThereIsNoPath() {
    Boot boot = boot(unit("a.service", 1, 2, Map.of()), unit("multi-user.target", 3, 3, Map.of()));
    assertThat(BootGraph.of(boot).pathTo("multi-user.target")).isEmpty();
    assertThat(BootGraph.of(boot).pathTo("absent.target")).isEmpty();
  }

  @Test
  void aUnitStartedAfterTheBootIsNotOfIt() {
    Boot boot = boot(unit("a.service", 150, 200), unit("nightly.service", 20_000, 20_500));
    assertThat(BootGraph.of(boot).startedInBoot("a.service")).isTrue();
    assertThat(BootGraph.of(boot).startedInBoot("nightly.service")).isFalse();
  }

  /// Units in random order and length, each after some of those before it; started when the last of them was done, or somewhat later.
  private static Boot random(List<Integer> lengths, List<Integer> picks) {
    List<BootUnit> units = new ArrayList<>();
    Map<String, Long> done = new HashMap<>();
    for (int i = 0; i < lengths.size(); i++) {
      List<String> after = new ArrayList<>();
      long start = 100;
      for (int j = 0; j < i; j++) {
        if ((picks.get(i) >> (j % 16) & 1) == 1) {
          after.add("u" + j + ".service");
          start = Math.max(start, done.getOrDefault("u" + j + ".service", 0L));
        }
      }
      start += lengths.get(i) % 7;
      units.add(
          unit("u" + i + ".service", start, start + lengths.get(i), after.toArray(String[]::new)));
      done.put("u" + i + ".service", start + lengths.get(i));
    }
    return new Boot("252", FROM_100, units);
  }

  @Property(tries = 200)
  void stepsAddUpAndNothingOnThePathHasSlack(
      @ForAll @Size(12) List<@IntRange(max = 900) Integer> lengths,
      @ForAll @Size(12) List<@IntRange(max = 65_535) Integer> picks) {
    Boot boot = random(lengths, picks);
    String target = "u11.service";
    BootGraph graph = BootGraph.of(boot);
    if (graph.pathTo(target).isEmpty()) {
      return; // none is ordered after another
    }
    CriticalPath path = graph.pathTo(target).orElseThrow();
    long sum = path.steps().stream().mapToLong(s -> s.gapNanos() + s.takesNanos()).sum();
    assertThat(sum).isEqualTo(path.totalNanos());
    assertThat(path.slackNanos().values()).allMatch(slack -> slack >= 0);
    for (PathStep step : path.steps()) {
      assertThat(path.slackNanos()).containsEntry(step.unit(), 0L);
      assertThat(step.gainNanos()).isBetween(0L, step.takesNanos());
    }
    for (BootUnit unit : boot.units()) {
      Optional<Prediction> instant = graph.predict(new WhatIf.Instant(unit.name()), target);
      boolean onPath = path.steps().stream().anyMatch(s -> s.unit().equals(unit.name()));
      instant.filter(p -> !onPath).ifPresent(p -> assertThat(p.gainNanos()).isZero());
    }
  }
}
