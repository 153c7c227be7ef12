package initscope.report;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.diagnosis.binary.BinaryDiff;
import initscope.model.EvidenceRef;
import initscope.model.Frame;
import initscope.model.Problem;
import initscope.model.binary.BinaryFacts;
import initscope.model.binary.EmbeddedFile;
import initscope.model.binary.GoModule;
import initscope.model.binary.InitPlan;
import initscope.model.binary.InitReach;
import initscope.model.binary.LinkFacts;
import initscope.model.binary.PackageInit;
import initscope.model.binary.Part;
import initscope.model.binary.ReachedCall;
import initscope.model.binary.RelocationCounts;
import initscope.model.binary.SectionSize;
import initscope.model.go.GoBinary;
import initscope.model.go.PackageImport;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

class InspectTest {
  private static final String EVIL = "x/\u001b[2Jweb";

  private static BinaryFacts facts(String version) {
    GoModule by = new GoModule("./tick", "(devel)", "", Optional.empty());
    GoBinary go =
        new GoBinary(
            version,
            Optional.of("x/main"),
            Map.of("CGO_ENABLED", "1", "-ldflags", "-X a=\u001b[1m"),
            true,
            false,
            true,
            true,
            Optional.of("id"),
            "amd64");
    LinkFacts link =
        new LinkFacts(
            9000,
            Optional.of("/lib64/ld-linux-x86-64.so.2"),
            List.of("libc.so.6"),
            Optional.of("2.34"),
            new RelocationCounts(Map.of("R_X86_64_RELATIVE", 12_000L), 12_000, 5, false, true),
            true,
            Optional.of(true),
            List.of(new SectionSize(".text", 5000, true), new SectionSize(".bss", 10, false)),
            Map.of(Part.TEXT, 5000L, Part.SYMBOLS, 4000L));
    PackageImport step =
        new PackageImport(
            "main",
            EVIL,
            Optional.of(Frame.of("main.main", "/src/main.go", 9)),
            List.of(EvidenceRef.whole("executable", "")));
    List<PackageInit> inits =
        List.of(
            new PackageInit(0, "runtime", List.of(Frame.of("runtime.init")), List.of()),
            new PackageInit(
                1, EVIL, List.of(Frame.of(EVIL + ".init.0", "/src/web.go", 3)), List.of(step)));
    ReachedCall call =
        new ReachedCall(
            EVIL,
            EVIL + ".init.0",
            "regexp.MustCompile",
            2,
            List.of(Frame.of(EVIL + ".init.0", "/src/web.go", 4)));
    return new BinaryFacts(
        go,
        Optional.of(new GoModule("x", "(devel)", "", Optional.empty())),
        List.of(new GoModule("x/tick", "v1.2.3", "", Optional.of(by))),
        link,
        new InitPlan(inits, 1, true, Optional.empty()),
        new InitReach(List.of(call), 12, 1, true, true),
        List.of(new EmbeddedFile("pages/a.html", 13)));
  }

  @Test
  void jsonHasStableKeys() {
    Problem cut = new Problem("elf.cut", Problem.Effect.LOST_FROM_HERE, 9000, "more");
    JsonNode json =
        new ObjectMapper()
            .readTree(InspectJson.write("f", facts("go1.24.4"), List.of(cut), Locale.ENGLISH));
    assertThat(json.propertyNames())
        .containsExactly(
            "schema",
            "file",
            "goVersion",
            "path",
            "machine",
            "buildMode",
            "dynamic",
            "cgo",
            "cgoLinked",
            "stripped",
            "dwarf",
            "buildId",
            "settings",
            "mainModule",
            "modules",
            "fileBytes",
            "interpreter",
            "needed",
            "glibc",
            "relocations",
            "bindNow",
            "parts",
            "sections",
            "runtimeInits",
            "importsLooked",
            "inits",
            "slow",
            "slowSearch",
            "embedded",
            "advice",
            "problems");
    assertThat(json.path("schema").asString()).isEqualTo("initscope.inspect/1");
    assertThat(json.path("relocations").path("total").asLong()).isEqualTo(12_005);
    assertThat(json.path("slow").path(0).path("confidence").asString()).isEqualTo("possible");
    assertThat(json.path("modules").path(0).path("replacedBy").path("path").asString())
        .isEqualTo("./tick");
    assertThat(json.path("inits").path(1).path("imports").path(0).path("importer").asString())
        .isEqualTo("main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void textIsSafeAndHasWordsForAllOfIt(String language) {
    Locale locale = Locale.forLanguageTag(language);
    for (boolean all : new boolean[] {false, true}) {
      List<String> lines = InspectText.of(facts("go1.24.4"), all, locale);
      assertThat(lines).noneMatch(line -> line.contains("\u001b"));
      assertThat(lines).noneMatch(line -> line.contains("inspect.") || line.contains("{"));
      assertThat(String.join("\n", lines))
          .contains("web.go:4", "regexp.MustCompile", "init.slow.regexp", "elf.dynamic_go");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "zh"})
  void aRefusalIsSaidAndNotGuessedOver(String language) {
    BinaryFacts whole = facts("go1.24.4");
    BinaryFacts refused =
        new BinaryFacts(
            whole.go(),
            whole.mainModule(),
            whole.modules(),
            whole.link(),
            InitPlan.refused("pclntab.magic: 0x12345678"),
            InitReach.NONE,
            List.of());
    Locale locale = Locale.forLanguageTag(language);
    String text = String.join("\n", InspectText.of(refused, true, locale));
    assertThat(text).contains("pclntab.magic: 0x12345678").doesNotContain("init.slow");
    BinaryDiff diff = BinaryDiff.of(whole, refused);
    assertThat(diff.initsComparable()).isFalse();
    assertThat(InspectDiffText.of(diff, true, locale)).hasSize(1);
  }

  @Test
  void twoBuildsTellWhatDiffers() {
    BinaryDiff diff = BinaryDiff.of(facts("go1.24.4"), facts("go1.26.1"));
    assertThat(InspectDiffText.of(diff, false, Locale.ENGLISH))
        .containsExactly("Build", "  ~ goVersion  go1.24.4 -> go1.26.1");
    JsonNode json = new ObjectMapper().readTree(InspectDiffJson.write("a", "b", diff));
    assertThat(json.path("schema").asString()).isEqualTo("initscope.inspect-diff/1");
    assertThat(json.path("facts").path("goVersion").path("after").asString()).isEqualTo("go1.26.1");
    BinaryDiff none = BinaryDiff.of(facts("go1.24.4"), facts("go1.24.4"));
    assertThat(InspectDiffText.of(none, false, Locale.ENGLISH))
        .containsExactly("The builds do not differ in anything that inspect reads.");
  }
}
