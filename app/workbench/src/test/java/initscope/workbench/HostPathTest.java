package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.CaptureReader;
import initscope.model.Progress;
import initscope.remote.Prompts;
import initscope.remote.SshOptions;
import initscope.tuning.plan.PlanRequest;
import initscope.verbs.Recents;
import initscope.verbs.Rehearsal;
import initscope.verbs.Tune;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.testfx.util.WaitForAsyncUtils;

/// From a host's name to its verdict, and to a change kept or taken back: over real SSH, by keys.
@SuppressWarnings("NullAway.Init") // start() sets the fields
final class HostPathTest extends WindowRobot {
  private static final String KEY = "net.ipv4.tcp_syn_retries";

  private Rehearsal rehearsal;

  @Override
  public void start(Stage given) throws Exception {
    rehearsal = Rehearsal.start("ordersd", folder);
    super.start(given);
  }

  @Override
  SshOptions ssh() {
    return rehearsal.ssh();
  }

  @AfterEach
  void endRehearsal() throws Exception {
    rehearsal.close();
  }

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

  private void fire(String id) {
    interact(() -> ((Button) scene.getRoot().lookup("#" + id)).fire());
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

  @Test
  void anOpenChangeStandsFirstAtTheNextStart() throws Exception {
    try (Tune tune =
        Tune.open(
            data(),
            Tune.owner(),
            "test",
            rehearsal.spec(),
            rehearsal.ssh(),
            Prompts.NONE,
            Progress.NONE)) {
      PlanRequest request =
          new PlanRequest(Tune.changes(List.of(KEY + "=3")), "", false, 600, OptionalLong.empty());
      tune.apply(tune.plan(request).plan().orElseThrow().id());
    }
    WaitForAsyncUtils.asyncFx(
            () -> {
              openWindow();
              return null;
            })
        .get();
    untilShown("pending-look");
    picture("start-pending");
    fire("pending-look");
    untilShown("tune-left");
    assertThat(window.tuning().trial().getValue().orElseThrow().status().canConfirm()).isTrue();
    fire("tune-rollback");
    untilShown("tune-do");
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
}
