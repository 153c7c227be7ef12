package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.CaptureReader;
import initscope.model.Progress;
import initscope.model.change.TxState;
import initscope.remote.Prompts;
import initscope.remote.SshOptions;
import initscope.store.Store;
import initscope.tuning.plan.PlanRequest;
import initscope.verbs.Recents;
import initscope.verbs.Rehearsal;
import initscope.verbs.Tune;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// From a host's name to its verdict, and to a change kept or taken back: over real SSH, by keys.
final class HostPathTest extends RehearsalRobot {
  private static final String KEY = "net.ipv4.tcp_syn_retries";

  private void services() throws Exception {
    untilShown("host");
    until(() -> scene.getFocusOwner() instanceof TextField field && "host".equals(field.getId()));
    write(rehearsal.spec().toString());
    push(KeyCode.ENTER);
    untilShown("service-list");
    picture("services");
  }

  private void verdict() throws Exception {
    services();
    push(KeyCode.ENTER);
    untilShown("verdict-title");
  }

  private String sysctl() throws Exception {
    return rehearsal.host().sysctl(KEY).orElseThrow();
  }

  private String title() {
    return scene.getRoot().lookup("#tune-title") instanceof Label title ? title.getText() : "";
  }

  private void trial() throws Exception {
    push(KeyCode.CONTROL, KeyCode.U);
    untilShown("tune-target");
    interact(
        () -> {
          ((TextField) scene.getRoot().lookup("#tune-target")).setText(KEY);
          ((TextField) scene.getRoot().lookup("#tune-wanted")).setText("3");
        });
    picture("tune-choose");
    fire("tune-plan");
    untilShown("tune-apply");
    picture("tune-plan");
    assertThat(sysctl()).isEqualTo("6");
    fire("tune-apply");
    untilShown("tune-left");
    picture("tune-trial");
  }

  @Test
  void fromAHostsNameToItsVerdictInTwoDecisions() throws Exception {
    verdict();
    assertThat(texts()).anyMatch(t -> t.contains("192.0.2.10:5432"));
    until(() -> !texts().contains(window.desk().texts().say("start.recent.none")));
    try (var captures = Files.list(data().resolve("captures"))) {
      assertThat(captures.toList()).singleElement().asString().endsWith(".isz");
    }
  }

  @Test
  void aChangeIsPreviewedPutOnTrialAndKept() throws Exception {
    verdict();
    trial();
    assertThat(sysctl()).isEqualTo("3");
    assertThat(stage.getTitle()).contains(KEY).contains(" left: ");
    until(() -> !stage.getTitle().startsWith("10:00"));
    assertThat(texts()).anyMatch(t -> t.contains("was read back: 3"));
    fire("tune-confirm");
    untilShown("tune-do");
    picture("tune-keep");
    assertThat(sysctl()).as("a preview changes nothing").isEqualTo("3");
    fire("tune-do");
    untilSaid("The change is kept");
    picture("tune-kept");
    assertThat(window.tuning().trial().getValue()).isEmpty();
    assertThat(stage.getTitle()).isEqualTo("InitScope");
    assertThat(Tune.open(data())).isEmpty();
  }

  @Test
  void aChangeIsTakenBackAndTheBarFollowsEveryPage() throws Exception {
    verdict();
    trial();
    push(KeyCode.CONTROL, KeyCode.N);
    untilShown("host");
    assertThat(shows("trial-bar")).isTrue();
    push(KeyCode.ESCAPE);
    assertThat(sysctl()).as("Esc never takes a change back").isEqualTo("3");
    fire("trial-show");
    untilShown("tune-rollback");
    fire("tune-rollback");
    untilShown("tune-do");
    picture("tune-take-back");
    fire("tune-do");
    untilSaid("The change was taken back");
    assertThat(sysctl()).isEqualTo("6");
    assertThat(shows("trial-bar")).isFalse();
  }

  @Test
  void aDeniedParameterIsRefusedWithItsReason() throws Exception {
    services();
    fire("tune-host");
    untilShown("tune-target");
    interact(
        () -> {
          ((TextField) scene.getRoot().lookup("#tune-target")).setText("vm.drop_caches");
          ((TextField) scene.getRoot().lookup("#tune-wanted")).setText("3");
        });
    fire("tune-plan");
    untilShown("tune-blocked");
    picture("tune-refused");
    assertThat(shows("tune-apply")).isFalse();
    assertThat(texts()).anyMatch(t -> t.contains("it is an action, not a setting"));
  }

  private Tune tune(Path journal, Rehearsal host) throws Exception {
    return Tune.open(
        journal, Tune.owner(), "test", host.spec(), host.ssh(), Prompts.NONE, Progress.NONE);
  }

