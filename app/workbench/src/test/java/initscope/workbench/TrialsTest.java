package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.TxId;
import initscope.model.change.TxState;
import initscope.remote.SshOptions;
import initscope.remote.Sudo;
import initscope.tuning.StatusView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// When hosts are asked again, against a clock of its own.
final class TrialsTest {
  private static final long SECOND = 1_000_000_000L;

  private long nanos = 7 * SECOND;
  private long wallMillis = 1_000_000;
  private final Trials trials = new Trials(() -> nanos, () -> wallMillis, () -> "not known");

  private static TxId id(long n) {
    return TxId.of(0, n);
  }

  private Trial trial(long n, long seconds, SshOptions ssh) {
    StatusView status =
        new StatusView(
            Optional.of(id(n)),
            TxState.APPLIED,
            true,
            "ann@laptop",
            OptionalLong.of(seconds),
            List.of(),
            Optional.empty(),
            "");
    Way way = Way.of(TuneAsk.of(Guide.TRY, "web-" + n, ssh));
    return new Trial(way, status, Optional.empty(), trials.inSeconds(seconds), false);
  }

  private Trial trial(long n, long seconds) {
    return trial(n, seconds, SshOptions.DEFAULT);
  }

  private List<Trial> after(long seconds) {
    nanos += seconds * SECOND;
    wallMillis += seconds * 1000;
    return trials.tick();
  }

  /// The seconds at which a host that never answers is asked.
  private List<Long> asked(long from, long to) {
    List<Long> asked = new ArrayList<>();
    for (long at = from; at <= to; at++) {
      if (!after(1).isEmpty()) {
        trials.asking(id(1));
        trials.unanswered(id(1));
        asked.add(at);
      }
    }
    return asked;
  }

  @Test
  void twoTrialsStayAndTheSoonestLeads() {
    trials.put(trial(1, 600));
    trials.put(trial(2, 300));
    assertThat(trials.all().get()).extracting(Trial::host).containsExactly("web-2", "web-1");
    assertThat(trials.soonestLeft().get()).isEqualTo("5:00");
    after(10);
    assertThat(trials.soonestLeft().get()).isEqualTo("4:50");
    assertThat(trials.left(trials.find(id(1)).orElseThrow()).get()).isEqualTo("9:50");
    trials.remove(id(2));
    assertThat(trials.soonestLeft().get()).isEqualTo("9:50");
  }

  @Test
  void aHostIsAskedEveryMinuteUnlessOnlyTheUserCanAnswer() {
    trials.put(trial(1, 600));
    trials.put(trial(2, 600, SshOptions.DEFAULT.withSudo(Sudo.ASK)));
    assertThat(after(59)).isEmpty();
    assertThat(after(1)).extracting(Trial::host).containsExactly("web-1");
    trials.put(trial(1, 540));
    assertThat(after(1)).isEmpty();
    trials.remove(id(1));
    assertThat(after(543)).extracting(Trial::host).containsExactly("web-2");
  }

  @Test
  void aLostLinkIsTriedAgainWithBackOffAndGivenUpAfterTheDeadline() {
    trials.putLost(trial(1, 300));
    assertThat(asked(1, 280)).containsExactly(5L, 20L, 50L, 110L, 230L);
    assertThat(asked(281, 1200)).containsExactly(304L, 320L, 365L);
    assertThat(trials.soonestLeft().get()).isEqualTo("not known");
    trials.put(trial(1, 100));
    assertThat(trials.soonestLeft().get()).isEqualTo("1:40");
  }

  @Test
  void afterASleepTheTimeIsRightAtOnceAndTheHostIsAsked() {
    trials.put(trial(1, 600));
    after(1);
    wallMillis += 300_000; // nanoTime stands still
    assertThat(after(1)).hasSize(1);
    assertThat(trials.soonestLeft().get()).isEqualTo("4:58");
  }

  @Test
  void anAnswerThatCameTooLateIsNotWaitedFor() {
    trials.put(trial(1, 600));
    trials.asking(id(1));
    assertThat(trials.isAsking(id(1))).isTrue();
    trials.put(trial(1, 500));
    assertThat(trials.isAsking(id(1))).isFalse();
    trials.retainOurs(List.of());
    assertThat(trials.all().get()).isEmpty();
    assertThat(trials.soonestLeft().get()).isEmpty();
  }
}
