package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import initscope.model.Incident;
import initscope.model.boot.WhatIf;
import initscope.model.testing.MadeBoot;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class BootTracksTest {
  private static final long MS = 1_000_000L;

  private static Timeline timeline(OptionalLong firmware, OptionalLong loader) {
    return Timelines.of(MadeBoot.incident(firmware, loader), Words.of(Locale.ENGLISH));
  }

  private static Timeline timeline(BootLook look) {
    Incident incident = MadeBoot.incident(OptionalLong.empty(), OptionalLong.empty());
    return Timelines.of(incident, look, Words.of(Locale.ENGLISH));
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

  @Test
  void thePathLeadsToTheUnitThatIsChosen() {
    Timeline timeline = timeline(BootLook.DEFAULT.withTarget("web.service"));
    assertThat(in(timeline, Track.Group.PATH))
        .extracting(Track::label)
        .containsExactly("disk.mount", "web.service");
    assertThat(timeline.sentence()).contains("web.service was up 6.31 s after systemd began");
    Timeline unknown = timeline(BootLook.DEFAULT.withTarget("nowhere.service"));
    assertThat(in(unknown, Track.Group.PATH)).hasSize(3);
  }

  @Test
  void aPredictionStandsAboveThePathAndLooksLikeNone() {
    Timeline timeline = timeline(BootLook.DEFAULT.withQuestion(new WhatIf.Instant("web.service")));
    List<Track> answer = in(timeline, Track.Group.WHAT_IF);
    assertThat(answer)
        .extracting(Track::label)
        .containsExactly("web.service takes no time", "multi-user.target");
    assertThat(answer.getFirst().detail()).isEqualTo("4 s earlier");
    assertThat(answer.getFirst().lane().spans())
        .extracting(Span::label, Span::certainty)
        .containsExactly(
            tuple("predicted: 2.32 s", Certainty.PREDICTED),
            tuple("at most 4 s to win", Certainty.PREDICTED));
    assertThat(answer.getLast().lane().spans())
        .extracting(Span::label, Span::certainty)
        .containsExactly(tuple("measured: 6.32 s", Certainty.KNOWN));
    assertThat(timeline.sentence())
        .isEqualTo(
            "Predicted, not measured: had the start of web.service taken no time,"
                + " multi-user.target would have been up 2.32 s after systemd began and not"
                + " 6.32 s: at most 4 s earlier.");
    assertThat(timeline.note()).contains("no busy CPU or disk");
    assertThat(in(timeline, Track.Group.PATH)).as("the path stays as measured").hasSize(3);
  }

  @Test
  void anOrderingCanBeThoughtAwayOneAfterTheOther() {
    BootAsk ask =
        BootAsk.of(MadeBoot.incident(OptionalLong.empty(), OptionalLong.empty())).orElseThrow();
    assertThat(ask.waitedFor("web.service")).containsExactly("disk.mount", "broken.service");
    WhatIf first = ask.unordered(BootLook.DEFAULT, "web.service").orElseThrow();
    assertThat(first).isEqualTo(new WhatIf.Unordered("web.service", "disk.mount"));
    Timeline timeline = timeline(BootLook.DEFAULT.withQuestion(first));
    assertThat(in(timeline, Track.Group.WHAT_IF).getFirst().detail()).isEqualTo("1.4 s earlier");
    WhatIf second =
        ask.unordered(BootLook.DEFAULT.withQuestion(first), "web.service").orElseThrow();
    assertThat(second).isEqualTo(new WhatIf.Unordered("web.service", "broken.service"));
    Timeline none = timeline(BootLook.DEFAULT.withQuestion(second));
    assertThat(in(none, Track.Group.WHAT_IF).getFirst().detail()).isEqualTo("no earlier");
    assertThat(none.sentence()).contains("up no earlier than it was, 6.32 s after");
    assertThat(ask.unordered(BootLook.DEFAULT.withQuestion(second), "web.service")).hasValue(first);
    assertThat(ask.unordered(BootLook.DEFAULT, "disk.mount")).isEmpty();
  }

  @Test
  void aTargetThatDidNotWaitForTheUnitIsSaidSo() {
    BootLook look =
        BootLook.DEFAULT.withTarget("disk.mount").withQuestion(new WhatIf.Instant("web.service"));
    assertThat(timeline(look).sentence())
        .isEqualTo("disk.mount did not wait for web.service: nothing is predicted.");
    assertThat(in(timeline(look), Track.Group.WHAT_IF)).isEmpty();
  }

  @Test
  void nothingIsAskedOfABootThatIsNotShown() {
    assertThat(BootAsk.of(Incident.EMPTY)).isEmpty();
  }
}
