package initscope.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;

/// The guided ways, against a rehearsed host over real SSH.
class GuidesTest extends RehearsalRobot {
  private static final String UNIT = "ordersd@go1.22-stripped.service";
  private static final String DOMAIN = "ordersd_t";

  private void begin(Guide guide, String target) throws Exception {
    untilShown("host");
    push(KeyCode.CONTROL, KeyCode.U);
    untilShown("guides");
    interact(
        () ->
            ((javafx.scene.control.ToggleButton) scene.getRoot().lookup("#guide-" + guide)).fire());
    untilSaid(window.desk().texts().say(guide.key("title")));
    interact(
        () -> {
          ((TextField) scene.getRoot().lookup("#tune-host")).setText(rehearsal.spec().toString());
          ((TextField) scene.getRoot().lookup("#tune-target")).setText(target);
        });
    String name = guide.name().toLowerCase(java.util.Locale.ROOT);
    picture("guide-" + name + "-choose");
    fire("tune-plan");
  }

  private Path dropIn() {
    return rehearsal
        .host()
        .root()
        .resolve("run/systemd/system/" + UNIT + ".d/95-initscope-trial.conf");
  }

  private RadioButton first() {
    return (RadioButton) scene.getRoot().lookup(".radio-button");
  }

  private RadioButton last() {
    return (RadioButton) List.copyOf(scene.getRoot().lookupAll(".radio-button")).getLast();
  }

  private void choose(RadioButton one) {
    interact(() -> one.setSelected(true));
  }

  private Button planOfChoice() {
    return (Button) scene.getRoot().lookup("#narrow-plan");
  }

  private boolean permissive() {
    return window.tuning().trial().getValue().flatMap(Trial::permitted).isPresent()
        && Files.exists(
            rehearsal
                .host()
                .root()
                .resolve("var/lib/selinux/targeted/active/modules/400/permissive_" + DOMAIN));
  }

  @Test
  void initsAreTracedAndTheDropInIsTakenBack() throws Exception {
    begin(Guide.INITTRACE, UNIT);
    untilShown("tune-apply");
    interact(() -> ((TitledPane) scene.getRoot().lookup("#as-commands")).setExpanded(true));
    assertThat(texts())
        .anyMatch(
            t ->
                t.contains("'unit:" + UNIT + "=Service.Environment=GODEBUG=inittrace=1'")
                    || t.contains("unit:" + UNIT + "=Service.Environment=GODEBUG=inittrace=1"))
        .anyMatch(t -> t.contains("is restarted"));
    picture("guide-inittrace-plan");
    assertThat(dropIn()).doesNotExist();
    fire("tune-apply");
    untilShown("tune-capture");
    picture("guide-inittrace-trial");
    assertThat(Files.readString(dropIn())).contains("Environment=GODEBUG=inittrace=1");
    assertThat(shows("tune-confirm")).as("never kept").isFalse();
    fire("tune-rollback");
    untilShown("tune-do");
    fire("tune-do");
    untilSaid("The change was taken back");
    assertThat(dropIn()).doesNotExist();
  }

  @Test
  void mistakesOfAUnitAreChosenAndMended() throws Exception {
    Path team = rehearsal.host().root().resolve("etc/systemd/system/" + UNIT + ".d/10-team.conf");
    Files.createDirectories(team.getParent());
    Files.writeString(team, "[Service]\nLimitNOFILE=256\n");
    rehearsal.host().reboot();
    untilShown("host");
    begin(Guide.MEND, UNIT);
    untilShown("mend-plan");
    picture("guide-mend-found");
    assertThat(texts()).anyMatch(t -> t.contains("may open 256 files only"));
    interact(
        () ->
            scene
                .getRoot()
                .lookupAll(".check-box")
                .forEach(c -> assertThat(((CheckBox) c).getText()).isNotBlank()));
    fire("mend-plan");
    untilShown("tune-apply");
    picture("guide-mend-plan");
    fire("tune-apply");
    untilShown("tune-confirm");
    assertThat(Files.readString(dropIn())).contains("LimitNOFILE=65536");
    picture("guide-mend-trial");
    fire("tune-rollback");
    untilShown("tune-do");
    fire("tune-do");
    untilSaid("The change was taken back");
    assertThat(dropIn()).doesNotExist();
  }

