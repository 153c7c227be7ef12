package initscope.formats.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Bytes;
import initscope.model.Decoded;
import initscope.model.boot.BlameLine;
import initscope.model.boot.ChainLine;
import initscope.model.start.Timespan;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/// What systemd-analyze prints of any times comes back as printed.
class BootTextsTest {
  private static final long MS = 1_000_000L;
  private static final long DAY_MS = 86_400_000L;

  /// As {@code format_timespan()} of systemd prints milliseconds.
  private static String span(long ms) {
    if (ms == 0) {
      return "0";
    }
    StringBuilder text = new StringBuilder();
    long rest = ms;
    long[] units = {DAY_MS, 3_600_000, 60_000};
    String[] names = {"d", "h", "min"};
    for (int i = 0; i < units.length; i++) {
      if (rest >= units[i]) {
        text.append(rest / units[i]).append(names[i]).append(' ');
        rest %= units[i];
      }
    }
    if (rest >= 1000) {
      text.append(
          rest % 1000 == 0
              ? rest / 1000 + "s"
              : String.format(Locale.ROOT, "%d.%03ds", rest / 1000, rest % 1000));
    } else if (rest > 0) {
      text.append(rest).append("ms");
    }
    return text.toString().strip();
  }

  private static Bytes bytes(String text) {
    return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void aSpanIsReadAsItWasPrinted(@ForAll @LongRange(min = 0, max = 30 * DAY_MS) long ms) {
    assertThat(Timespan.printed(span(ms))).isEqualTo(OptionalLong.of(ms * MS));
  }

  @Property(tries = 200)
  void blameGivesEveryLineWithItsPlace(
      @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 0, max = DAY_MS) Long> spans) {
    String text =
        IntStream.range(0, spans.size())
            .mapToObj(i -> String.format(Locale.ROOT, "%16s u%d.service", span(spans.get(i)), i))
            .collect(Collectors.joining("\n", "", "\n"));
    Decoded<List<BlameLine>> read = new BlameDecoder().decode(bytes(text));
    assertThat(read.problems()).isEmpty();
    assertThat(read.value()).extracting(BlameLine::nanos).isEqualTo(nanos(spans));
    assertThat(read.value())
        .allMatch(
            l ->
                text.indexOf(l.place().quote())
                    == text.lastIndexOf('\n', text.indexOf(" " + l.name() + "\n")) + 1);
  }

  private static List<Long> nanos(List<Long> ms) {
    return ms.stream().map(one -> one * MS).toList();
  }

  /// @param fancy whether the tree is drawn with box characters
  @Property(tries = 200)
  void aChainGivesEveryUnitWithItsDepth(
      @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 1, max = DAY_MS) Long> spans,
      @ForAll boolean fancy,
      @ForAll @IntRange(min = 0, max = 1) int took) {
    StringBuilder text =
        new StringBuilder(
            "The time after the unit is active or started is printed after the \"@\".\n\n");
    for (int i = 0; i < spans.size(); i++) {
      text.append("  ".repeat(Math.max(0, i - 1)))
          .append(i == 0 ? "" : fancy ? "└─" : "`-")
          .append("u")
          .append(i)
          .append(".service @")
          .append(span(spans.get(i)))
          .append(took == 0 ? "" : " +" + span(spans.get(i)))
          .append('\n');
    }
    Decoded<List<ChainLine>> read = new CriticalChainDecoder().decode(bytes(text.toString()));
    assertThat(read.problems()).isEmpty();
    assertThat(read.value())
        .extracting(ChainLine::depth)
        .isEqualTo(IntStream.range(0, spans.size()).boxed().toList());
    assertThat(read.value()).extracting(l -> l.atNanos().orElseThrow()).isEqualTo(nanos(spans));
    assertThat(read.value())
        .extracting(ChainLine::plusNanos)
        .allMatch(plus -> plus.isPresent() == (took == 1));
  }
}
