package initscope.layout.flame;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.diff.ProfileDiff;
import initscope.layout.Theme;
import initscope.layout.Words;
import initscope.layout.inits.InitPlaces;
import initscope.layout.inits.InitProfiles.Measure;
import initscope.layout.inits.InitSides;
import initscope.model.EvidenceRef;
import initscope.model.Incident;
import initscope.model.Progress;
import initscope.model.Progress.CancelledException;
import initscope.model.go.GoBinary;
import initscope.model.go.ImportTree;
import initscope.model.go.InitRun;
import initscope.model.go.InitRun.Extent;
import initscope.model.go.InitTask;
import initscope.model.go.PackageImport;
import initscope.model.go.TimeLapse;
import initscope.model.profile.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class InitDiffsTest {
  private static final Words WORDS = Words.of(Locale.ENGLISH);

  private static InitTask task(int order, String path, long wallNanos, long bytes) {
    return new InitTask(
        OptionalInt.of(order),
        path,
        InitTask.State.DONE,
        List.of(),
        OptionalLong.of(order),
        OptionalLong.of(wallNanos),
        OptionalLong.of(bytes),
        OptionalLong.empty(),
        List.of());
  }

  private static InitRun run(String name, InitTask... tasks) {
    return new InitRun("/tmp/" + name, List.of(tasks), Optional.empty(), Extent.WHOLE);
  }

  private static InitRun before(int i) {
    return run(
        "before" + i,
        task(0, "runtime", 200_000 + 10_000 * i, 0),
        task(1, "x/cache", 4_200_000 + 100_000 * i, 100),
        task(2, "x/old", 0, 5));
  }

  private static InitRun after(int i) {
    return run(
        "after" + i,
        task(0, "runtime", 210_000 + 10_000 * i, 0),
        task(1, "x/new", 3_100_000, 7),
        task(2, "x/cache", 19_000_000 + 1_000_000 * i, 100));
  }

  private static Incident starts(int each) {
    List<InitRun> runs = new ArrayList<>();
    for (int i = 0; i < each; i++) {
      runs.add(before(i));
    }
    for (int i = 0; i < each; i++) {
      runs.add(after(i));
    }
    return Incident.EMPTY.withInits(runs.getFirst().inits()).withInitRuns(runs);
  }

  private static FlameSource source(Incident incident, String id) {
    List<FlameSource> all = FlameSources.of(incident, Optional.empty(), WORDS);
    FlameSource found = FlameSources.find(all, id).orElseThrow();
    assertThat(found.id()).isEqualTo(id);
    return found;
  }

  private static String words(Incident incident, FlameGrouping by, String function)
      throws CancelledException {
    FlameSource source = source(incident, "init.diff.wall");
    FlameStacks stacks = FlameStacks.of(source.profile(by, Progress.NONE));
    FlameTree tree = FlamePicture.of(stacks, FlameQuery.DEFAULT, "all").tree();
    DiffMarks marks = DiffMarks.of(tree, source.diff(by).orElseThrow());
    for (int node = 0; node < tree.size(); node++) {
      if (tree.frame(node).function().equals(function)) {
        return marks.tone(node) + " " + marks.words(node, WORDS);
      }
    }
    return "";
  }

  @Test
  void theComparisonComesBeforeTheInitsOfOneStart() {
    assertThat(FlameSources.of(starts(1), Optional.empty(), WORDS))
        .extracting(FlameSource::id)
        .containsExactly("init.diff.wall", "init.diff.bytes", "init.wall", "init.bytes");
    assertThat(source(starts(1), "init.diff.wall").title())
        .isEqualTo("Compare package inits, time: before0 → after0");
    assertThat(source(starts(3), "init.diff.bytes").title())
        .isEqualTo("Compare package inits, bytes: before0 +2 → after0 +2");
  }

  @Test
  void oneStartOfEachSideSaysSo() throws CancelledException {
    Incident one = starts(1);
    ProfileDiff diff = source(one, "init.diff.wall").diff(FlameGrouping.ORDER).orElseThrow();

    assertThat(DiffMarks.sentence(diff, WORDS))
        .startsWith(
            "All package inits: 4.4 ms → 22.3 ms. 3 of 4 paths differ by more than rounding; most:"
                + " cache.init, +14.8 ms; 1 new, 1 gone. One start of each side does not tell");
    assertThat(words(one, FlameGrouping.ORDER, "x/cache.init"))
        .isEqualTo(
            "GREW 4.2 ms before, 19 ms after: +14.8 ms, in one start of each side (rounding"
                + " explains up to 1.1 ms)");
    assertThat(words(one, FlameGrouping.ORDER, "runtime.init"))
        .isEqualTo(
            "NOISE 200 µs before, 210 µs after: +10 µs, no more than rounding explains (20 µs)");
    assertThat(words(one, FlameGrouping.ORDER, "x/new.init"))
        .isEqualTo("NEW not there before, 3.1 ms after");
  }

  @Test
  void severalStartsBoundTheirSpread() throws CancelledException {
    Incident five = starts(5);

    assertThat(words(five, FlameGrouping.ORDER, "x/cache.init"))
        .startsWith("GREW 4.4 ms before, 21 ms after: +16.6 ms (chance explains up to");
    assertThat(words(five, FlameGrouping.ORDER, "runtime.init"))
        .startsWith("NOISE 220 µs before, 230 µs after: +10 µs, no more than chance");
    ProfileDiff diff = source(five, "init.diff.wall").diff(FlameGrouping.ORDER).orElseThrow();
    assertThat(DiffMarks.sentence(diff, WORDS)).doesNotContain("One start");
  }

  @Test
  void anOddNumberOfStartsHasNoSides() {
    Incident odd = Incident.EMPTY.withInitRuns(List.of(before(0), before(1), after(0)));

    assertThat(InitSides.of(odd)).isEmpty();
    assertThat(FlameSources.of(odd, Optional.empty(), WORDS)).isEmpty();
  }

  @Test
  void aStartThatIsNotWholeIsNamed() {
    InitRun cut =
        new InitRun("cut.txt", List.of(task(0, "x/new", 5, 5)), Optional.empty(), Extent.GAPS);
    Incident incident = Incident.EMPTY.withInitRuns(List.of(before(0), cut));

    assertThat(source(incident, "init.diff.wall").note(FlameGrouping.ORDER).orElseThrow())
        .isEqualTo(
            "Not all inits are told in cut.txt: what is missing there was not measured, and is"
                + " neither new nor gone.");
    Incident main =
        Incident.EMPTY.withInitRuns(
            List.of(
                run("a", task(0, "x", 1, 1), task(1, "main", 1, 1)), run("b", task(0, "x", 1, 1))));
    assertThat(InitSides.of(main).orElseThrow().partial()).containsExactly("b");
  }

  @Test
  void whatIsNotMeasuredOnOneSideIsNoChange() throws CancelledException {
    InitTask waiting =
        new InitTask(
            OptionalInt.of(1),
            "x/cache",
            InitTask.State.WAITING,
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of());
    InitRun hangs =
        new InitRun(
            "b",
            List.of(task(0, "runtime", 5_000_000, 0), waiting),
            Optional.empty(),
            Extent.WHOLE);
    Incident incident = Incident.EMPTY.withInitRuns(List.of(before(0), hangs));

    assertThat(words(incident, FlameGrouping.ORDER, "x/cache.init"))
        .isEqualTo("NOISE 4.2 ms before, 0 ns after; not measured in every start");
  }

  private static InitRun sampled(String name, long endNanos) {
    TimeLapse.Moment begin = new TimeLapse.Moment(0, 1_000_000);
    TimeLapse.Moment end = new TimeLapse.Moment(endNanos, 1_000_000);
    EvidenceRef place = EvidenceRef.whole(name, "");
    TimeLapse.Span span =
        new TimeLapse.Span(
            "x/slow", begin, end, true, 9, OptionalLong.empty(), 0, List.of(), List.of(), place);
    InitTask task =
        new InitTask(
            OptionalInt.of(0),
            "x/slow",
            InitTask.State.DONE,
            List.of(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalLong.empty(),
            List.of());
    TimeLapse lapse =
        new TimeLapse(
            new GoBinary(
                "go1.22.12",
                Optional.empty(),
                Map.of(),
                false,
                true,
                false,
                false,
                Optional.empty(),
                "amd64"),
            1,
            OptionalLong.of(0),
            2_000_000,
            List.of(),
            List.of(span),
            List.of(task),
            0,
            TimeLapse.Ending.MAIN,
            "uptime",
            0,
            TimeLapse.Cost.UNKNOWN);
    return new InitRun(name, List.of(task), Optional.of(lapse), Extent.WHOLE);
  }

  @Test
  void whatATimeLapseSawIsBoundByItsSamplesNotByRounding() throws CancelledException {
    Incident incident =
        Incident.EMPTY.withInitRuns(
            List.of(sampled("a.isz", 30_000_000), sampled("b.isz", 50_000_000)));
    ProfileDiff diff = source(incident, "init.diff.wall").diff(FlameGrouping.ORDER).orElseThrow();

    assertThat(DiffMarks.sentence(diff, WORDS))
        .startsWith("All package inits: 30 ms → 50 ms. 1 of 1 paths differ by more than the time")
        .doesNotContain("rounding");
    assertThat(words(incident, FlameGrouping.ORDER, "x/slow.init"))
        .isEqualTo(
            "GREW 30 ms before, 50 ms after: +20 ms, in one start of each side (the time between"
                + " two samples explains up to 4 ms)");
    assertThat(DiffMarks.legend(diff, DiffTone.NOISE, WORDS))
        .isEqualTo("no more than the time between two samples");
  }

  private static Incident cutAfter() {
    InitTask[] first = {task(0, "runtime", 210_000, 0), task(1, "x/new", 3_100_000, 7)};
    InitRun cut = new InitRun("/tmp/cut.txt", List.of(first), Optional.empty(), Extent.CUT);
    return Incident.EMPTY.withInitRuns(List.of(before(0), cut));
  }

  @Test
  void whatWouldComeAfterACutIsNeitherNewNorGone() throws CancelledException {
    Incident incident = cutAfter();
    FlameSource source = source(incident, "init.diff.wall");
    ProfileDiff diff = source.diff(FlameGrouping.ORDER).orElseThrow();

    assertThat(words(incident, FlameGrouping.ORDER, "x/cache.init"))
        .isEqualTo("NOISE 4.2 ms before, 0 ns after; not measured in every start");
    assertThat(words(incident, FlameGrouping.ORDER, "x/new.init")).startsWith("NEW");
    assertThat(DiffMarks.sentence(diff, WORDS))
        .startsWith(
            "Package inits: 4.4 ms → at least 3.31 ms; not all of those after were measured. 1 of")
        .contains("1 new, 0 gone");
    assertThat(source.note(FlameGrouping.ORDER).orElseThrow())
        .isEqualTo(
            "cut.txt breaks off within a line: what follows its last whole line was not measured,"
                + " and what is missing there is neither new nor gone.");
    DiffRows rows = DiffRows.of(diff);
    assertThat(rows.change("x/cache.init", WORDS)).isEmpty();
    assertThat(rows.kind("x/cache.init", WORDS)).isEqualTo("not measured in every start");
    assertThat(DiffMarks.legend(diff, DiffTone.NOISE, WORDS))
        .isEqualTo("no more than rounding, or not measured in every start");
  }

  @Test
  void aWholeIsSaidToBePartialOnEitherSide() {
    InitRun left = cutAfter().initRuns().getLast();
    for (Incident incident :
        List.of(
            Incident.EMPTY.withInitRuns(List.of(left, before(0))),
            Incident.EMPTY.withInitRuns(List.of(left, left)))) {
      boolean both = incident.initRuns().getLast().equals(left);
      ProfileDiff diff = source(incident, "init.diff.wall").diff(FlameGrouping.ORDER).orElseThrow();
      assertThat(DiffMarks.sentence(diff, WORDS))
          .startsWith(
              both
                  ? "Package inits: at least 3.31 ms → at least 3.31 ms; on neither side all were"
                  : "Package inits: at least 3.31 ms → 4.4 ms; not all of those before were");
    }
    assertThat(InitSides.of(cutAfter()).orElseThrow().both(Measure.WALL, InitPlaces.inOrder()))
        .satisfies(both -> assertThat(both.unmeasured()).isEqualTo(2))
        .satisfies(both -> assertThat(both.before().samples()).hasSize(1));
  }

  private static ImportTree tree() {
    return new ImportTree(
        "deps.json",
        Map.of(
            "x/mid", new PackageImport("main", "x/mid", Optional.empty(), List.of()),
            "x/cache", new PackageImport("x/mid", "x/cache", Optional.empty(), List.of()),
            "x/new", new PackageImport("x/cache", "x/new", Optional.empty(), List.of())));
  }

  @Test
  void byImporterEachPackageStandsOnce() throws CancelledException {
    Incident incident = starts(1).withImportTree(tree());
    FlameSource one = source(incident, "init.wall");
    Profile profile = one.profile(FlameGrouping.IMPORTS, Progress.NONE);

    assertThat(profile.samples())
        .extracting(s -> String.join(";", s.stack().stream().map(f -> f.function()).toList()))
        .containsExactly(
            "{not in the list of imports};runtime.init", "main.init;x/mid.init;x/cache.init");
    assertThat(profile.total()).isEqualTo(one.profile(FlameGrouping.ORDER, Progress.NONE).total());
    assertThat(one.note(FlameGrouping.IMPORTS).orElseThrow()).contains("stands once");
    assertThat(one.note(FlameGrouping.ORDER)).isEmpty();
    assertThat(words(incident, FlameGrouping.IMPORTS, "x/new.init")).startsWith("NEW");
    assertThat(words(incident, FlameGrouping.IMPORTS, "x/mid.init"))
        .startsWith("GREW 4.2 ms before, 22.1 ms after");
  }

  @Test
  void theTableSaysWhatChangedOfEachPackage() {
    ProfileDiff diff = source(starts(1), "init.diff.wall").diff(FlameGrouping.ORDER).orElseThrow();
    DiffRows rows = DiffRows.of(diff);

    assertThat(rows.before("x/cache.init", WORDS)).isEqualTo("4.2 ms");
    assertThat(rows.after("x/cache.init", WORDS)).isEqualTo("19 ms");
    assertThat(rows.change("x/cache.init", WORDS)).isEqualTo("+14.8 ms");
    assertThat(rows.tone("x/cache.init")).isEqualTo(DiffTone.GREW);
    assertThat(rows.kind("x/new.init", WORDS)).isEqualTo("new");
    assertThat(rows.kind("runtime.init", WORDS)).isEqualTo("no more than rounding");
    assertThat(rows.before("other", WORDS)).isEmpty();
  }

  @Test
  void ofFoldersTheSentenceNamesAPackage() {
    ProfileDiff diff = source(starts(1), "init.diff.wall").diff(FlameGrouping.PATH).orElseThrow();

    assertThat(DiffMarks.sentence(diff, WORDS)).contains("most: cache.init, +14.8 ms");
  }

  @Test
  void withoutAListItIsSaidWhatToGive() throws CancelledException {
    FlameSource one = source(starts(1), "init.wall");

    assertThat(one.groupings()).contains(FlameGrouping.IMPORTS);
    assertThat(one.note(FlameGrouping.IMPORTS).orElseThrow())
        .contains("go list -deps -json ./cmd/PROGRAM > deps.json");
    assertThat(one.profile(FlameGrouping.IMPORTS, Progress.NONE).samples())
        .allMatch(s -> s.stack().getFirst().function().equals("{importer not read}"));
  }

  @Test
  void thePictureSaysAllOfIt() {
    Incident incident = starts(1).withImportTree(tree());
    InitSides sides = InitSides.of(incident).orElseThrow();
    String svg =
        InitDiffs.source(incident, sides, Measure.WALL, WORDS)
            .svg(FlameGrouping.IMPORTS, false, Theme.LIGHT, WORDS, 900);

    assertThat(svg).contains("+17.9 ms x/cache.init", "no more than rounding", "stands once");
  }
}
