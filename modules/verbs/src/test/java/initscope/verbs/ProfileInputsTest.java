package initscope.verbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import initscope.diagnosis.diff.Normalised;
import initscope.formats.folded.DiffFolded;
import initscope.formats.folded.FoldedReader;
import initscope.formats.pprof.PprofReader;
import initscope.layout.flame.FlameQuery;
import initscope.layout.flame.HideRule;
import initscope.layout.flame.Recursion;
import initscope.model.Bytes;
import initscope.model.Coverage;
import initscope.model.Failure;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.profile.Profile;
import initscope.model.testing.Corpus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Files that are profiles go the way of every other input: analysed, and exported.
final class ProfileInputsTest {
  private static final String FOLDED = "perf-script/inferno/diff-folded/";
  private static final String PPROF = "go-dumps/go-profiler-notes-cpu/pprof.samples.cpu.001.pb.gz";
  private static final String STRACE = "strace/strace-parser-samples.txt";

  static Stream<Arguments> inputsAndFormats() {
    List<Arguments> all = new ArrayList<>();
    for (String to : List.of("folded", "speedscope", "pprof", "firefox", "svg-flame")) {
      all.add(Arguments.of(FOLDED + "before.txt", "folded", 65L, to));
      all.add(Arguments.of(PPROF, "pprof", 380_000_000L, to));
      all.add(Arguments.of(STRACE, "strace", 152_000L, to));
    }
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource("inputsAndFormats")
  void isAnalysedAndExported(String file, String format, long total, String to)
      throws Failure, CancelledException, IOException {
    Analysis analysis = Analyze.run(List.of(Corpus.path(file)), Progress.NONE);

    assertThat(analysis.incident().inputs().getFirst().format()).isEqualTo(format);
    assertThat(analysis.incident().coverage())
        .containsExactly(new Coverage(format, Coverage.State.DONE, ""));
    Profile first = analysis.incident().profiles().getFirst();
    assertThat(first.total()).isEqualTo(total);
    Bytes written = Bytes.of(export(analysis, to, DiffFolded.Options.PLAIN));
    if (to.equals("folded")) {
      assertThat(new FoldedReader().decode(written).value().profiles().getFirst().total())
          .isEqualTo(total);
    } else if (to.equals("pprof")) {
      assertThat(new PprofReader().decode(written).value().profiles().getFirst().total())
          .isEqualTo(total);
    } else {
      assertThat(written.startsWith(to.equals("svg-flame") ? "<svg" : "{")).isTrue();
    }
  }

  @Test
  void twoFilesAreSetSideBySide() throws Failure, CancelledException, IOException {
    List<Path> files =
        List.of(Corpus.path(FOLDED + "before.txt"), Corpus.path(FOLDED + "after.txt"));
    Analysis both = Analyze.run(files, Progress.NONE);

    assertThat(text(export(both, "folded-diff", new DiffFolded.Options(true, false))))
        .isEqualTo(sorted(Corpus.bytes(FOLDED + "results/normalize.txt").utf8()));
    Analysis one = Analyze.run(files.subList(0, 1), Progress.NONE);
    assertThatThrownBy(() -> export(one, "folded-diff", DiffFolded.Options.PLAIN))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("1 are among the inputs");
  }

  @Test
  void aDamagedLineIsAWarning() throws Failure, CancelledException {
    Analysis analysis = Analyze.run(List.of(Corpus.path(FOLDED + "bad_before.txt")), Progress.NONE);

    assertThat(analysis.incident().inputs().getFirst().warnings()).hasSize(1);
    assertThat(Analyze.isDamaged(analysis.incident())).isFalse();
  }

  /// What hangs when the trace ends counts up to there.
  @Test
  void aHangInASystemCallIsTheWidest(@TempDir Path folder)
      throws Failure, CancelledException, IOException {
    Path file = folder.resolve("hang.txt");
    Files.writeString(
        file,
        """
        12  10:00:00.000000 openat(AT_FDCWD, "/etc/app.conf", O_RDONLY) = 3 <0.000100>
        12  10:00:00.000200 connect(4, {sa_family=AF_INET, sin_port=htons(5432), sin_addr=inet_addr("10.0.0.9")}, 16 <unfinished ...>
        13  10:00:05.000200 getpid() = 12 <0.000001>
        """);
    Analysis analysis = Analyze.run(List.of(file), Progress.NONE);

    assertThat(text(export(analysis, "folded", DiffFolded.Options.PLAIN)))
        .contains("thread 12;connect;10.0.0.9:5432;[not returned] 5000001000");
  }

  private static byte[] export(Analysis analysis, String to, DiffFolded.Options difference)
      throws Failure, CancelledException, IOException {
    return export(analysis, to, difference, FlameQuery.DEFAULT);
  }

  private static byte[] export(
      Analysis analysis, String to, DiffFolded.Options difference, FlameQuery look)
      throws Failure, CancelledException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Export.of(
            analysis,
            new Export.Request(
                to,
                Optional.empty(),
                Optional.empty(),
                difference,
                Normalised.SAMPLES,
                look,
                Optional.empty(),
                "1",
                Locale.ENGLISH))
        .to(out, Progress.NONE);
    return out.toByteArray();
  }