  @Test
  void whatAnotherUnitNeedsGoesIntoThatUnit() throws Exception {
    Path units = rehearsal.host().root().resolve("etc/systemd/system");
    Path team = units.resolve(UNIT + ".d/10-team.conf");
    Files.createDirectories(team.getParent());
    Files.writeString(team, "[Unit]\nBindsTo=schema.service\nAfter=schema.service\n");
    Files.writeString(
        units.resolve("schema.service"), "[Service]\nType=oneshot\nExecStart=/bin/true\n");
    rehearsal.host().reboot();
    begin(Guide.MEND, UNIT);
    untilShown("mend-plan");
    picture("guide-mend-other");
    assertThat(texts()).contains("In schema.service:", "In " + UNIT + ":");
    fire("mend-plan");
    untilShown("tune-apply");
    fire("tune-apply");
    untilShown("tune-confirm");
    Path other = rehearsal.host().root().resolve("run/systemd/system/schema.service.d");
    assertThat(Files.readString(other.resolve("95-initscope-trial.conf")))
        .contains("RemainAfterExit=yes")
        .doesNotContain("TimeoutStartSec");
    assertThat(Files.readString(dropIn()))
        .contains("TimeoutStartSec")
        .doesNotContain("RemainAfterExit");
  }

  @Test
  void aChangeOfAGuideIsResumedAsWhatItIs() throws Exception {
    begin(Guide.INITTRACE, UNIT);
    untilShown("tune-apply");
    fire("tune-apply");
    untilShown("tune-capture");
    javafx.application.Platform.runLater(this::openAgain);
    untilShown("pending-look");
    assertThat(texts()).anyMatch(t -> t.contains("Service.Environment=GODEBUG=inittrace=1"));
    fire("pending-look");
    untilShown("tune-capture");
    Button capture = (Button) scene.getRoot().lookup("#tune-capture");
    assertThat(capture.isDisable()).as("its unit is known from the plan").isFalse();
    assertThat(shows("tune-confirm")).isFalse();
  }

  private void openAgain() {
    try {
      openWindow();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDomainIsNarrowedFromItsDenials() throws Exception {
    Path log = rehearsal.host().root().resolve("var/log/audit/audit.log");
    Files.createDirectories(log.getParent());
    String at = Instant.now().getEpochSecond() + ".123:7";
    Files.writeString(
        log,
        "type=AVC msg=audit("
            + at
            + "): avc:  denied  { write } for  pid=7 comm=\"ordersd\" name=\"leases\" dev=\"vda1\""
            + " ino=3 scontext=system_u:system_r:ordersd_t:s0"
            + " tcontext=system_u:object_r:usr_t:s0 tclass=file permissive=1\n");
    begin(Guide.NARROW, DOMAIN);
    untilShown("tune-apply");
    picture("guide-narrow-plan");
    fire("tune-apply");
    untilShown("read-denials");
    assertThat(shows("tune-confirm")).as("a permissive domain is never kept").isFalse();
    fire("read-denials");
    untilShown("narrow-plan");
    picture("guide-narrow-denials");
    assertThat(texts()).anyMatch(t -> t.contains("ordersd_t on usr_t:file"));
    interact(
        () ->
            assertThat(scene.getRoot().lookupAll(".radio-button"))
                .anyMatch(r -> ((RadioButton) r).isSelected()));
    assertThat(shows("denials-source")).isTrue();
    choose(last());
    assertThat(planOfChoice().isDisable()).as("nothing is chosen").isTrue();
    choose(first());
    assertThat(planOfChoice().isDisable()).isFalse();
    fire("narrow-plan");
    untilShown("tune-apply");
    picture("guide-narrow-chosen");
    assertThat(permissive()).as("a plan takes nothing back").isTrue();
    fire("tune-back");
    untilShown("denials");
    assertThat(first().isSelected()).as("the choice stays").isTrue();
    fire("narrow-plan");
    untilShown("tune-first-undo");
    fire("tune-apply");
    untilShown("tune-confirm");
    assertThat(permissive()).isFalse();
    picture("guide-narrow-watch");
    fire("tune-confirm");
    untilShown("tune-do");
    fire("tune-do");
    untilSaid("The change is kept");
    assertThat(window.tuning().trial().getValue()).isEmpty();
  }
}
