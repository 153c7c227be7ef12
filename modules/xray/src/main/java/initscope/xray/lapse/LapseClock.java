package initscope.xray.lapse;

import initscope.model.go.TimeLapse.Moment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// Samples on the host's clock, that of /proc/uptime.
///
/// Where root may read /proc/timer_list, a sample lies between the two times read before and after its memory. Else its answers came
/// while the laptop waited for them, and /proc/uptime told hundredths of a second in the same batch: the offset between both clocks
/// that fits all samples is narrower than any of them.
///
/// @param source {@code timer_list} or {@code uptime}
/// @param moments of the samples, in order
public record LapseClock(String source, List<Moment> moments) {
  private static final long TICK = 10_000_000L;
  private static final long DRIFT_PER_MILLION = 50;
  private static final long NONE = Long.MIN_VALUE;

  /// Keeps an immutable copy.
  public LapseClock {
    moments = List.copyOf(moments);
  }

  /// Fits.
  public static LapseClock of(List<LapseSample> samples) {
    boolean exact =
        !samples.isEmpty()
            && samples.stream()
                .filter(sample -> !sample.gone())
                .allMatch(sample -> timer(sample, Source.CLOCK) != NONE);
    return exact ? byTimer(samples) : byUptime(samples);
  }

  /// The bound that most samples keep.
  public long boundNanos() {
    long[] bounds = moments.stream().mapToLong(Moment::boundNanos).sorted().toArray();
    return bounds.length == 0 ? 0 : bounds[bounds.length * 9 / 10];
  }

  private static LapseClock byTimer(List<LapseSample> samples) {
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    for (LapseSample sample : samples) {
      long up = uptime(sample);
      long timer = timer(sample, Source.CLOCK);
      if (up != NONE && timer != NONE) {
        low = Math.max(low, up - timer);
        high = Math.min(high, up + TICK - timer + waited(sample));
      }
    }
    // both clocks agree on a host that was never suspended
    boolean agree = low <= 0 && high >= 0;
    long offset = agree || low == Long.MIN_VALUE ? 0 : low + Math.max(0, high - low) / 2;
    List<Moment> moments = new ArrayList<>();
    for (LapseSample sample : samples) {
      long from = timer(sample, Source.CLOCK);
      long to = timer(sample, Source.CLOCK_AFTER);
      if (from == NONE || to < from) {
        return byUptime(samples);
      }
      moments.add(Moment.between(from + offset, to + offset));
    }
    return new LapseClock("timer_list", moments);
  }

  private static LapseClock byUptime(List<LapseSample> samples) {
    long low = Long.MIN_VALUE;
    long high = Long.MAX_VALUE;
    for (LapseSample sample : samples) {
      long up = uptime(sample);
      if (up != NONE) {
        low = Math.max(low, up - sample.receivedNanos());
        high = Math.min(high, up + TICK - sample.sentNanos());
      }
    }
    if (low == Long.MIN_VALUE) {
      low = 0;
      high = 0;
    }
    long span =
        samples.isEmpty() ? 0 : samples.getLast().receivedNanos() - samples.getFirst().sentNanos();
    long slack = Math.clamp(span, 0, Long.MAX_VALUE / 100) / 1_000_000 * DRIFT_PER_MILLION;
    slack += low > high ? low - high : 0; // the clocks do not agree: as wide as they differ
    List<Moment> moments = new ArrayList<>();
    long last = Long.MIN_VALUE;
    for (LapseSample sample : samples) {
      long from = low - slack + sample.sentNanos();
      long to = high + slack + sample.receivedNanos();
      long up = uptime(sample);
      if (up != NONE) {
        from = Math.max(from, up);
        to = Math.max(from, Math.min(to, up + TICK + waited(sample)));
      }
      from = Math.max(from, last);
      to = Math.max(from, to);
      last = from;
      moments.add(Moment.between(from, to));
    }
    return new LapseClock("uptime", moments);
  }

  private static long waited(LapseSample sample) {
    return Math.max(0, sample.receivedNanos() - sample.sentNanos());
  }

  private static long uptime(LapseSample sample) {
    String text = sample.text(Source.UPTIME);
    int end = text.indexOf(' ');
    int point = text.indexOf('.');
    if (point <= 0 || end < point) {
      return NONE;
    }
    OptionalLong seconds = number(text.substring(0, point));
    OptionalLong parts = number((text.substring(point + 1, end) + "00").substring(0, 2));
    return seconds.isPresent() && parts.isPresent()
        ? seconds.getAsLong() * 1_000_000_000L + parts.getAsLong() * TICK
        : NONE;
  }

  /// {@code now at 123456789 nsecs}.
  private static long timer(LapseSample sample, Source source) {
    String text = sample.text(source);
    int at = text.indexOf("now at ");
    int end = at < 0 ? -1 : text.indexOf(' ', at + 7);
    return end < 0 ? NONE : number(text.substring(at + 7, end)).orElse(NONE);
  }

  private static OptionalLong number(String word) {
    boolean fits =
        !word.isEmpty() && word.length() < 17 && word.chars().allMatch(c -> c >= '0' && c <= '9');
    return fits ? OptionalLong.of(Long.parseLong(word)) : OptionalLong.empty();
  }

  /// First number of a text, such as the CPU time that begins a schedstat; empty where there is none.
  public static OptionalLong first(String text) {
    return Arrays.stream(text.strip().split("\\s", 2)).findFirst().stream()
        .map(LapseClock::number)
        .findFirst()
        .orElse(OptionalLong.empty());
  }
}
