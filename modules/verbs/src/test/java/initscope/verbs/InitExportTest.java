package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.diagnosis.diff.Normalised;
import initscope.evidence.NamedInput;
import initscope.formats.folded.DiffFolded;
import initscope.layout.flame.FlameQuery;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.model.Bytes;
import initscope.model.Failure;
import initscope.model.Progress;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Package inits of two builds, on the way from texts to files.
final class InitExportTest {
  private static final NamedInput BEFORE =
      new NamedInput(
          "before.txt",
          Bytes.of(
              """
              init runtime @0.14 ms, 0.27 ms clock, 0 bytes, 0 allocs
              listening
              init x/cache @2.6 ms, 4.2 ms clock, 285520 bytes, 23 allocs
              init x/audit @33 ms, 2.5 ms clock, 64 bytes, 4 allocs
              """));
  private static final NamedInput AFTER =
      new NamedInput(
          "after.txt",
          Bytes.of(
              """
              init runtime @0.33 ms, 0.45 ms clock, 0 bytes, 0 allocs
              init x/seed @4.1 ms, 3.1 ms clock, 271496 bytes, 443 allocs
              init x/cache @7.2 ms, 19 ms clock, 1186640 bytes, 28 allocs
              """));
  private static final NamedInput IMPORTS =
      new NamedInput(
          "deps.json",
          Bytes.of(
              """
              {"ImportPath": "runtime", "Name": "runtime"}
              {"ImportPath": "x/seed", "Name": "seed", "Imports": ["runtime"]}
              {"ImportPath": "x/cache", "Name": "cache", "Imports": ["x/seed", "runtime"]}
              {"ImportPath": "x/cmd", "Name": "main", "Imports": ["x/cache"]}
              """));

  private static String export(String to, Optional<Measure> measure, NamedInput... inputs)
      throws Exception {
    return export(to, measure, Normalised.SAMPLES, inputs);
  }

  private static String export(
      String to, Optional<Measure> measure, Normalised compared, NamedInput... inputs)
      throws Exception {
    Analysis analysis = Analyze.of(Arrays.asList(inputs));
    assertThat(analysis.incident().inputs()).allMatch(i -> i.warnings().isEmpty());
    return write(analysis, request(to, measure, compared));
  }

  private static String write(Analysis analysis, Export.Request wanted) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Export.of(analysis, wanted).to(out, Progress.NONE);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Export.Request request(String to, Optional<Measure> measure, Normalised compared) {
    return new Export.Request(
        to,
        Optional.empty(),
        Optional.empty(),
        DiffFolded.Options.PLAIN,
        compared,
        FlameQuery.DEFAULT,
        measure,
        "1",
        Locale.ENGLISH);
  }

  @Test
  void foldedHasBothSides() throws Exception {
    assertThat(export("folded-diff", Optional.empty(), BEFORE, AFTER).lines())
        .containsExactlyInAnyOrder(
            "runtime.init 270000 450000",
            "x/cache.init 4200000 19000000",
            "x/seed.init 0 3100000",
            "x/audit.init 2500000 0");
    assertThat(export("folded-diff", Optional.of(Measure.ALLOCATIONS), BEFORE, AFTER).lines())
        .contains("x/cache.init 23 28");
  }

  @Test
  void thePictureSaysWhatIsNewAndGone() throws Exception {
    String svg = export("svg-diff", Optional.empty(), BEFORE, AFTER);

    assertThat(svg)
        .contains(
            "Compare package inits, time: before.txt → after.txt",
            "+14.8 ms x/cache.init",
            "One start of each side does not tell",
            "x/seed.init · not there before, 3.1 ms after",
            "x/audit.init · 2.5 ms before, not there after");
  }

  @Test
  void withAListOfImportsItIsATree() throws Exception {
    String svg = export("svg-diff", Optional.of(Measure.BYTES), BEFORE, AFTER, IMPORTS);

    assertThat(svg).contains("bytes: before.txt → after.txt", "main.init ·", "stands once");
  }

  @Test
  void whatCannotBeComparedIsSaid() {
    assertThatThrownBy(() -> export("svg-diff", Optional.of(Measure.WALL), BEFORE))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("name the inittrace of those before");
    assertThatThrownBy(() -> export("folded-diff", Optional.empty(), BEFORE, AFTER, BEFORE, AFTER))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("4 are among the inputs");
    assertThatThrownBy(
            () -> export("svg-diff", Optional.empty(), Normalised.DURATION, BEFORE, AFTER))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("--per-second");
    assertThatThrownBy(() -> export("svg-flame", Optional.of(Measure.BYTES), BEFORE, AFTER))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("--inits goes with");
  }

  @Test
  void aTextThatBreaksOffIsSaidToDoSo() throws Exception {
    long size = AFTER.bytes().size();
    NamedInput cut = new NamedInput("cut.txt", AFTER.bytes().first(size - 40));
    Analysis analysis = Analyze.of(List.of(BEFORE, cut));
    Export.Request folded = request("folded-diff", Optional.empty(), Normalised.SAMPLES);
    Export.Request svg = request("svg-diff", Optional.empty(), Normalised.SAMPLES);

    assertThat(Analyze.isDamaged(analysis.incident())).isTrue();
    assertThat(write(analysis, folded).lines())
        .containsExactlyInAnyOrder("runtime.init 270000 450000", "x/seed.init 0 3100000");
    assertThat(Export.remarks(analysis, folded))
        .satisfiesExactly(
            first -> assertThat(first).startsWith("cut.txt breaks off within a line"),
            second -> assertThat(second).endsWith("not measured in both starts: 2."));
    assertThat(write(analysis, svg))
        .contains("cut.txt breaks off within a line", "at least 3.55 ms")
        .doesNotContain("not there after");
    assertThat(Export.remarks(analysis, svg)).hasSize(1);
    assertThat(Export.remarks(Analyze.of(List.of(BEFORE, AFTER)), folded)).isEmpty();
  }

  @Test
  void theVerdictIsOfTheFirst() {
    Analysis both = Analyze.of(List.of(BEFORE, AFTER));

    assertThat(both.incident().inits()).extracting(i -> i.packagePath()).contains("x/audit");
    assertThat(Analyze.isDamaged(both.incident())).isFalse();
  }
}