  @Test
  void recordingsAreComparedAsAPicture(@TempDir Path folder) throws Exception {
    Path before = folder.resolve("before.txt");
    Path after = folder.resolve("after.txt");
    Files.writeString(before, recording(100, "old"));
    Files.writeString(after, recording(100, "fresh"));
    Analysis both = Analyze.run(List.of(before, after), Progress.NONE);

    String svg =
        new String(export(both, "svg-diff", DiffFolded.Options.PLAIN), StandardCharsets.UTF_8);

    assertThat(svg).contains("before.txt → after.txt", "new +50.0 %", "gone −50.0 %");
    Analysis one = Analyze.run(List.of(before), Progress.NONE);
    assertThatThrownBy(() -> export(one, "svg-diff", DiffFolded.Options.PLAIN))
        .isInstanceOf(Failure.Usage.class);
  }

  private static String look(Analysis analysis, String to, FlameQuery look) throws Exception {
    return new String(export(analysis, to, DiffFolded.Options.PLAIN, look), StandardCharsets.UTF_8);
  }

  /// Where the box of a frame stands, from the top.
  private static double y(String svg, String frame) {
    Matcher box =
        Pattern.compile(
                "<title>[^<]*"
                    + Pattern.quote(frame)
                    + "[^<]*</title><rect x=\"[^\"]*\" y=\"([0-9.]+)")
            .matcher(svg.replace("\n", ""));
    assertThat(box.find()).as(frame).isTrue();
    return Double.parseDouble(box.group(1));
  }

  @Test
  void picturesAreDrawnAsTheyAreLookedAt(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("stacks.folded");
    Files.writeString(file, "main;a;a;b 3\nmain;c 5\nmain;runtime.gc 2\n");
    Analysis stacks = Analyze.run(List.of(file), Progress.NONE);
    FlameQuery plain = FlameQuery.DEFAULT;
    String svg = look(stacks, "svg-flame", plain);
    String flame = look(stacks, "svg-flame", plain.withRootAtBottom(true));
    String inverted = look(stacks, "svg-flame", plain.withInverted(true));
    String merged = look(stacks, "svg-flame", plain.withRecursion(Recursion.DIRECT));
    String hidden =
        look(stacks, "svg-flame", plain.hiding(HideRule.parse("runtime.").orElseThrow()));

    assertThat(y(svg, "main")).isLessThan(y(svg, "c ·"));
    assertThat(y(flame, "main")).isGreaterThan(y(flame, "c ·"));
    assertThat(y(inverted, "c ·")).isLessThan(y(inverted, "main"));
    assertThat(merged.split("<title>a ·", -1)).hasSize(2);
    assertThat(svg.split("<title>a ·", -1)).hasSize(3);
    assertThat(svg).contains("<title>runtime.gc");
    assertThat(hidden).doesNotContain("<title>runtime.gc").contains("-runtime.");
  }

  @Test
  void changesCanOnlyBeTurnedOver(@TempDir Path folder) throws Exception {
    Path before = folder.resolve("before.txt");
    Path after = folder.resolve("after.txt");
    Files.writeString(before, recording(100, "old"));
    Files.writeString(after, recording(100, "fresh"));
    Analysis both = Analyze.run(List.of(before, after), Progress.NONE);
    FlameQuery plain = FlameQuery.DEFAULT;

    assertThat(look(both, "svg-diff", plain.withRootAtBottom(true)))
        .contains("new +50.0 %")
        .isNotEqualTo(look(both, "svg-diff", plain));
    assertThatThrownBy(() -> look(both, "svg-diff", plain.withInverted(true)))
        .isInstanceOf(Failure.Usage.class)
        .hasMessageContaining("--flame goes with svg-flame and svg-diff");
    assertThatThrownBy(() -> look(both, "folded", plain.withRootAtBottom(true)))
        .isInstanceOf(Failure.Usage.class);
  }

  private static String recording(int samples, String function) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < samples; i++) {
      text.append("api 10/10 5.%06d: 1000 cpu-clock:\n\t401000 ".formatted(i * 1000));
      text.append(i % 2 == 0 ? "main.load" : "main." + function).append(" (/srv/api)\n\n");
    }
    return text.toString();
  }

  private static String text(byte[] file) {
    return sorted(new String(file, StandardCharsets.UTF_8));
  }

  private static String sorted(String text) {
    return String.join("\n", text.lines().sorted().toList());
  }
}
