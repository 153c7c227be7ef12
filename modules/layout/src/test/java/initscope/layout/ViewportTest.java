package initscope.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class ViewportTest {
  private static final Viewport WHOLE = new Viewport(-1_000_000, 50_000_000_000L);

  @Property
  void aZoomStaysInsideAndKeepsThePlaceUnderThePointer(
      @ForAll @LongRange(min = 0, max = 20_000_000_000L) long from,
      @ForAll @LongRange(min = 1_000, max = 20_000_000_000L) long span,
      @ForAll @DoubleRange(min = 0.2, max = 5) double factor,
      @ForAll @DoubleRange(min = 0, max = 1) double share) {
    Viewport before = new Viewport(from, from + span);
    Viewport after = before.zoom(factor, share, WHOLE);
    assertThat(after.from()).isGreaterThanOrEqualTo(WHOLE.from());
    assertThat(after.to()).isLessThanOrEqualTo(WHOLE.to());
    boolean clamped = after.from() == WHOLE.from() || after.to() == WHOLE.to();
    if (!clamped) {
      double place = before.from() + share * before.span();
      assertThat((place - after.from()) / after.span()).isCloseTo(share, within(0.01));
      assertThat((double) after.span()).isCloseTo(span * factor, within(span * factor * 0.01 + 1));
    }
  }

  @Property
  void aPanKeepsTheWidth(
      @ForAll @LongRange(min = 0, max = 20_000_000_000L) long from,
      @ForAll @LongRange(min = 10, max = 20_000_000_000L) long span,
      @ForAll @DoubleRange(min = -3, max = 3) double share) {
    Viewport after = new Viewport(from, from + span).pan(share, WHOLE);
    assertThat(after.span()).isEqualTo(span);
    assertThat(after.from()).isGreaterThanOrEqualTo(WHOLE.from());
    assertThat(after.to()).isLessThanOrEqualTo(WHOLE.to());
  }

  @Property
  void aPlaceComesBackFromItsPosition(
      @ForAll @LongRange(min = 0, max = 1_000_000_000L) long place) {
    Viewport seen = new Viewport(0, 1_000_000_000L);
    long back = seen.place(seen.x(place, 1600), 1600);
    assertThat(Math.abs(back - place)).isLessThanOrEqualTo(1);
  }

  @Property
  void aRangeFitsIntoTheViewAroundIt(
      @ForAll @LongRange(min = 0, max = 40_000_000_000L) long from,
      @ForAll @LongRange(min = 0, max = 9_000_000_000L) long length) {
    Viewport seen = WHOLE.around(from, from + length, WHOLE);
    assertThat(seen.from()).isLessThanOrEqualTo(from);
    assertThat(seen.to()).isGreaterThanOrEqualTo(from + length);
  }
}
