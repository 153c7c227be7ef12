package initscope.views;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.diff.DiffCapture;
import initscope.diagnosis.diff.Normalised;
import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.flame.DiffSource;
import initscope.layout.flame.FlameRow;
import initscope.layout.flame.FlameSource;
import initscope.layout.flame.FlameTree;
import initscope.layout.flame.Recursion;
import initscope.model.Frame;
import initscope.model.Selection;
import initscope.model.profile.Profile;
import java.io.File;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// The page of stacks as a user has it before them.
final class FlameViewTest extends ViewsRobot {
  private FlameView flame() {
    go(ViewId.FLAME);
    return find("flame", FlameView.class);
  }

  private List<String> chips() {
    return find("flame-chips", FlameChips.class).getChildren().stream()
        .map(n -> ((Button) n).getText().replace("  ×", ""))
        .toList();
  }

  private void choose(String function) {
    interact(() -> desk.selection().set(Selection.NONE.withFunction(function)));
  }

  @Test
  void hiddenFramesAreChipsAndComeBack() {
    FlameView flame = flame();
    int all = flame.tree().size();
    long total = flame.tree().weight(0);
    choose("runtime.main");
    push(KeyCode.H);
    push(KeyCode.K);
    assertThat(chips()).containsExactly("-=runtime.main", "-[k]");
    assertThat(flame.tree().size()).isLessThan(all);
    assertThat(flame.tree().weight(0)).isEqualTo(total);
    push(KeyCode.K);
    assertThat(chips()).containsExactly("-=runtime.main");
    push(KeyCode.CONTROL, KeyCode.Z);
    assertThat(chips()).containsExactly("-=runtime.main", "-[k]");
    push(KeyCode.SHIFT, KeyCode.H);
    assertThat(chips()).containsExactly("-=runtime.main", "-[k]", "-runtime.");
    clickOn(find("flame-chips", FlameChips.class).getChildren().getFirst());
    assertThat(chips()).containsExactly("-[k]", "-runtime.");
    push(KeyCode.BACK_SPACE);
    push(KeyCode.BACK_SPACE);
    assertThat(chips()).containsExactly("-=runtime.main", "-[k]");
    push(KeyCode.SHIFT, KeyCode.BACK_SPACE);
    assertThat(chips()).containsExactly("-=runtime.main", "-[k]", "-runtime.");
    push(KeyCode.R);
    assertThat(chips()).isEmpty();
    assertThat(flame.tree().size()).isEqualTo(all);
  }

  @Test
  void aRuleIsWrittenIntoTheSearchField() {
    FlameView flame = flame();
    TextField field = find("flame-search", TextField.class);
    clickOn(field);
    write("-runtime.");
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(flame.model().search().isOn()).isFalse();
    push(KeyCode.ENTER);
    assertThat(chips()).containsExactly("-runtime.");
    assertThat(field.getText()).isEmpty();
  }

  @Test
  void aSearchSaysItsShareAndGoesFromFrameToFrame() {
    FlameView flame = flame();
    interact(() -> find("flame-search", TextField.class).setText("RUNTIME"));
    assertThat(words(scene.getRoot())).anyMatch(w -> w.startsWith("matches ") && w.endsWith(" %"));
    assertThat(flame.model().search().weight()).isLessThanOrEqualTo(flame.tree().weight(0));
    interact(() -> flame.stepMatch(1));
    String first = desk.selection().get().function().orElseThrow();
    assertThat(first).containsIgnoringCase("runtime");
    int at = flame.walk().here().orElseThrow().node();
    interact(() -> flame.stepMatch(1));
    assertThat(flame.walk().here().orElseThrow().node()).isGreaterThan(at);
    interact(() -> flame.stepMatch(-1));
    assertThat(flame.walk().here().orElseThrow().node()).isEqualTo(at);
  }

