package initscope.formats.systemd;

import initscope.model.EvidenceRef;
import initscope.model.Format;
import initscope.model.boot.BlameLine;
import initscope.model.start.Timespan;
import java.util.Optional;
import java.util.OptionalLong;

/// {@code systemd-analyze blame}: a span and a unit on each line. Old versions pad the span to the right, new ones by its own width.
public final class BlameDecoder extends PastedDecoder<BlameLine> {
  private static final Format FORMAT = new Format("systemd-blame", "systemd-analyze blame");

  /// A decoder without state.
  public BlameDecoder() {
    super(FORMAT);
  }

  @Override
  Optional<BlameLine> scan(String line, EvidenceRef place) {
    String text = line.strip();
    int gap = text.lastIndexOf(' ');
    if (gap < 0 || !UnitNames.is(text.substring(gap + 1))) {
      return Optional.empty();
    }
    OptionalLong nanos = Timespan.printed(text.substring(0, gap));
    return nanos.isPresent()
        ? Optional.of(new BlameLine(text.substring(gap + 1), nanos.getAsLong(), place))
        : Optional.empty();
  }

  /// Hints of versions that talk about themselves on standard error.
  @Override
  boolean isOther(String line) {
    return line.startsWith("Please try again later") || line.startsWith("Hint:");
  }
}
