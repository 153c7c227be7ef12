package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Incident;
import initscope.model.boot.AnalyzeWords;
import initscope.model.boot.Boot;
import initscope.model.boot.BootStage;
import initscope.model.boot.BootTimes;
import initscope.model.boot.BootUnit;
import initscope.model.boot.LinkKind;
import initscope.model.start.ServiceStart;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BootTracksTest {
  private static final long MS = 1_000_000L;

  private static BootUnit unit(String name, long start, long done, String state, String... after) {
    boolean failed = state.equals("failed");
    return new BootUnit(
        name,
        "oneshot",
        state,
        "",
        failed ? "exit-code" : "success",
        OptionalLong.of(start * MS),
        failed ? OptionalLong.empty() : OptionalLong.of(done * MS),
        OptionalLong.empty(),
        failed ? OptionalLong.of(done * MS) : OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        Map.of(LinkKind.AFTER, List.of(after), LinkKind.WANTED_BY, List.of("multi-user.target")),
        Optional.empty());
  }

  private static Timeline timeline(OptionalLong firmware, OptionalLong loader) {
    BootTimes times =
        new BootTimes(
            firmware,
            loader,
            OptionalLong.of(1_000 * MS),
            OptionalLong.of(2_000 * MS),
            OptionalLong.of(9_000 * MS));
    Boot boot =
        new Boot(
            "252",
            times,
            List.of(new BootStage("generators", 2_050 * MS, 2_200 * MS)),
            List.of(
                unit("disk.mount", 2_300, 4_300, "active"),
                unit("broken.service", 2_300, 2_900, "failed"),
                unit("web.service", 4_310, 8_310, "active", "disk.mount", "broken.service"),
                unit("multi-user.target", 8_320, 8_320, "active", "web.service")),
            List.of(),
            List.of(),
            AnalyzeWords.NONE,
            Optional.empty());
    Incident incident = Incident.EMPTY.withStart(ServiceStart.NONE.withBoot(boot));
    return Timelines.of(incident, Words.of(Locale.ENGLISH));
  }

  private static List<Track> in(Timeline timeline, Track.Group group) {
    return timeline.tracks().stream().filter(t -> t.group() == group).toList();
  }

  private static Track row(Timeline timeline, Track.Group group, String label) {
    return in(timeline, group).stream()
        .filter(t -> t.label().equals(label))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatCameBeforeTheKernelIsLeftOfIt() {
    Timeline timeline = timeline(OptionalLong.of(3_000 * MS), OptionalLong.of(500 * MS));
    List<Span> phases = in(timeline, Track.Group.BOOT).getFirst().lane().spans();
    assertThat(phases)
        .extracting(Span::label)
        .containsExactly("firmware", "boot loader", "kernel", "initrd", "userspace");
    assertThat(phases.getFirst().startNanos()).isEqualTo(-3_500 * MS);
    assertThat(phases.get(1).endNanos()).isZero();
    assertThat(timeline.whole().from()).isLessThan(-3_500 * MS);
  }

  @Test
  void aHostThatTellsNoFirmwareTimeSaysSo() {
    Timeline timeline = timeline(OptionalLong.empty(), OptionalLong.empty());
    assertThat(in(timeline, Track.Group.BOOT).getFirst().detail())
        .isEqualTo("no firmware time told");
    assertThat(timeline.axis()).isEqualTo("axis.kernel");
  }

  @Test
  void thePathHasARowForEachStepWithWhatItCouldWin() {
    Timeline timeline = timeline(OptionalLong.empty(), OptionalLong.empty());
    assertThat(in(timeline, Track.Group.PATH))
        .extracting(Track::label)
        .containsExactly("disk.mount", "web.service", "multi-user.target");
    assertThat(row(timeline, Track.Group.PATH, "web.service").detail())
        .isEqualTo("at most 4 s to win");
    assertThat(timeline.sentence()).contains("multi-user.target was up 6.32 s after systemd began");
  }

  @Test
  void aUnitWaitsIsActivatedAndIsActive() {
    Timeline timeline = timeline(OptionalLong.empty(), OptionalLong.empty());
    List<Span> spans = row(timeline, Track.Group.UNITS, "web.service").lane().spans();
    assertThat(spans).extracting(Span::label).containsExactly("waiting", "activating", "active");
    assertThat(spans.get(1).startNanos()).isEqualTo(4_310 * MS);
    assertThat(spans.get(2).endNanos()).isEqualTo(9_000 * MS);
    assertThat(row(timeline, Track.Group.UNITS, "broken.service").lane().spans().getLast().label())
        .isEqualTo("failed");
    assertThat(row(timeline, Track.Group.UNITS, "broken.service").detail())
        .isEqualTo("1.4 s to spare");
  }
}
