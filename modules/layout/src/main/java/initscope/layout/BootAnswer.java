package initscope.layout;

import initscope.model.Selection;
import initscope.model.boot.BootGraph;
import initscope.model.boot.CriticalPath;
import initscope.model.boot.Prediction;
import initscope.model.boot.WhatIf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The answer to a question to a boot: what is predicted for the end of a critical path, above what was measured.
final class BootAnswer {
  private final CriticalPath path;
  private final WhatIf question;
  private final Words words;

  private BootAnswer(CriticalPath path, WhatIf question, Words words) {
    this.path = path;
    this.question = question;
    this.words = words;
  }

  /// An answer.
  ///
  /// @param tracks rows, none where the path's end did not wait for the unit
  /// @param sentence the same in words
  record Part(List<Track> tracks, String sentence) {}

  /// @param selects what choosing a unit chooses
  static Part of(
      BootGraph graph,
      CriticalPath path,
      WhatIf question,
      Function<String, Selection> selects,
      Words words) {
    BootAnswer answer = new BootAnswer(path, question, words);
    Optional<Prediction> prediction = graph.predict(question, path.target());
    return prediction
        .map(p -> new Part(answer.tracks(p, selects), answer.sentence(p)))
        .orElseGet(
            () ->
                new Part(
                    List.of(), words.say("sentence.what_if.none", answer.unit(), path.target())));
  }

  private String unit() {
    return switch (question) {
      case WhatIf.Instant(String unit) -> unit;
      case WhatIf.Unordered(String unit, _) -> unit;
    };
  }

  /// The words for a question of its kind.
  private String say(String prefix) {
    return switch (question) {
      case WhatIf.Instant(String unit) -> words.say(prefix + "instant", unit);
      case WhatIf.Unordered(String unit, String after) ->
          words.say(prefix + "unordered", unit, after);
    };
  }

  private List<Track> tracks(Prediction prediction, Function<String, Selection> selects) {
    long begin = path.beginNanos();
    long would = prediction.predictedNanos();
    long was = prediction.measuredNanos();
    String gain = Durations.of(prediction.gainNanos());
    Selection unit = selects.apply(unit());
    Selection target = selects.apply(path.target());
    List<Span> spans = new ArrayList<>();
    String predicted = words.say("label.what_if.predicted", Durations.of(would - begin));
    spans.add(new Span(begin, would, Certainty.PREDICTED, Tone.DONE, predicted, unit));
    if (was > would) {
      String won = words.say("detail.boot.gain", gain);
      spans.add(new Span(would, was, Certainty.PREDICTED, Tone.RUNNABLE, won, unit));
    }
    String detail =
        was > would ? words.say("detail.what_if", gain) : words.say("detail.what_if.none");
    String measured = words.say("label.what_if.measured", Durations.of(was - begin));
    return List.of(
        Track.of(Track.Group.WHAT_IF, say("row.what_if."), detail, unit, spans),
        Track.of(
            Track.Group.WHAT_IF,
            path.target(),
            words.say("certainty.known"),
            target,
            List.of(new Span(begin, was, Certainty.KNOWN, Tone.WHOLE, measured, target))));
  }

  private String sentence(Prediction prediction) {
    String had = say("sentence.what_if.");
    String was = Durations.of(prediction.measuredNanos() - path.beginNanos());
    return prediction.gainNanos() == 0
        ? words.say("sentence.what_if.same", had, path.target(), was)
        : words.say(
            "sentence.what_if",
            had,
            path.target(),
            Durations.of(prediction.predictedNanos() - path.beginNanos()),
            was,
            Durations.of(prediction.gainNanos()));
  }
}
