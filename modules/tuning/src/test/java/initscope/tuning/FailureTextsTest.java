package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.Failure;
import initscope.model.change.TxId;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class FailureTextsTest {
  private static final Locale ZH = Locale.SIMPLIFIED_CHINESE;

  /// The sentences of real refusals, from the guard itself.
  @Test
  void whatTheGuardSaysIsSaidInChinese() throws Exception {
    try (FakeHost host = new FakeHost(FakeHost.shell("/bin/sh"))) {
      TuneEngine engine = Bench.engine(new MemoryJournal(), "anna@laptop");
      TxId id =
          engine.apply(Bench.plan(host, true), host::login, ProofOfLife.LOGIN).id().orElseThrow();
      host.setSysctl(FakeHost.SWAPPINESS, "33");
      assertThat(FailureTexts.say(failure(() -> engine.confirm(id, host::login)), ZH))
          .isEqualTo(
              "未保留（ops@fake）：/proc/sys/vm/swappiness 现为“33”，我们更改之后是“1”，更改之前是“60”。"
                  + "请撤回，或等定时器撤回。");
      assertThat(FailureTexts.say(failure(() -> engine.rollback(id, host::login)), ZH))
          .isEqualTo(
              "未能全部撤回（ops@fake）：已被他人修改：/proc/sys/vm/swappiness 原为“60”，我们写入“1”，现为“33”；"
                  + "他人的值保持不动。");
    }
  }

  @Test
  void whatIsNotKnownStaysAsItIs() {
    Failure failure = new Failure.HostRefused("Strange on", "web-3", "the moon is full. Wait.");
    assertThat(FailureTexts.say(failure, ZH))
        .isEqualTo("Strange on web-3: the moon is full. Wait.");
    assertThat(FailureTexts.say(failure, Locale.ENGLISH)).isEqualTo(failure.sentence());
  }

  private interface Verb {
    Object run() throws Failure;
  }

  private static Failure failure(Verb verb) {
    try {
      verb.run();
    } catch (Failure e) {
      return e;
    }
    throw new AssertionError("nothing failed");
  }
}
