package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Incident;
import initscope.model.Selection;
import initscope.model.testing.OrdersdIncident;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TimelineLayoutTest {
  private static final Timeline ORDERSD =
      Timelines.of(OrdersdIncident.incident(), Words.of(Locale.ENGLISH));

  @Property(tries = 200)
  void everythingStaysInsideAndNothingOverlaps(
      @ForAll @DoubleRange(min = 200, max = 3000) double width,
      @ForAll @DoubleRange(min = 0.01, max = 1) double factor,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    Viewport seen = ORDERSD.whole().zoom(factor, share, ORDERSD.whole());
    TimelineLayout layout = TimelineLayout.of(ORDERSD, seen, width);
    TimelineLayout.Box last = null;
    for (TimelineLayout.Box box : layout.boxes()) {
      assertThat(box.x()).isGreaterThanOrEqualTo(layout.labelWidth());
      assertThat(box.x() + box.width()).isLessThanOrEqualTo(layout.width());
      assertThat(box.y() + box.height()).isLessThanOrEqualTo(layout.height());
      assertThat(TextWidth.of(box.label(), TimelineLayout.FONT - 1))
          .isLessThanOrEqualTo(box.width());
      if (last != null && last.track() == box.track()) {
        assertThat(box.x()).isGreaterThanOrEqualTo(last.x() + last.width() - 1.01);
      }
      last = box;
    }
    for (TimelineLayout.Row row : layout.rows()) {
      double used =
          TextWidth.of(row.label(), TimelineLayout.FONT)
              + TextWidth.of(row.detail(), TimelineLayout.FONT - 1);
      assertThat(used).isLessThanOrEqualTo(layout.labelWidth() - 16);
    }
  }

  @Property(tries = 50)
  void aPictureCostsItsWidthAndNotItsData(
      @ForAll @IntRange(min = 20_000, max = 60_000) int spans, @ForAll Random random) {
    Timeline many = many(spans, random);
    TimelineLayout layout = TimelineLayout.of(many, many.whole(), 1000);
    assertThat(layout.boxes().size()).isLessThanOrEqualTo(1000);
    long longest =
        many.tracks().getFirst().lane().spans().stream()
            .mapToLong(Span::durationNanos)
            .max()
            .orElseThrow();
    assertThat(layout.boxes())
        .as("the longest span of all is never lost")
        .anyMatch(
            b -> many.tracks().getFirst().lane().spans().get(b.span()).durationNanos() == longest);
  }

  private static Timeline many(int count, Random random) {
    List<Span> spans = new ArrayList<>();
    long at = 0;
    for (int i = 0; i < count; i++) {
      long length = random.nextInt(1, 1000);
      spans.add(new Span(at, at + length, Certainty.KNOWN, Tone.DONE, "s" + i, Selection.NONE));
      at += length + random.nextInt(10);
    }
    Track track = Track.of(Track.Group.INIT, "many", "", Selection.NONE, spans);
    return new Timeline(
        List.of(track), new Viewport(0, at), 0, OptionalLong.empty(), "many", "", "");
  }

  @Test
  void whatIsDrawnCanBeHit() {
    TimelineLayout layout = TimelineLayout.of(ORDERSD, ORDERSD.whole(), 1200);
    assertThat(layout.boxes()).isNotEmpty();
    for (TimelineLayout.Box box : layout.boxes()) {
      TimelineLayout.Hit hit =
          layout.hit(box.x() + box.width() / 2, box.y() + box.height() / 2).orElseThrow();
      assertThat(hit.track()).isEqualTo(ORDERSD.tracks().get(box.track()));
      assertThat(hit.span()).isPresent();
    }
    assertThat(layout.hit(10, layout.rows().getFirst().y() + 2)).isPresent();
    assertThat(layout.hit(10, 2)).isEmpty();
    assertThat(layout.hit(10, layout.height() + 50)).isEmpty();
  }

  @Test
  void theRunningInitIsNeverDrawnAsMeasured() {
    Track running =
        ORDERSD.tracks().stream()
            .filter(t -> t.label().endsWith("ledgerclient"))
            .findFirst()
            .orElseThrow();
    assertThat(running.lane().spans().getFirst().certainty()).isEqualTo(Certainty.SINCE_UNKNOWN);
    TimelineLayout layout = TimelineLayout.of(ORDERSD, ORDERSD.whole(), 1200);
    int index = ORDERSD.tracks().indexOf(running);
    assertThat(layout.boxes())
        .filteredOn(b -> b.track() == index)
        .allMatch(b -> b.shape() == TimelineLayout.Shape.HATCHED && b.openEnd());
  }

  @Test
  void timedInitsBoundTheStartOfTheRunningOne() {
    Incident timed = OrdersdIncident.incident().withInits(OrdersdIncident.timedInits());
    Timeline timeline = Timelines.of(timed, Words.of(Locale.ENGLISH));
    Track lane =
        timeline.tracks().stream()
            .filter(t -> t.label().equals("timed by inittrace"))
            .findFirst()
            .orElseThrow();
    assertThat(lane.lane().spans()).hasSize(19).allMatch(s -> s.certainty() == Certainty.KNOWN);
    long lastEnd = lane.lane().spans().getLast().endNanos();
    Span running =
        timeline.tracks().stream()
            .filter(t -> t.label().endsWith("ledgerclient"))
            .flatMap(t -> t.lane().spans().stream())
            .findFirst()
            .orElseThrow();
    assertThat(running.startNanos()).isEqualTo(lastEnd);
    assertThat(timeline.note()).contains("inittrace");
  }

  @Test
  void goroutinesWithTheSameStackAreOneRowAndAreFoundByEachId() {
    Track pair =
        ORDERSD.tracks().stream().filter(t -> t.goroutines().size() == 2).findFirst().orElseThrow();
    assertThat(pair.goroutines()).containsExactly(18L, 19L);
    assertThat(Selected.is(Selection.NONE.withGoroutine(19, OptionalLong.empty()), pair)).isTrue();
    assertThat(Selected.is(Selection.NONE.withGoroutine(1, OptionalLong.empty()), pair)).isFalse();
  }

  @Test
  void nothingGivesAnEmptyPictureWithASentence() {
    Timeline empty = Timelines.of(Incident.EMPTY, Words.of(Locale.ENGLISH));
    assertThat(empty.tracks()).isEmpty();
    assertThat(empty.sentence()).isEqualTo("Nothing in this capture tells of time.");
    assertThat(TimelineLayout.of(empty, empty.whole(), 800).boxes()).isEmpty();
  }
}