  private void applied(Path journal, Rehearsal host) throws Exception {
    try (Tune tune = tune(journal, host)) {
      PlanRequest request =
          new PlanRequest(Tune.changes(List.of(KEY + "=3")), "", false, 600, OptionalLong.empty());
      tune.apply(tune.plan(request).plan().orElseThrow().id());
    }
  }

  private void openAgain() throws Exception {
    WaitForAsyncUtils.asyncFx(
            () -> {
              openWindow();
              return null;
            })
        .get();
  }

  @Test
  void anOpenChangeStandsFirstAtTheNextStart() throws Exception {
    applied(data(), rehearsal);
    openAgain();
    untilShown("pending-look");
    picture("start-pending");
    fire("pending-look");
    untilShown("tune-left");
    assertThat(window.tuning().trial().getValue().orElseThrow().status().canConfirm()).isTrue();
    fire("tune-rollback");
    untilShown("tune-do");
    assertThat(texts()).contains("printf '%s\\n' '6' > /proc/sys/net/ipv4/tcp_syn_retries");
    fire("tune-do");
    untilSaid("The change was taken back");
    assertThat(sysctl()).isEqualTo("6");
  }

  @Test
  void whatHadArrivedBeforeACancelCanBeRead() throws Exception {
    services();
    interact(
        () ->
            window
                .jobs()
                .step()
                .subscribe(
                    step -> {
                      if (spooled()) {
                        window.jobs().cancel();
                      }
                    }));
    push(KeyCode.ENTER);
    untilShown("incident");
    untilSaid("cancelled; what was captured is kept");
    assertThat(window.desk().opened().get().name()).endsWith(".spool");
  }

  private boolean spooled() {
    try (var files = Files.walk(data().resolve("captures"), 2)) {
      return files.anyMatch(f -> f.endsWith(CaptureReader.INDEX) && read(f).contains("sha256"));
    } catch (java.io.IOException e) {
      return false;
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      return "";
    }
  }

  @Test
  void whatWasCapturedIsListedAtTheNextStartAndOpensAgain() throws Exception {
    verdict();
    WaitForAsyncUtils.waitFor(
        30, java.util.concurrent.TimeUnit.SECONDS, () -> !Recents.list(data()).isEmpty());
    Recents.Recent recent = Recents.list(data()).getFirst();
    assertThat(recent.verdict()).contains("192.0.2.10:5432");
    WaitForAsyncUtils.asyncFx(
            () -> {
              openWindow();
              return null;
            })
        .get();
    String name = recent.file().getFileName().toString();
    untilSaid(name);
    picture("start-recent");
    clickOn(name);
    untilShown("verdict-title");
    Files.delete(recent.file());
    push(KeyCode.CONTROL, KeyCode.N);
    untilSaid("no longer there");
  }

  @Test
  void aTabLeavesAFieldOfManyLines() throws Exception {
    push(KeyCode.CONTROL, KeyCode.U);
    untilShown("tune-target");
    interact(
        () -> {
          @SuppressWarnings("unchecked")
          ComboBox<String> kind = (ComboBox<String>) scene.getRoot().lookup("#tune-kind");
          kind.setValue("unit");
          scene.getRoot().lookup("#tune-lines").requestFocus();
        });
    push(KeyCode.TAB);
    until(() -> !scene.getRoot().lookup("#tune-lines").isFocused());
    assertThat(((TextArea) scene.getRoot().lookup("#tune-lines")).getText()).isEmpty();
    push(KeyCode.SHIFT, KeyCode.TAB);
    until(() -> scene.getRoot().lookup("#tune-lines").isFocused());
  }

  @Test
  void notYetGoesBackToTheTrialAndMoreTimeIsGiven() throws Exception {
    verdict();
    trial();
    fire("tune-rollback");
    untilShown("tune-not-yet");
    fire("tune-not-yet");
    untilShown("tune-left");
    assertThat(shows("tune-do")).isFalse();
    Trial given = window.tuning().trial().getValue().orElseThrow();
    long before = given.deadlineNanos();
    // The host tells what is left in whole seconds: sooner, ten minutes more may not be told from
    // the ten of before.
    Duration left = given.left(System.nanoTime());
    until(() -> given.left(System.nanoTime()).compareTo(left.minusSeconds(2)) < 0);
    fire("tune-extend");
    until(() -> window.tuning().trial().getValue().orElseThrow().deadlineNanos() > before);
    untilShown("tune-left");
    assertThat(sysctl()).isEqualTo("3");
  }

