package initscope.evidence.join;

import static org.assertj.core.api.Assertions.assertThat;

import initscope.evidence.IncidentReader;
import initscope.evidence.NamedInput;
import initscope.formats.perf.PerfScriptDecoder;
import initscope.model.Bytes;
import initscope.model.Frame;
import initscope.model.Incident;
import initscope.model.perf.PerfData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Stripped programs against their unstripped twins: what pclntab calls an address must be what perf calls it with the twin's symbols.
class PerfNamesTest {
  private static final String UNKNOWN = "[unknown]";

  @TempDir Path folder;

  private static Incident read(String text, Bytes program) {
    return IncidentReader.read(
        List.of(
            new NamedInput("/elsewhere/perf.txt", Bytes.of(text)),
            new NamedInput("/elsewhere/busy", program)));
  }

  private static List<String> warnings(Incident incident) {
    return incident.inputs().stream()
        .flatMap(input -> input.warnings().stream())
        .map(problem -> problem.id() + " " + problem.quote())
        .toList();
  }

  /// The functions of a stack as the machine has them, innermost first.
  private static List<Frame> physical(PerfData data, int row) {
    return data.stacks().stack(data.samples().stack(row)).reversed().stream()
        .filter(frame -> !frame.inlined())
        .toList();
  }

  private static boolean isBusy(Frame frame) {
    return frame.module().filter(module -> module.endsWith("/busy")).isPresent();
  }

  /// Symbols of the program away, as perf prints a stripped one.
  private static String stripped(String text) {
    StringBuilder out = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      int address = line.startsWith("\t") ? line.indexOf(' ', line.lastIndexOf('\t') + 17) : -1;
      int module = line.lastIndexOf(" (");
      boolean ours = address > 0 && module > address && line.endsWith("/busy)");
      out.append(ours ? line.substring(0, address + 1) + UNKNOWN + line.substring(module) : line);
      out.append('\n');
    }
    return out.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "false, -buildmode=exe",
    "false, -buildmode=pie",
    "true, -buildmode=exe",
    "true, -buildmode=pie"
  })
  void namesWhatTheTwinHasSymbolsFor(boolean cgo, String mode) throws Exception {
    BusyProgram.assumeTools();
    for (Path go : BusyProgram.toolchains()) {
      Path at = Files.createDirectories(folder.resolve("t" + go.hashCode()));
      Path twin = at.resolve("busy");
      BusyProgram.build(go, twin, cgo, mode);
      String text = BusyProgram.record(twin);
      Path bare = at.resolve("bare");
      BusyProgram.strip(twin, bare);
      PerfData told = new PerfScriptDecoder().decode(Bytes.of(text)).value();
      Incident incident = read(stripped(text), BusyProgram.bytes(bare));
      assertThat(warnings(incident))
          .as(go.toString())
          .allMatch(warning -> warning.startsWith("perf.tails.dropped"));
      compare(go + " " + mode + " cgo " + cgo, told, incident.perf().getFirst());
    }
  }

  private static void compare(String what, PerfData told, PerfData named) {
    Map<String, Integer> wrong = new TreeMap<>();
    TreeSet<String> right = new TreeSet<>();
    int unnamed = 0;
    assertThat(named.samples().size()).isEqualTo(told.samples().size());
    for (int row = 0; row < told.samples().size(); row++) {
      List<Frame> symbols = physical(told, row);
      List<Frame> names = physical(named, row);
      assertThat(named.samples().weight(row)).isEqualTo(told.samples().weight(row));
      for (int i = 0; i < names.size(); i++) {
        String symbol = symbols.get(i).function().replaceAll("\\.abi(0|internal)$", "");
        String name = names.get(i).function();
        if (name.equals(UNKNOWN) && symbol.equals("runtime.g0")) {
          continue; // no code: what lay in the register of frames
        }
        boolean isC = symbol.equals("crunch") || symbol.equals("cmp") || symbol.endsWith("@plt");
        if (!isBusy(names.get(i))) {
          assertThat(name).isEqualTo(symbols.get(i).function());
        } else if (name.equals(UNKNOWN)) {
          unnamed += isC || symbol.startsWith("_cgo") || symbol.startsWith("x_cgo") ? 0 : 1;
          wrong.merge(isC ? "C" : symbol + " is not named", 1, Integer::sum);
        } else if (name.equals(symbol)) {
          right.add(name);
        } else {
          wrong.merge(symbol + " is called " + name, 1, Integer::sum);
        }
      }
    }
    System.err.println(what + ": " + right.size() + " functions, " + unnamed + " other: " + wrong);
    assertThat(right).contains("main.init.0", "runtime.main", "main.main.func1");
    assertThat(wrong.keySet()).noneMatch(one -> one.contains(" is called "));
  }

  @Test
  void readsWhatPerfPrintsOfAStrippedProgram() throws Exception {
    BusyProgram.assumeTools();
    Path program = folder.resolve("busy");
    BusyProgram.build(
        BusyProgram.toolchains().getFirst(), program, false, "-buildmode=pie", "-ldflags=-s -w");
    Incident incident = read(BusyProgram.record(program), BusyProgram.bytes(program));
    List<Frame> frames = incident.perf().getFirst().stacks().frames();
    assertThat(frames)
        .extracting(Frame::function)
        .contains("main.init.0", "main.spin", "main.mix", "runtime.main", "runtime.goexit");
    assertThat(frames)
        .filteredOn(frame -> frame.function().equals("main.mix"))
        .allMatch(frame -> frame.inlined() && frame.file().orElse("").endsWith("main.go"));
  }
}