  @Test
  void theFlameIsTurnedOverAndInverted() {
    FlameView flame = flame();
    assertThat(flame.isRootAtBottom()).isFalse();
    push(KeyCode.B);
    assertThat(flame.isRootAtBottom()).isTrue();
    choose("runtime.main");
    int at = flame.walk().here().orElseThrow().node();
    push(KeyCode.UP);
    assertThat(flame.tree().parent(flame.walk().here().orElseThrow().node())).isEqualTo(at);
    push(KeyCode.I);
    assertThat(flame.model().query().inverted()).isTrue();
    assertThat(flame.tree().frame(flame.tree().firstChild(0)).function()).startsWith("[");
    push(KeyCode.M);
    assertThat(flame.model().query().recursion()).isEqualTo(Recursion.DIRECT);
  }

  @Test
  void onlyStacksThroughAFunctionAndItsSandwich() {
    FlameView flame = flame();
    long all = flame.tree().weight(0);
    choose("runtime.main");
    push(KeyCode.X);
    assertThat(chips()).containsExactly("through runtime.main");
    assertThat(flame.tree().weight(0)).isBetween(1L, all - 1);
    push(KeyCode.DIGIT3);
    assertThat(chips())
        .containsExactly("callers and callees of runtime.main", "through runtime.main");
    interact(() -> flame.walk().go(new FlameWalk.Place(false, 0)));
    push(KeyCode.DOWN);
    assertThat(flame.walk().here().orElseThrow().node()).isPositive();
    push(KeyCode.UP);
    assertThat(flame.walk().here().orElseThrow().node()).isZero();
    push(KeyCode.DIGIT2);
    assertThat(chips()).containsExactly("through runtime.main");
  }

  @Test
  void callersAreReachedByKeysToo() {
    FlameView flame = flame();
    String leaf = flame.tree().frame(flame.tree().size() - 1).function();
    choose(leaf);
    push(KeyCode.DIGIT3);
    interact(() -> flame.walk().go(new FlameWalk.Place(false, 0)));
    push(KeyCode.UP);
    assertThat(flame.walk().here().orElseThrow().above()).isTrue();
    push(KeyCode.DOWN);
    assertThat(flame.walk().here().orElseThrow()).isEqualTo(new FlameWalk.Place(false, 0));
  }

  @Test
  void sourcesAndGroupings() {
    FlameView flame = flame();
    ChoiceBox<?> source = find("flame-source", ChoiceBox.class);
    assertThat(source.getItems()).hasSize(2);
    push(KeyCode.G);
    assertThat(flame.tree().frame(flame.tree().firstChild(0)).function()).startsWith("{");
    push(KeyCode.T);
    assertThat(flame.model().source().orElseThrow().id()).isEqualTo("threads");
    assertThat(flame.model().sentence()).startsWith("5 threads");
    push(KeyCode.T);
    assertThat(flame.model().source().orElseThrow().id()).isEqualTo("goroutines");
  }

  @Test
  void theTableHasARowForEachFunctionAndSelects() {
    FlameView flame = flame();
    push(KeyCode.CONTROL, KeyCode.T);
    FlameTable table = find("stacks", FlameTable.class);
    assertThat(table.getItems()).isNotEmpty();
    interact(() -> find("flame-search", TextField.class).setText("runtime.main"));
    assertThat(table.getItems())
        .extracting((FlameRow r) -> r.frame().function())
        .allMatch(f -> f.contains("runtime.main"));
    interact(() -> table.getSelectionModel().select(0));
    assertThat(desk.selection().get().function()).hasValue("runtime.main");
    push(KeyCode.CONTROL, KeyCode.T);
    assertThat(flame.chosen().node()).isPresent();
  }

  @Test
  void whereNothingIsLeftThePageSaysWhatToDo() {
    FlameView flame = flame();
    interact(() -> flame.model().ask(q -> q.through("nowhere")));
    assertThat(words(scene.getRoot())).contains(desk.texts().say("flame.empty.query"));
    interact(() -> desk.open(Opened.NOTHING));
    go(ViewId.FLAME);
    assertThat(words(scene.getRoot()))
        .anyMatch(w -> w.startsWith(desk.texts().say("empty.stacks")));
  }

