package initscope.views;

import initscope.layout.Durations;
import initscope.layout.inits.InitTime;
import java.util.OptionalLong;

/// Times of package inits as the window writes them: what samples tell comes with its bound.
final class Times {
  private Times() {}

  /// Such as {@code 340 ms}, {@code 9.3 s ± 20 ms} or {@code 9.3 s ± 20 ms, not ended}; empty where not known.
  static String took(Texts texts, InitTime time) {
    if (time.wallNanos().isEmpty()) {
      return "";
    }
    String words = bounded(texts, time.wallNanos(), time.boundNanos());
    return time.open() ? texts.say("time.open", words) : words;
  }

  /// When it began.
  static String start(Texts texts, InitTime time) {
    return time.startNanos().isEmpty()
        ? ""
        : bounded(texts, time.startNanos(), time.startBoundNanos());
  }

  /// What tells it.
  static String source(Texts texts, InitTime time) {
    if (time.wallNanos().isEmpty() && time.startNanos().isEmpty()) {
      return "";
    }
    return texts.say(time.sampled().isPresent() ? "time.byLapse" : "time.byTrace");
  }

  private static String bounded(Texts texts, OptionalLong nanos, OptionalLong bound) {
    String words = Durations.of(nanos.getAsLong());
    return bound.isEmpty()
        ? words
        : texts.say("time.bounded", words, Durations.of(bound.getAsLong()));
  }
}
