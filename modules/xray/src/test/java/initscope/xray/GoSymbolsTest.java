package initscope.xray;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.host.Mapping;
import initscope.xray.GoSymbols.Named;
import initscope.xray.GoSymbols.Opened;
import initscope.xray.GoSymbols.Site;
import initscope.xray.memory.RecordingMemory;
import initscope.xray.memory.SparseFormat;
import initscope.xray.memory.SparseMemory;
import initscope.xray.testing.Fixture;
import initscope.xray.testing.LocalProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GoSymbolsTest {
  private static final Path GO = Path.of("/usr/bin/go");
  private static final String SOURCE =
      """
      package main
      import ("fmt"; "net"; "time")
      func main() {
        if _, err := net.LookupHost("localhost"); err != nil { fmt.Println(err) }
        time.Sleep(time.Minute)
      }
      """;

  @TempDir Path folder;

  static List<String> recorded() {
    return Fixture.NAMES;
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void namesWhatTheXRayNamed(String fixture) throws Exception {
    Fixture read = Fixture.read(fixture);
    Map<Site, String> expected = new HashMap<>();
    read.reading().runtime().goroutines().stream()
        .flatMap(goroutine -> goroutine.frames().stream())
        .filter(frame -> frame.pc() != 0 && !frame.inlined() && !frame.function().equals("??"))
        .forEach(frame -> expected.put(new Site(frame.pc(), false), frame.function()));
    Opened opened =
        GoSymbols.ofProcess(
            SparseFormat.decode(read.executable()).value(),
            SparseFormat.decode(read.memory()).value(),
            read.maps());
    Named named = opened.symbols().orElseThrow().name(expected.keySet());
    assertThat(named.form()).contains(AddressForm.MEMORY);
    // of some only what stands at the call was read
    assertThat(named.frames()).hasSizeGreaterThan(expected.size() / 2);
    named
        .frames()
        .forEach(
            (site, frames) ->
                assertThat(frames.getLast().function()).isEqualTo(expected.get(site)));
  }

  private Path build(String name, boolean cgo, String... more) throws Exception {
    assumeTrue(Files.isExecutable(GO), "no Go here");
    Files.writeString(folder.resolve("main.go"), SOURCE);
    Files.writeString(folder.resolve("go.mod"), "module example.com/look\n\ngo 1.19\n");
    List<String> command = new ArrayList<>(List.of("go", "build", "-o", name));
    command.addAll(List.of(more));
    run(cgo, command);
    Path built = folder.resolve(name);
    assumeTrue(Files.exists(built), "go build does not work here");
    return built;
  }

  private String run(boolean cgo, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().put("CGO_ENABLED", cgo ? "1" : "0");
    builder.environment().put("GOPROXY", "off");
    Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream out = process.getInputStream()) {
      return new String(out.readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.waitFor();
    }
  }

  private static SparseMemory file(Path path) throws IOException {
    return SparseMemory.ofFile(Bytes.of(Files.readAllBytes(path)));
  }

  /// Functions by the addresses of their first and last bytes.
  private Map<Long, Set<String>> symbols(Path twin) throws Exception {
    Map<Long, Set<String>> all = new HashMap<>();
    for (String line :
        run(false, List.of("go", "tool", "nm", "-size", twin.toString())).lines().toList()) {
      String[] words = line.strip().split(" +", 4);
      if (words.length == 4 && words[2].equalsIgnoreCase("t") && Long.parseLong(words[1]) > 0) {
        long from = Long.parseLong(words[0], 16);
        String name = spelled(words[3].replaceAll("\\.abi(0|internal)$", ""));
        all.computeIfAbsent(from, a -> new HashSet<>()).add(name);
        all.computeIfAbsent(from + Long.parseLong(words[1]) - 1, a -> new HashSet<>()).add(name);
      }
    }
    return all;
  }

  /// The table of symbols spells some as C would allow, and the other table leaves out what stands in brackets.
  private static String spelled(String name) {
    return name.replace('·', '.').replaceAll("\\[.*]", "[...]");
  }

  private static boolean isC(String name) {
    return name.indexOf('.') < 0 || name.contains("(.text") || name.endsWith(".cold");
  }

  @ParameterizedTest
  @CsvSource({"false, auto", "true, internal", "true, external"})
  void namesEveryGoFunctionAndNoOtherCode(boolean cgo, String link) throws Exception {
    String[] flags = {"-buildmode=exe", "-ldflags=-linkmode=" + link};
    Path twin = build("twin", cgo, flags);
    Path bare = build("bare", cgo, flags[0], flags[1] + " -s -w");
    Map<Long, Set<String>> symbols = symbols(twin);
    List<Site> sites = symbols.keySet().stream().map(at -> new Site(at, false)).toList();
    Named named = GoSymbols.ofFile(file(bare), List.of()).symbols().orElseThrow().name(sites);
    assertThat(named.form()).contains(AddressForm.MEMORY);
    Map<String, String> wrong = new HashMap<>();
    for (Site site : sites) {
      Set<String> names = symbols.get(site.address());
      List<Frame> frames = named.frames().getOrDefault(site, List.of());
      boolean go = names.stream().noneMatch(n -> isC(n) || n.endsWith("buildid"));
      if (frames.isEmpty() ? go : !names.contains(spelled(frames.getLast().function()))) {
        wrong.put(names.toString(), frames.toString());
      }
    }
    assertThat(symbols).hasSizeGreaterThan(2000);
    assertThat(wrong).isEmpty();
  }

  @Test
  void answersTheSameFromWhatWasKept() throws Exception {
    for (String mode : List.of("exe", "pie")) {
      Path twin = build("twin-" + mode, true, "-buildmode=" + mode, "-ldflags=-linkmode=external");
      Path bare =
          build("bare-" + mode, true, "-buildmode=" + mode, "-ldflags=-linkmode=external -s -w");
      List<Long> starts = new ArrayList<>(symbols(twin).keySet());
      starts.sort(Long::compare);
      Process started = new ProcessBuilder(bare.toString()).start();
      Thread.sleep(300);
      try (LocalProcess process = new LocalProcess(started.pid())) {
        var maps = process.maps();
        long bias = mode.equals("pie") ? start(maps, bare) : 0;
        List<Site> sites =
            starts.stream().limit(3000).map(at -> new Site(at + bias, false)).toList();
        RecordingMemory file = new RecordingMemory(process.executable());
        RecordingMemory memory = new RecordingMemory(process.memory());
        Named live = GoSymbols.ofProcess(file, memory, maps).symbols().orElseThrow().name(sites);
        Named kept =
            GoSymbols.ofProcess(
                    SparseFormat.decode(Fixture.encoded(file.recorded())).value(),
                    SparseFormat.decode(Fixture.encoded(memory.recorded())).value(),
                    maps)
                .symbols()
                .orElseThrow()
                .name(sites);
        assertThat(live.why()).isEmpty();
        assertThat(live.form()).contains(AddressForm.MEMORY);
        assertThat(live.frames()).hasSizeGreaterThan(1500);
        assertThat(kept).isEqualTo(live);
        Named fromFile = GoSymbols.ofFile(file(bare), maps).symbols().orElseThrow().name(sites);
        assertThat(functions(fromFile)).isEqualTo(functions(live));
      } finally {
        started.destroyForcibly();
      }
    }
  }

  private static long start(List<Mapping> maps, Path program) {
    return maps.stream()
        .filter(mapping -> mapping.path().equals(program.toString()))
        .findFirst()
        .orElseThrow()
        .start();
  }

  private static Map<Site, String> functions(Named named) {
    Map<Site, String> functions = new HashMap<>();
    named
        .frames()
        .forEach(
            (site, frames) -> functions.put(site, frames.toString().replaceAll("pc=-?\\d+", "")));
    return functions;
  }

  @Test
  void aDamagedFileGivesAnswersAndNoException() throws Exception {
    byte[] whole = Files.readAllBytes(build("bare", false, "-buildmode=pie", "-ldflags=-s -w"));
    Random random = new Random(7);
    List<Site> sites = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sites.add(new Site(0x1000 + random.nextInt(0x90000), i % 3 != 0));
    }
    for (int round = 0; round < 60; round++) {
      byte[] bytes =
          round % 4 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
      for (int flip = 0; flip < 400 && bytes.length > 0; flip++) {
        int most = flip % 2 == 0 ? Math.min(bytes.length, 4096) : bytes.length;
        if (round % 2 == 1 || flip % 2 == 1) {
          bytes[random.nextInt(most)] = (byte) random.nextInt();
        }
      }
      Opened opened = GoSymbols.ofFile(SparseMemory.ofFile(Bytes.of(bytes)), List.of());
      assertThat(opened.symbols().isPresent()).isEqualTo(opened.refusal().isEmpty());
      if (opened.symbols().isPresent()) {
        opened.symbols().get().name(sites);
      }
    }
  }
}