  @Test
  void whatIsUnderThePointerIsSaid() {
    FlameView flame = flame();
    moveTo(flame.localToScreen(40, 30));
    assertThat(words(scene.getRoot()))
        .anyMatch(w -> w.contains(" · ") && w.contains("of 7 goroutines"));
    clickOn(flame.localToScreen(40, 30), MouseButton.PRIMARY);
    assertThat(desk.selection().get().function()).isPresent();
    assertThat(flame.getAccessibleText()).contains(desk.selection().get().function().orElseThrow());
  }

  @Test
  void theLookOutlivesAChangeOfLanguage() {
    FlameView flame = flame();
    push(KeyCode.I);
    Desk next = desk.in(Locale.SIMPLIFIED_CHINESE);
    assertThat(next.flameLook().get()).isEqualTo(desk.flameLook().get());
    assertThat(flame.model().query().inverted()).isTrue();
    interact(() -> assertThat(new FlamePane(next).model().sentence()).contains("种不同的栈"));
  }

  @Test
  void whatIsSeenIsSaved(@TempDir File folder) throws Exception {
    FlameView flame = flame();
    Label told = new Label();
    File svg = new File(folder, "stacks.svg");
    File png = new File(folder, "stacks.png");
    interact(
        () -> {
          SavePicture saving = new FlameExport(desk, flame.model(), flame).saving();
          saving.save(svg, told::setText);
          saving.save(png, told::setText);
        });
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(Files.readString(svg.toPath()))
        .startsWith("<svg ")
        .contains("runtime.main")
        .endsWith("</svg>\n");
    assertThat(Files.size(png.toPath())).isGreaterThan(5_000);
    assertThat(told.getText()).contains("stacks.png");
  }

  @Test
  void aComparisonSaysWhatChangedOnItsBoxes() {
    ProfileDiff diff =
        ProfileDiff.of(
            List.of(capture("main.load", 500, "main.old", 500)),
            List.of(capture("main.load", 500, "main.fresh", 500)),
            Normalised.SAMPLES);
    FlameSource compared =
        new DiffSource(Normalised.SAMPLES, () -> diff, "before", "after", desk.texts().words());
    FlameModel model = new FlameModel(desk, opened -> List.of(compared));
    interact(() -> assertThat(new FlamePane(desk, model).model()).isSameAs(model));
    WaitForAsyncUtils.waitForFxEvents();

    FlameTree tree = model.picture().tree();
    int fresh = tree.widest(tree.stacks().function("main.fresh").orElseThrow()).orElseThrow();
    assertThat(model.marks()).isPresent();
    assertThat(model.sentence()).startsWith("2 of 3 paths changed by more than chance");
    assertThat(model.words(tree, fresh)).contains("0.0 % before, 50.0 % after: +50.0 %");
    interact(
        () -> {
          FlameTable table = new FlameTable(desk, model);
          assertThat(table.getColumns().stream().filter(c -> c.isVisible()).map(c -> c.getText()))
              .startsWith("Before", "After", "Change", "Stacks", "Function")
              .doesNotContain("Self", "Total");
          assertThat(table.csv()).contains("0.0 %,50.0 %,", "main.fresh,new");
        });
    interact(() -> model.ask(q -> q.withInverted(true)));
    WaitForAsyncUtils.waitForFxEvents();
    assertThat(model.marks()).isEmpty();
    interact(() -> model.ask(q -> q.withInverted(false)));
  }

  private static DiffCapture capture(String one, long weight, String other, long rest) {
    Profile profile =
        new Profile(
            "perf",
            "samples",
            List.of(
                new Profile.Sample(List.of(Frame.of(one)), weight, Selection.NONE),
                new Profile.Sample(List.of(Frame.of(other)), rest, Selection.NONE)));
    return new DiffCapture(profile, weight + rest, OptionalLong.empty());
  }
}