  @Test
  void whatSomebodyElseChangedIsNotProvenAndLeavesNoCountdown() throws Exception {
    verdict();
    trial();
    rehearsal.host().setSysctl(KEY, "5");
    fire("tune-ask");
    untilShown("tune-drift");
    picture("tune-drift");
    assertThat(texts())
        .anyMatch(t -> t.contains("was 6, we wrote 3, now it is 5"))
        .noneMatch(t -> t.contains("was read back"));
    Button back = (Button) scene.getRoot().lookup("#tune-rollback");
    assertThat(back.getStyleClass()).contains("accent");
    fire("tune-rollback");
    untilShown("tune-do");
    fire("tune-do");
    untilShown("tune-failure");
    picture("tune-left-to-a-person");
    untilSaid("is left to a person");
    assertThat(window.tuning().trial().getValue()).isEmpty();
    assertThat(stage.getTitle()).isEqualTo("InitScope");
    assertThat(sysctl()).isEqualTo("5");
  }

  @Test
  void aConfirmThatCameTooLateEndsTheCountdown() throws Exception {
    verdict();
    trial();
    fire("tune-confirm");
    untilShown("tune-do");
    try (Tune other = tune(folder.resolve("other"), rehearsal)) {
      other.rollback();
    }
    fire("tune-do");
    untilShown("tune-failure");
    picture("tune-too-late");
    untilSaid("nothing is on trial");
    assertThat(window.tuning().trial().getValue()).isEmpty();
    assertThat(shows("trial-bar")).isFalse();
  }

  @Test
  void whatAnotherComputerTookBackIsNoticedWithoutTurningThePage() throws Exception {
    verdict();
    trial();
    push(KeyCode.CONTROL, KeyCode.N);
    untilShown("host");
    try (Tune other = tune(folder.resolve("other"), rehearsal)) {
      other.rollback();
    }
    Trial known = window.tuning().trial().getValue().orElseThrow();
    interact(() -> window.tuning().trials().unanswered(known.id())); // asked again in seconds
    until(() -> window.tuning().trial().getValue().isEmpty());
    assertThat(shows("host")).as("the page is still the start page").isTrue();
    untilSaid("The change was taken back");
    assertThat(shows("trial-bar")).isFalse();
  }

  @Test
  void twoOpenChangesBothStayInSight() throws Exception {
    try (Rehearsal second = Rehearsal.start("ordersd", folder)) {
      applied(data(), rehearsal);
      applied(data(), second);
      openAgain();
      for (Rehearsal host : List.of(rehearsal, second)) {
        push(KeyCode.CONTROL, KeyCode.N);
        untilShown("pending-look");
        SshOptions ssh = host.ssh();
        var open =
            Tune.open(data()).stream()
                .filter(t -> t.host().address().equals(host.spec().toString()))
                .findFirst()
                .orElseThrow();
        interact(() -> window.tuning().resume(open, ssh));
        until(() -> title().equals(KEY + " is on trial on " + host.spec()));
      }
      assertThat(window.tuning().trials().all().get()).hasSize(2);
      assertThat(scene.getRoot().lookupAll("#trial-show")).hasSize(2);
      picture("tune-two");
      String soonest = window.tuning().trials().all().get().getFirst().host();
      push(KeyCode.CONTROL, KeyCode.N);
      untilShown("host");
      fire("trial-show");
      until(() -> title().equals(KEY + " is on trial on " + soonest));
    }
  }

  @Test
  void anOpenChangeStandsAboveAFileThatIsOpened() throws Exception {
    applied(data(), rehearsal);
    openAgain();
    openOrdersd();
    untilShown("pending-show");
    picture("pending-above");
    fire("pending-show");
    untilShown("tune-left");
  }

  @Test
  void whatIsLeftToAPersonStandsThereUntilNoted() throws Exception {
    applied(data(), rehearsal);
    var open = Tune.open(data()).getFirst();
    try (Store store = Store.open(data(), Clock.systemUTC())) {
      store.journal().record(open.id(), TxState.NEEDS_PERSON, "Compare the values.");
    }
    openAgain();
    untilShown("left-noted");
    picture("start-left");
    assertThat(texts()).contains("Compare the values.");
    assertThat(scene.getFocusOwner()).as("Enter notes nothing").isInstanceOf(TextField.class);
    fire("left-noted");
    until(() -> !shows("left-noted"));
    assertThat(Tune.left(data())).isEmpty();
  }

  @Test
  void aJournalThatCannotBeReadIsSaid() throws Exception {
    Files.createDirectories(data());
    Files.writeString(data().resolve("initscope.db"), "this is no database ".repeat(500));
    openAgain();
    untilSaid("Cannot");
    assertThat(texts()).anyMatch(t -> t.contains("initscope.db"));
  }
}
