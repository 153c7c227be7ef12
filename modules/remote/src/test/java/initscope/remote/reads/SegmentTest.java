package initscope.remote.reads;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SegmentTest {
  private static final Range FIRST = new Range(0x1000, 0x100);
  private static final Range SECOND = new Range(0x1200, 0x100);

  @Test
  void goesOnBehindAGapThatCannotBeRead() {
    Segment segment = Segment.plan(List.of(FIRST, SECOND)).getFirst();
    segment.fill(0, new byte[0x100], 0, 0x100);
    segment.refuse(0x100, "not readable");
    assertThat(segment.nextWanted(0x100, segment.length())).hasValue(0x200);
    segment.fill(0x200, new byte[0x100], 0, 0x100);
    assertThat(Segment.answers(List.of(FIRST, SECOND), List.of(segment))).allMatch(Chunk::complete);
  }

  @Test
  void takesARefusalInsideARangeForTheWholePage() {
    Segment segment = Segment.plan(List.of(FIRST, SECOND)).getFirst();
    segment.refuse(0, "not readable");
    assertThat(segment.nextWanted(0, segment.length())).isEmpty();
    assertThat(Segment.answers(List.of(FIRST, SECOND), List.of(segment)))
        .noneMatch(Chunk::complete);
  }
}
