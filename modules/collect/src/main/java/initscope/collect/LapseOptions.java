package initscope.collect;

import java.time.Duration;

/// How to take a time-lapse.
///
/// @param interval between two samples; longer where the link is slower
/// @param limit samples are taken so long at most
/// @param patience to wait for the process to begin, where it does not run
public record LapseOptions(Duration interval, Duration limit, Duration patience) {
  /// Shortest interval.
  public static final Duration SHORTEST = Duration.ofMillis(20);

  /// Longest interval that can be asked for.
  public static final Duration LONGEST = Duration.ofMillis(200);

  /// Longest limit and longest wait.
  public static final Duration MOST = Duration.ofMinutes(10);

  /// What is asked for where nothing else is.
  public static final LapseOptions DEFAULT =
      new LapseOptions(Duration.ofMillis(50), Duration.ofSeconds(60), Duration.ofSeconds(60));

  /// Keeps the values within what is allowed.
  public LapseOptions {
    interval = clamp(interval, SHORTEST, LONGEST);
    limit = clamp(limit, Duration.ofSeconds(1), MOST);
    patience = clamp(patience, Duration.ZERO, MOST);
  }

  private static Duration clamp(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 ? least : value.compareTo(most) > 0 ? most : value;
  }
}
