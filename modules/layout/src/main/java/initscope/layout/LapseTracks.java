package initscope.layout;

import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.go.TimeLapse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Rows for the package inits that a time-lapse saw: a bar for the time that is sure, and at both ends a hatched piece in which it began
/// or ended, somewhere between two samples.
public final class LapseTracks {
  private static final int MOST = 30;

  private LapseTracks() {}

  /// The packages that took longest, in the order they ran.
  static List<Track> of(TimeLapse lapse, Words words) {
    List<TimeLapse.Span> longest = lapse.longest(MOST);
    return lapse.spans().stream()
        .filter(longest::contains)
        .map(span -> track(span, words))
        .toList();
  }

  private static Track track(TimeLapse.Span span, Words words) {
    Selection selects =
        Selection.NONE.withPackage(span.packagePath()).withEvidence(span.evidence());
    long earliest = span.begin().nanos() - span.begin().boundNanos();
    long begun = span.begin().nanos() + span.begin().boundNanos();
    long ending = span.end().nanos() - span.end().boundNanos();
    long latest = span.end().nanos() + span.end().boundNanos();
    Tone tone = tone(span);
    String told = told(span, words);
    List<Span> spans = new ArrayList<>();
    Certainty sure = span.finished() ? Certainty.KNOWN : Certainty.STILL_GOING;
    if (begun >= ending && span.finished()) {
      spans.add(new Span(earliest, latest, Certainty.SOMEWHERE, tone, told, selects));
    } else {
      if (begun > earliest) {
        String began = words.say("label.lapse.began");
        spans.add(new Span(earliest, begun, Certainty.SOMEWHERE, tone, began, selects));
      }
      long until = Math.max(begun, ending);
      spans.add(new Span(begun, until, sure, tone, told, selects));
      if (latest > until && span.finished()) {
        String ended = words.say("label.lapse.ended");
        spans.add(new Span(until, latest, Certainty.SOMEWHERE, tone, ended, selects));
      }
    }
    return Track.of(Track.Group.INIT, span.packagePath(), took(span, words), selects, spans);
  }

  private static String took(TimeLapse.Span span, Words words) {
    String key = span.finished() ? "detail.lapse" : "detail.lapse.open";
    return words.say(key, Durations.of(span.wallNanos()), Durations.of(span.boundNanos()));
  }

  /// What an init was seen doing: {@code sleep 90 % · on CPU 4 % · rules.init.0 · rules.go:31}.
  public static String told(TimeLapse.Span span, Words words) {
    List<String> parts = new ArrayList<>();
    int all = span.states().stream().mapToInt(TimeLapse.Share::samples).sum();
    for (TimeLapse.Share share : span.states().stream().limit(2).toList()) {
      parts.add(share.words() + " " + 100 * share.samples() / Math.max(1, all) + " %");
    }
    span.cpuPercent().ifPresent(percent -> parts.add(words.say("label.lapse.cpu", percent)));
    Optional<TimeLapse.Place> place = span.functions().stream().findFirst();
    place.map(p -> Symbols.brief(p.function())).ifPresent(parts::add);
    place.flatMap(TimeLapse.Place::at).flatMap(LapseTracks::line).ifPresent(parts::add);
    return String.join(" · ", parts);
  }

  private static Optional<String> line(Frame frame) {
    return frame.file().isPresent() && frame.line().isPresent()
        ? Optional.of(
            frame.file().get().substring(frame.file().get().lastIndexOf('/') + 1)
                + ":"
                + frame.line().getAsInt())
        : Optional.empty();
  }

  /// What it did most of the time.
  private static Tone tone(TimeLapse.Span span) {
    String most = span.states().isEmpty() ? "" : span.states().getFirst().words();
    return switch (most) {
      case "" -> Tone.INIT;
      case "running", "runnable", "preempted", "copystack" -> Tone.BUSY;
      default -> Tone.WAIT;
    };
  }
}
