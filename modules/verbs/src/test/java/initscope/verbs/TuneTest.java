package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.diagnosis.units.Mend;
import initscope.diagnosis.units.Mistake;
import initscope.diagnosis.units.UnitMistakes;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.change.Change;
import initscope.model.change.Changes;
import initscope.model.change.TxState;
import initscope.model.finding.Sentence;
import initscope.remote.Prompts;
import initscope.tuning.journal.AuditRecord;
import initscope.tuning.plan.PlanRequest;
import initscope.tuning.units.CgroupFacts;
import initscope.tuning.units.UnitReading;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The change engine over real SSH, against a lab host that runs the real guard.
final class TuneTest {
  private static final String KEY = "net.ipv4.tcp_syn_retries";

  @TempDir Path folder;
  private Rehearsal rehearsal;

  @BeforeEach
  void start() throws Exception {
    rehearsal = Rehearsal.start("ordersd", folder);
  }

  @AfterEach
  void stop() throws Exception {
    rehearsal.close();
  }

  private Tune tune(String laptop) throws Exception {
    return Tune.open(
        folder.resolve(laptop),
        laptop,
        "test",
        rehearsal.spec(),
        rehearsal.ssh(),
        Prompts.NONE,
        Progress.NONE);
  }

  private static String plan(Tune tune, boolean lasting) throws Exception {
    PlanRequest request =
        new PlanRequest(Tune.changes(List.of(KEY + "=3")), "", lasting, 600, OptionalLong.empty());
    return tune.plan(request).plan().orElseThrow().id();
  }

  @Test
  void planningChangesNothing() throws Exception {
    try (Tune tune = tune("one")) {
      plan(tune, false);
      assertThat(rehearsal.host().sysctl(KEY)).hasValue("6");
      assertThat(tune.status().id()).isEmpty();
    }
  }

  @Test
  void readsAUnitAndKeepsThatItDidAndNothingOfWhatItHolds() throws Exception {
    try (Tune tune = tune("one")) {
      UnitReading read = tune.unit("ordersd@go1.22-stripped.service");
      assertThat(read.loaded()).isTrue();
      assertThat(UnitMistakes.of(read.scene())).extracting(Mistake::id).contains("mistake.timeout");
      assertThat(CgroupFacts.of(read).getFirst().id()).startsWith("cgroup.fact.");
      List<AuditRecord> sent = new ArrayList<>();
      Tune.audit(folder.resolve("one"), Optional.empty(), sent::add);
      assertThat(sent)
          .singleElement()
          .satisfies(
              record -> {
                assertThat(record.sent().step()).isEqualTo("unit");
                assertThat(record.ended().orElseThrow().out()).isEmpty();
                assertThat(record.ended().orElseThrow().outBytes()).isPositive();
              });
    }
  }

  @Test
  void aPlanThatMendsAMistakeSaysThatTheMistakeStaysWithoutIt() throws Exception {
    String unit = "ordersd@go1.22-stripped.service";
    try (Tune tune = tune("one")) {
      Mistake mistake =
          UnitMistakes.of(tune.unit(unit).scene()).stream()
              .filter(m -> m.id().equals("mistake.timeout"))
              .findFirst()
              .orElseThrow();
      assertThat(skipping(tune, ((Mend.ByDropIn) mistake.mend()).change()))
          .isEqualTo(mistake.text());
      assertThat(skipping(tune, Changes.of("unit", unit, "Service.Environment=A=1")).key())
          .isEqualTo("plan.skipping.unit");
    }
  }

  private static Sentence skipping(Tune tune, Change change) throws Exception {
    return tune.plan(new PlanRequest(List.of(change), "", false, 600, OptionalLong.empty()))
        .skipping();
  }

  @Test
  void onlyTheChangeThatIsNamedIsActedOn() throws Exception {
    try (Tune tune = tune("one")) {
      Optional<String> none = Optional.of("00000000");
      assertThatThrownBy(() -> tune.rollback(none)).isInstanceOf(Failure.HostRefused.class);
      assertThatThrownBy(tune::rollback).isInstanceOf(Failure.Usage.class);
      String id = tune.apply(plan(tune, false)).id().orElseThrow().hex();
      assertThatThrownBy(() -> tune.confirm(Optional.of("x")))
          .isInstanceOf(Failure.HostRefused.class)
          .hasMessageContaining(id);
      assertThat(tune.extend(Optional.of(id.substring(0, 8)), 86_000).secondsLeft().orElse(0))
          .isGreaterThan(80_000);
      assertThat(tune.rollback(Optional.of(id)).state()).isEqualTo(TxState.ROLLED);
    }
  }

  @Test
  void aLastingChangeIsWrittenOnlyByConfirm() throws Exception {
    Path file = rehearsal.host().root().resolve("etc/sysctl.d/99-zz-initscope.conf");
    try (Tune tune = tune("one")) {
      tune.apply(plan(tune, true));
      assertThat(rehearsal.host().sysctl(KEY)).hasValue("3");
      assertThat(file).doesNotExist();
      assertThat(tune.confirm().state()).isEqualTo(TxState.CONFIRMED);
      assertThat(Files.readString(file)).contains(KEY + " = 3");
    }
  }

  @Test
  void leavesSomebodyElsesValueAloneAndAsksForAPerson() throws Exception {
    try (Tune tune = tune("one")) {
      tune.apply(plan(tune, false));
      rehearsal.host().setSysctl(KEY, "5");
      assertThatThrownBy(tune::rollback).isInstanceOf(Failure.NeedsPerson.class);
      assertThat(rehearsal.host().sysctl(KEY)).hasValue("5");
    }
  }

  @Test
  void aSecondLaptopMayOnlyTakeItBack() throws Exception {
    try (Tune one = tune("one");
        Tune two = tune("two")) {
      String second = plan(two, false);
      one.apply(plan(one, false));
      assertThatThrownBy(() -> two.apply(second)).isInstanceOf(Failure.HostRefused.class);
      assertThat(two.rollback().state()).isEqualTo(TxState.ROLLED);
      assertThat(rehearsal.host().sysctl(KEY)).hasValue("6");
    }
  }

  @Test
  void refusesWordsThatNameNoParameter() {
    for (String words :
        List.of("", "x", "=3", "a..b=1", "net.core.somaxconn=", "../etc/passwd=1")) {
      assertThatThrownBy(() -> Tune.changes(List.of(words))).isInstanceOf(Failure.Usage.class);
    }
  }
}
