package initscope.views;

import initscope.layout.Durations;
import initscope.layout.Words;
import initscope.layout.waits.WaitWords;
import initscope.model.Frame;
import initscope.model.go.Goroutine;
import initscope.model.go.WaitGraph.Link;
import initscope.model.go.WaitGraph.Wait;
import initscope.model.host.ProcessFacts;
import java.util.OptionalLong;

/// A goroutine as text, for a ticket: its state, what it waits for, who could end that, and its stack.
final class GoroutineText {
  /// So many of those who also wait, or could end a wait, are named.
  static final int MOST = 20;

  private GoroutineText() {}

  static String of(Goroutine one, GoIndex index, Texts texts) {
    WaitWords objects = words(index, texts.words());
    StringBuilder out = new StringBuilder(title(one, texts)).append('\n');
    for (Wait wait : index.waits().of(one.id())) {
      out.append(waits(wait, objects, texts)).append('\n');
    }
    for (Link link : index.waits().enders(one.id()).stream().limit(MOST).toList()) {
      out.append(ender(link, objects, texts)).append('\n');
    }
    one.frames().forEach(f -> frame(out, f));
    one.createdBy()
        .ifPresent(
            f -> {
              out.append(texts.say("goroutine.creator")).append(' ');
              frame(out, f);
            });
    one.evidence().forEach(e -> out.append('[').append(VerdictView.place(e)).append("]\n"));
    return out.toString();
  }

  static WaitWords words(GoIndex index, Words words) {
    return new WaitWords(
        words,
        index.incident().process().map(ProcessFacts::observedNanos).orElse(OptionalLong.empty()));
  }

  /// {@code goroutine 17 · waiting · chan receive · 2 min · locked to thread}.
  static String title(Goroutine one, Texts texts) {
    StringBuilder out = new StringBuilder("goroutine " + one.id() + " · " + one.status());
    one.waitReason().ifPresent(r -> out.append(" · ").append(r));
    if (one.waitNanos().isPresent()) {
      out.append(" · ").append(Durations.of(one.waitNanos().getAsLong()));
    }
    String marks = Tables.marks(texts, one);
    return out.append(marks.isEmpty() ? "" : " · " + marks).toString();
  }

  /// {@code lock: mutex 0xc000012340, locked}.
  static String waits(Wait wait, WaitWords objects, Texts texts) {
    return texts.say(
        "goroutine.waits",
        wait.operation(),
        objects.name(wait.object()),
        objects.facts(wait.object()));
  }

  /// {@code goroutine 18 holds it (certain): registry.(*Store).Refresh}.
  static String ender(Link link, WaitWords objects, Texts texts) {
    String verb =
        link.relation() == initscope.model.go.WaitGraph.Relation.HOLDS
            ? "goroutine.holds"
            : "goroutine.reaches";
    return texts.say(
        verb, Long.toString(link.other()), objects.sureness(link.relation()), link.why());
  }

  private static void frame(StringBuilder out, Frame frame) {
    out.append(frame.function()).append('\n');
    frame
        .file()
        .ifPresent(
            f -> {
              out.append("\t").append(f);
              frame.line().ifPresent(l -> out.append(':').append(l));
              out.append('\n');
            });
  }
}
