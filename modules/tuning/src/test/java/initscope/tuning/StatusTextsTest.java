package initscope.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.model.change.HostIdentity;
import initscope.model.change.Plan;
import initscope.model.change.TxState;
import initscope.tuning.host.GuardItem;
import initscope.tuning.host.GuardReport;
import initscope.tuning.plan.PlanTexts;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Sentences of the journal in another language.
class StatusTextsTest {
  private static String chinese(String sentence) {
    return StatusTexts.say(sentence, Locale.SIMPLIFIED_CHINESE);
  }

  static Stream<String> sentences() {
    return PlanTexts.english("status.").entrySet().stream()
        .filter(e -> !e.getKey().startsWith("status.drift.") && !e.getValue().contains("{"))
        .map(java.util.Map.Entry::getValue);
  }

  @ParameterizedTest
  @MethodSource("sentences")
  void eachIsSaidInChineseAndIsTheSameInEnglish(String sentence) {
    assertThat(chinese(sentence)).containsPattern("\\p{IsHan}").doesNotContain("{");
    assertThat(StatusTexts.say(sentence, Locale.ENGLISH)).isEqualTo(sentence);
  }

  @Test
  void whatTheSentencesNameStaysInThem() {
    assertThat(chinese("The host was interrupted in APPLYING and takes the change back."))
        .isEqualTo("主机在 APPLYING 阶段被中断，正在撤回更改。");
    assertThat(
            chinese("A change that another computer began (ops@b); you may roll it back or wait."))
        .isEqualTo("另一台计算机（ops@b）发起的更改；您可以撤回或等待。");
    assertThat(chinese("The host refused before any effect: no room"))
        .isEqualTo("主机在产生任何影响之前就拒绝了：no room");
  }

  @Test
  void driftNamesAllValues() {
    List<GuardItem> items = List.of(item("/proc/sys/a"), item("/proc/sys/b"));
    String values = "/proc/sys/a 原为“1”，我们写入“2”，现为“3”；/proc/sys/b 原为“1”，我们写入“2”，现为“3”；";

    assertThat(chinese(Settlement.drift(items))).isEqualTo("已被他人修改：" + values + "他人的值保持不动。");
    assertThat(
            chinese(
                "A change that another computer began (x) was taken back in part. "
                    + Settlement.drift(items)))
        .isEqualTo("另一台计算机（x）发起的更改已部分撤回。已被他人修改：" + values + "他人的值保持不动。");
  }

  private static GuardItem item(String target) {
    return new GuardItem("sysctl", "try", target, "1", "2", Optional.of("2"), true, "", "3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NONE", "PREP", "ARMED", "CONFIRMING", "CONFIRMED", "ROLLING", "ROLLED", "DRIFT"})
  void everythingThatIsRecordedOfATransactionHasAChineseSentence(String host) {
    for (TxState known : TxState.values()) {
      for (boolean lasting : List.of(true, false)) {
        for (String boot : List.of("a", "b")) {
          Settlement settled = Settlement.of(known, plan(lasting), report(host, boot), boot);
          assertThat(chinese(settled.note()))
              .as(settled.note())
              .containsPattern("^\\p{IsHan}")
              .doesNotContain("The host");
        }
      }
    }
  }

  private static Plan plan(boolean lasting) {
    HostIdentity host = new HostIdentity("SHA256:x", "m", "h");
    return new Plan(host, "a", 1, "1", "0", "", lasting, 600, List.of(), List.of());
  }

  private static GuardReport report(String state, String boot) {
    return new GuardReport(
        state,
        Optional.empty(),
        "me",
        "a",
        boot,
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(item("/proc/sys/a")));
  }

  @Test
  void whatAHostSaidItselfStays() {
    assertThat(chinese("cannot write /run")).isEqualTo("cannot write /run");
  }
}
