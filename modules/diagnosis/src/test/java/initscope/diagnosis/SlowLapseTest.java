package initscope.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.finding.Because;
import initscope.model.finding.Confidence;
import initscope.model.finding.Finding;
import initscope.model.go.InitTask;
import initscope.model.go.TimeLapse;
import initscope.model.go.TimeLapse.Ending;
import initscope.model.go.TimeLapse.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// What a time-lapse lets be said of a slow start, and how surely.
class SlowLapseTest {
  private static final long MS = 1_000_000L;

  /// Samples every 20 ms from 40 ms after the process's start on.
  private static TimeLapse.Span span(String name, long from, long to, long bound, boolean done) {
    int samples = (int) Math.max(1, (to - from) / 20);
    Frame at =
        new Frame(
            "shop/" + name + ".init.0", Optional.of(name + ".go"), OptionalInt.of(7), 0, false);
    return new TimeLapse.Span(
        "shop/" + name,
        new Moment(from * MS, bound * MS),
        new Moment(to * MS, bound * MS),
        done,
        samples,
        samples > 1 ? OptionalLong.of((to - from) * MS / 50) : OptionalLong.empty(),
        (to - from) * MS,
        List.of(new TimeLapse.Place("shop/" + name + ".init.0", Optional.of(at), samples)),
        List.of(new TimeLapse.Share("sleep", samples)),
        EvidenceRef.at("raw/xray/lapse/0", from, "sample"));
  }

  private static InitTask task(TimeLapse.Span span) {
    return new InitTask(
        OptionalInt.empty(),
        span.packagePath(),
        span.finished() ? InitTask.State.DONE : InitTask.State.RUNNING,
        List.of(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(span.evidence()));
  }

  private static TimeLapse lapse(Ending ending, long first, long last, TimeLapse.Span... spans) {
    List<TimeLapse.Sample> samples = new ArrayList<>();
    for (long at = first; at <= last; at += 20) {
      samples.add(
          new TimeLapse.Sample(
              new Moment(at * MS, MS),
              Optional.empty(),
              "",
              Optional.empty(),
              OptionalLong.empty(),
              List.of(),
              EvidenceRef.at("raw/xray/lapse/0", at, "sample")));
    }
    return new TimeLapse(
        Incidents.go(List.of(), Optional.empty()).binary(),
        7,
        OptionalLong.of(0),
        20 * MS,
        samples,
        List.of(spans),
        List.of(spans).stream().map(SlowLapseTest::task).toList(),
        0,
        ending,
        "timer_list",
        MS,
        TimeLapse.Cost.UNKNOWN);
  }

  private static Finding verdict(TimeLapse lapse) {
    return Diagnoser.diagnose(Incidents.withLapse(lapse)).verdict();
  }

  private static String english(Finding finding) {
    return Sentences.render(finding.title(), Locale.ENGLISH);
  }

  @Test
  void thePackageThatTookLongestWithItsBoundAndPlaceInTheSamples() {
    Finding verdict =
        verdict(
            lapse(
                Ending.MAIN,
                40,
                11_000,
                span("cache", 50, 350, 10, true),
                span("rules", 400, 9_700, 10, true)));
    assertThat(verdict.rule()).isEqualTo("init.slow");
    assertThat(verdict.confidence()).isEqualTo(Confidence.CERTAIN);
    assertThat(english(verdict))
        .isEqualTo("Package init of shop/rules took 9.3 s ± 20 ms of the 11 s before main.");
    assertThat(Sentences.render(verdict.title(), Locale.CHINESE)).contains("shop/rules", "9.3");
    assertThat(verdict.subject().initFunction()).contains("shop/rules.init.0");
    assertThat(verdict.subject().line()).hasValue(7);
    assertThat(verdict.subject().waitReason()).isEmpty();
    assertThat(verdict.evidence()).contains(EvidenceRef.at("raw/xray/lapse/0", 400, "sample"));
    assertThat(verdict.because())
        .extracting(Because::text)
        .extracting(text -> Sentences.render(text, Locale.ENGLISH))
        .containsExactly(
            "shop/rules: 9.3 s ± 20 ms, seen running by 465 of the samples.",
            "Goroutine 1 in it: sleep in 100 % of the samples, most often at rules.go:7.",
            "shop/cache: 300 ms ± 20 ms, seen running by 15 of the samples.");
    assertThat(verdict.next().orElseThrow().key()).isEqualTo("init.slow.lapse.next.waits");
  }

  @Test
  void twoThatTheirBoundsDoNotTellApartAreNotCertain() {
    TimeLapse close =
        lapse(Ending.MAIN, 40, 1_000, span("a", 50, 450, 60, true), span("b", 460, 840, 60, true));
    assertThat(verdict(close).confidence()).isEqualTo(Confidence.LIKELY);
    TimeLapse wide = lapse(Ending.MAIN, 40, 400, span("a", 50, 250, 80, true));
    assertThat(verdict(wide).confidence()).isEqualTo(Confidence.POSSIBLE);
  }

  @Test
  void whatRanBeforeTheFirstSampleMayHaveTakenLonger() {
    TimeLapse late = lapse(Ending.MAIN, 2_000, 3_000, span("a", 2_010, 2_900, 10, true));
    assertThat(verdict(late).confidence()).isEqualTo(Confidence.LIKELY);
  }

  @Test
  void oneThatWasNotDoneIsSaidSo() {
    TimeLapse.Span open = span("rules", 400, 9_700, 10, false);
    assertThat(english(verdict(lapse(Ending.TIME_LIMIT, 40, 9_700, open))))
        .contains("was not done when the time-lapse ended");
    Finding died = verdict(lapse(Ending.PROCESS_ENDED, 40, 9_700, open));
    assertThat(english(died)).contains("was not done when the process ended");
    assertThat(died.confidence()).isEqualTo(Confidence.LIKELY);
    assertThat(died.subject().waitReason()).contains("sleep");
  }

  @Test
  void nothingSlowThatCameToMainIsHealthy() {
    Finding verdict = verdict(lapse(Ending.MAIN, 40, 200, span("a", 50, 90, 10, true)));
    assertThat(verdict.rule()).isEqualTo("init.none");
    Finding still = verdict(lapse(Ending.LOST, 40, 90, span("a", 50, 90, 10, false)));
    assertThat(still.rule()).isEqualTo("evidence.not-enough");
  }

  @Test
  void inittraceSpeaksWhereItIsThere() {
    TimeLapse lapse = lapse(Ending.MAIN, 40, 11_000, span("rules", 400, 9_700, 10, true));
    Incident incident = Incidents.withLapse(lapse);
    InitTask task = incident.inits().getFirst();
    InitTask timed =
        new InitTask(
            task.order(),
            task.packagePath(),
            task.state(),
            task.functions(),
            OptionalLong.of(400 * MS),
            OptionalLong.of(9_301 * MS),
            task.bytes(),
            task.allocations(),
            task.evidence());
    Incident both =
        incident.withGo(Optional.empty(), List.of(), List.of(timed)).withTimeLapse(lapse);
    List<Finding> findings = Diagnoser.diagnose(both).findings();
    assertThat(findings).filteredOn(f -> f.rule().equals("init.slow")).hasSize(1);
    assertThat(english(findings.getFirst())).doesNotContain("±");
  }
}
